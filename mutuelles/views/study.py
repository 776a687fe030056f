"""The study of projects, for staff: what waits, a project, and the word that ends its study."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from mutuelles.access import may_study
from mutuelles.choices import Check, ProjectStatus, Step
from mutuelles.filters import StudiedMemberFilter
from mutuelles.forms import AcceptProjectForm, RefuseForm
from mutuelles.models import Project, ProjectMember
from mutuelles.models.project import ProjectQuerySet
from mutuelles.services import answers, calendar, checks, contact, decision, study
from mutuelles.services.answers import Answer
from mutuelles.services.contact import Contact
from mutuelles.services.decision import Outcome
from portal.http import Request, as_key, here
from portal.models import Employer
from portal.models.keyset import KeysetPage, keyset_page

WAITING, RECENT, PAGE_SIZE = 20, 20, 50


@dataclass(frozen=True)
class Waiting:
    """A project that waits, with what its study will meet."""

    project: Project
    members: int
    blocked: int
    late: bool


@dataclass(frozen=True)
class MemberRow:
    """A member with the checks that stop it, and those that it passes by a « dérogation »."""

    member: ProjectMember
    stops: list[Answer]
    overridden: list[Answer]


def projects(request: Request) -> ProjectQuerySet:
    """Those that the staff may open: a draft is its manager's alone."""
    if not may_study(request.user):
        raise PermissionDenied
    visible = Project.objects.visible_to(request.user).exclude(status=ProjectStatus.DRAFT)
    return visible.select_related("mutuelle__firm", "submitted_by", "decided_by")


def the_project(request: Request, public_id: UUID) -> Project:
    return get_object_or_404(projects(request), public_id=public_id)


@require_safe
def study_list(request: Request) -> HttpResponse:
    """What waits, the oldest first."""
    visible = projects(request)
    page = _waiting_page(request, visible.to_study())
    decided = visible.filter(status__in=[ProjectStatus.ACCEPTED, ProjectStatus.REFUSED])
    context = {"waiting": _waiting(page.rows), "decided": decided.order_by("-decided_at")[:RECENT]}
    return render(request, "mutuelles/study_list.html", context | page.links())


def _waiting_page(request: Request, waiting: QuerySet[Project]) -> KeysetPage:
    def anchor(side: str) -> Project | None:
        return waiting.filter(pk=as_key(request.GET.get(side, ""))).first()

    return keyset_page(
        waiting,
        order="submitted_at",
        size=WAITING,
        before=anchor("avant"),
        after=anchor("apres"),
    )


def _waiting(rows: list[Project]) -> list[Waiting]:
    counts = checks.by_project(rows)
    last_days = {year: calendar.dates(year)[Step.PROJECT] for year in {row.year for row in rows}}
    return [
        Waiting(row, *counts.get(row.pk, (0, 0)), late=_is_late(row, last_days[row.year]))
        for row in rows
    ]


def _is_late(project: Project, last_day: dt.date) -> bool:
    at = project.submitted_at
    return at is not None and timezone.localdate(at) > last_day


@require_safe
def study_detail(request: Request, public_id: UUID) -> HttpResponse:
    project = the_project(request, public_id)
    filter = StudiedMemberFilter(request.GET, project.members.all())
    page = _member_page(request, filter)
    last_day = calendar.dates(project.year)[Step.PROJECT]
    context = {
        "project": project,
        "late": _is_late(project, last_day),
        "figures": (figures := checks.figures(project.members.all())),
        "check_counts": [(check, figures.checks[check]) for check in Check],
        "filter": filter,
        "criteria": filter.criteria(),
        "rows": _rows(project, page.rows),
        "in_study": project.status == ProjectStatus.IN_STUDY,
        "member_lists": project.member_lists.filter(status="CONFIRMED"),
    }
    return render(request, "mutuelles/study_detail.html", context | _links(request, page))


