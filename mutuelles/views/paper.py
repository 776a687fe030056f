"""Papers of the members of a project: who lacks what, one given, many given."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutuelles.access import may_prepare, may_study
from mutuelles.choices import PaperKind, PaperStatus, ProjectStatus
from mutuelles.filters import PaperFilter
from mutuelles.forms import PaperForm, PapersForm
from mutuelles.models import MemberPaper, Project, ProjectMember
from mutuelles.paper_file.legal_form import mandating_kinds
from mutuelles.paper_file.sniffing import MAX_BYTES, MAX_MEGABYTES
from mutuelles.services import paper as papers
from mutuelles.services import paper_batch, paper_states
from mutuelles.services.paper_batch import Outcome
from mutuelles.services.paper_states import USES
from portal.http import Request, as_key, as_year, here
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 50
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Slot:
    """One use of a paper for one member: what is expected there, and the paper if there is one."""

    kinds: Sequence[PaperKind]
    status: str
    paper: MemberPaper | None

    @property
    def label(self) -> str:
        """« Résolution », or « Résolution ou procuration » where either may come."""
        if self.paper:
            return str(self.paper.get_kind_display())
        first, *others = (str(kind.label) for kind in self.kinds)
        return _(" ou ").join([first, *(other.lower() for other in others)])

    @property
    def status_label(self) -> str:
        return str(PaperStatus(self.status).label)


@dataclass(frozen=True)
class Row:
    member: ProjectMember
    slots: list[Slot] = field(default_factory=list)


@never_cache
@require_safe
def paper_list(request: Request, number: str, year: int) -> HttpResponse:
    project = _project(request, number, year)
    members = paper_states.with_states(project).select_related("employer")
    filter = PaperFilter(request.GET, members.annotate(name_key=F("employer__name_key")))
    page = _page(request, filter)
    context = _context(request, project)
    context |= {
        "filter": filter,
        "tally": paper_states.tally(project),
        "rows": _rows(page.rows),
        "first_to_check": _first_to_check(project) if context["may_check"] else None,
        "newer_url": here(request, avant=page.rows[0].pk) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].pk) if page.has_after else None,
    }
    return render(request, "mutuelles/paper_list.html", context)


def _project(request: Request, number: str, year: int) -> Project:
    """The last project of that year, which is the living one if there is any."""
    visible = Project.objects.visible_to(request.user).select_related("mutuelle__firm")
    found = visible.filter(mutuelle__number=number, year=as_year(year)).order_by("-id")[:1]
    return get_object_or_404(found)


def _context(request: Request, project: Project) -> dict[str, object]:
    manages = may_prepare(request.user, project.mutuelle)
    studies = not manages and may_study(request.user)
    status = ProjectStatus(project.status)
    return {
        "project": project,
        "mutuelle": project.mutuelle,
        "year": project.year,
        "may_give": manages and status in papers.GIVEN,
        "may_check": studies and status in papers.CHECKED,
        "may_open": manages or studies,
    }


def _first_to_check(project: Project) -> MemberPaper | None:
    return MemberPaper.objects.to_check().filter(member__project=project).first()


def _page(request: Request, filter: PaperFilter) -> KeysetPage:
    def anchor(side: str) -> ProjectMember | None:
        asked = as_key(request.GET.get(side, ""))
        return filter.qs.filter(pk=asked).first() if asked else None

    return keyset_page(
        filter.qs, order="name_key", size=PAGE_SIZE, before=anchor("avant"), after=anchor("apres")
    )


def _rows(members: Sequence[ProjectMember]) -> list[Row]:
    found: dict[int, list[MemberPaper]] = defaultdict(list)
    for paper in MemberPaper.objects.standing().filter(member__in=members):
        found[paper.member_id].append(paper)
    return [Row(member, _slots(member, found[member.pk])) for member in members]


def _slots(member: ProjectMember, found: Sequence[MemberPaper]) -> list[Slot]:
    """A slot for each use that has a state (`paper_states.with_states`)."""
    slots = []
    for use, kinds in USES.items():
        if status := getattr(member, use):
            paper = next((paper for paper in found if paper.kind in kinds), None)
            expected = mandating_kinds(member.employer.neq) if use == "mandate" else sorted(kinds)
            slots.append(Slot(expected, status, paper))
    return slots


def member_papers(request: Request, number: str, year: int, member: int) -> HttpResponse:
    """One member: its papers, those that they replaced, and a form for another."""
    project = _project(request, number, year)
    members = paper_states.with_states(project).select_related("employer")
    found = get_object_or_404(members, pk=member)
    found.project = project
    context = _context(request, project)
    form = PaperForm(request.POST or None, request.FILES or None, employer=found.employer)
    if request.method == "POST" and not context["may_give"]:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        _receive(request, found, **form.cleaned_data)
        return redirect("mutuelles:member_papers", number, year, member)
    context |= {"row": _rows([found])[0], "form": form, "papers": _history(request, found)}
    return render(request, "mutuelles/paper_member.html", context)


def _receive(request: Request, member: ProjectMember, kind: str, file: UploadedFile) -> None:
    papers.receive(
        actor=request.user,
        member=member,
        kind=PaperKind(kind),
        content=file.read(MAX_BYTES + 1),
        name=str(file.name),
    )
    messages.success(request, _("La pièce est reçue : le personnel la vérifiera."))


def _history(request: Request, member: ProjectMember) -> QuerySet[MemberPaper]:
    """Every paper of the member, the last first; for whoever may open them."""
    visible = MemberPaper.objects.visible_to(request.user).filter(member=member)
    return visible.select_related("uploaded_by", "checked_by")


@never_cache
def paper_upload(request: Request, number: str, year: int) -> HttpResponse:
    project = _project(request, number, year)
    context = _context(request, project)
    if not context["may_give"]:
        raise PermissionDenied
    form = PapersForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcomes = paper_batch.receive_all(
            actor=request.user, project=project, files=form.cleaned_data["pieces"]
        )
        context |= _told(outcomes)
    context |= {"form": form, "max_bytes": _max_bytes(), "limits": _limits()}
    return render(request, "mutuelles/paper_upload.html", context)


def _told(outcomes: Sequence[Outcome]) -> dict[str, object]:
    received = sum(outcome.paper is not None for outcome in outcomes)
    known = sum(outcome.is_known for outcome in outcomes)
    left = len(outcomes) - received - known
    return {"outcomes": outcomes, "received": received, "known": known, "left": left}


def _max_bytes() -> int:
    """Of all files of one sending: the rest of the body takes a bit too."""
    return settings.REQUEST_MAX_BYTES - MEGABYTE


def _limits() -> str:
    text = _(
        "PDF, JPEG ou PNG, %(size)s Mo au plus chacun. "
        "Par envoi, %(most)s fichiers et %(all)s Mo au plus."
    )
    facts = {"size": MAX_MEGABYTES, "most": PapersForm.MOST, "all": _max_bytes() // MEGABYTE}
    return text % facts