def _member_page(request: Request, filter: StudiedMemberFilter) -> KeysetPage:
    rows = checks.judged(filter.rows).annotate(name_key=F("employer__name_key"))

    def anchor(side: str) -> ProjectMember | None:
        return rows.filter(pk=as_key(request.GET.get(side, ""))).first()

    return keyset_page(
        rows.select_related("employer"),
        order="name_key",
        size=PAGE_SIZE,
        before=anchor("avant"),
        after=anchor("apres"),
    )


def _rows(project: Project, members: list[ProjectMember]) -> list[MemberRow]:
    found = answers.of(project, members)
    return [
        MemberRow(
            member,
            stops=[each for each in found[member.pk] if each.blocks],
            overridden=[each for each in found[member.pk] if each.override and not each.blocks],
        )
        for member in members
    ]


def _links(request: Request, page: KeysetPage) -> dict[str, str | None]:
    """The pages on either side, under the same filter."""
    return {
        "newer_url": here(request, avant=page.rows[0].pk) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].pk) if page.has_after else None,
    }


@require_POST
def study_start(request: Request, public_id: UUID) -> HttpResponse:
    study.start(actor=request.user, project=the_project(request, public_id))
    messages.success(request, gettext("L’étude est commencée : le projet attend votre décision."))
    return redirect("mutuelles:study", public_id=public_id)


@require_POST
def study_decide_all(request: Request, public_id: UUID) -> HttpResponse:
    count = decision.decide_all(actor=request.user, project=the_project(request, public_id))
    text = ngettext("%(count)s membre accepté.", "%(count)s membres acceptés.", count)
    messages.success(request, text % {"count": count})
    return redirect("mutuelles:study", public_id=public_id)


def study_refuse(request: Request, public_id: UUID) -> HttpResponse:
    project = the_project(request, public_id)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        study.refuse(actor=request.user, project=project, reason=form.cleaned_data["reason"])
        messages.success(request, gettext("Le projet est refusé ; le motif est transmis."))
        return redirect("mutuelles:study", public_id=public_id)
    return render(request, "mutuelles/study_refuse.html", {"project": project, "form": form})


def study_accept(request: Request, public_id: UUID) -> HttpResponse:
    project = the_project(request, public_id)
    contacts = contact.unrepresented(decision.to_be_accepted(project))
    to_agree = {employer: person for employer, person in contacts.items() if person.to_agree}
    form = AcceptProjectForm(
        request.POST or None,
        contacts=[employer.pk for employer in to_agree],
        first_day=study.earliest_delay(project).isoformat(),
    )
    if form.is_valid() and "comparer" not in request.POST:
        return _accept(request, project, form)
    return _accept_page(request, project, form, to_agree)


def _accept(request: Request, project: Project, form: AcceptProjectForm) -> HttpResponse:
    said = form.cleaned_data
    outcome = study.accept(
        actor=request.user,
        project=project,
        admitted=said["acces"],
        sign_until=said["sign_until"],
        premiums=form.premiums_typed,
        announced=Outcome(said["accepted"], said["refused"]),
    )
    text = ngettext(
        "Le projet est accepté : %(count)s membre.",
        "Le projet est accepté : %(count)s membres.",
        outcome.accepted,
    )
    messages.success(request, text % {"count": outcome.accepted})
    return redirect("mutuelles:study", public_id=project.public_id)


def _accept_page(
    request: Request,
    project: Project,
    form: AcceptProjectForm,
    to_agree: dict[Employer, Contact],
) -> HttpResponse:
    figures = checks.figures(project.members.all())
    refused = checks.judged(decision.to_be_refused(project)).select_related("employer")
    context = {
        "project": project,
        "form": form,
        "figures": figures,
        "outcome": decision.forecast(figures),
        "refused": _rows(project, list(refused.order_by("employer__name_key")[:PAGE_SIZE])),
        "contacts": to_agree,
        "due_on": calendar.dates(project.year)[Step.SIGNATURE],
        "compared": form.premiums_typed if form.is_bound else None,
    }
    return render(request, "mutuelles/study_accept.html", context)
