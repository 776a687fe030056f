"""One paper: its file, and the page where staff verify or refuse it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from mutuelles.access import may_study
from mutuelles.choices import PaperStatus
from mutuelles.forms import PaperRefusalForm
from mutuelles.models import MemberPaper
from mutuelles.paper_file.sniffing import PDF, SUFFIXES
from mutuelles.services import paper as papers
from portal.http import Request
from portal.models import User

# whatever the file holds, it runs nothing, asks for nothing, and stands in our own pages alone
HARMLESS = "default-src 'none'; sandbox; frame-ancestors 'self'"


@require_safe
@xframe_options_sameorigin
def paper_file(request: Request, public_id: UUID) -> HttpResponse:
    """The bytes, as what they were found to be when they were received."""
    paper = _paper(request, public_id)
    try:
        response = HttpResponse(papers.read(paper), content_type=paper.content_type)
    except papers.Altered:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return render(request, "mutuelles/paper_altered.html", status=status)
    way = "attachment" if "telecharger" in request.GET else "inline"
    response["Content-Disposition"] = f'{way}; filename="{_name(paper)}"'
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _paper(request: Request, public_id: UUID) -> MemberPaper:
    visible = MemberPaper.objects.visible_to(request.user).select_related(
        "member__employer", "member__project__mutuelle__firm", "uploaded_by", "checked_by"
    )
    return get_object_or_404(visible, public_id=public_id)


def _name(paper: MemberPaper) -> str:
    """« 1199000002-resolution.pdf »: nothing of what its sender wrote."""
    employer = paper.member.employer
    return f"{employer.neq or employer.number}-{paper.kind.lower()}.{SUFFIXES[paper.content_type]}"


@never_cache
def paper_check(request: Request, public_id: UUID) -> HttpResponse:
    paper = _paper(request, public_id)
    if not may_study(request.user):
        raise PermissionDenied
    following = _following(paper, request.user)
    form = PaperRefusalForm(request.POST if "refuser" in request.POST else None)
    if "verifier" in request.POST:
        papers.verify(actor=request.user, paper=paper)
        messages.success(request, _said(paper, _("Pièce vérifiée : %(name)s")))
        return _go_on(paper, following)
    if form.is_valid():
        papers.refuse(actor=request.user, paper=paper, reason=form.cleaned_data["reason"])
        messages.success(request, _said(paper, _("Pièce refusée, et motif envoyé : %(name)s")))
        return _go_on(paper, following)
    context = _context(request, paper) | {"form": form, "following": following}
    return render(request, "mutuelles/paper_check.html", context)


def _following(paper: MemberPaper, reader: User) -> MemberPaper | None:
    """The next that this person may verify, in the order of the list, then from its beginning."""
    key, project = paper.member.employer.name_key, paper.member.project
    waiting = MemberPaper.objects.to_check().filter(member__project=project)
    waiting = waiting.exclude(pk=paper.pk).exclude(uploaded_by=reader)
    beyond = Q(member__employer__name_key__gt=key)
    beyond |= Q(member__employer__name_key=key, pk__gt=paper.pk)
    return waiting.filter(beyond).first() or waiting.first()


def _go_on(paper: MemberPaper, following: MemberPaper | None) -> HttpResponse:
    if following:
        return redirect("mutuelles:paper_check", following.public_id)
    project = paper.member.project
    return redirect("mutuelles:papers", project.mutuelle.number, project.year)


def _said(paper: MemberPaper, text: str) -> str:
    return text % {"name": f"{paper.get_kind_display()}, {paper.member.employer.name}"}


def _context(request: Request, paper: MemberPaper) -> dict[str, object]:
    project = paper.member.project
    is_mine = paper.uploaded_by_id == request.user.pk
    return {
        "paper": paper,
        "employer": paper.member.employer,
        "project": project,
        "mutuelle": project.mutuelle,
        "year": project.year,
        "is_pdf": paper.content_type == PDF,
        "is_mine": is_mine,
        "may_verify": not is_mine and papers.may_become(paper, PaperStatus.VERIFIED),
        "may_refuse": not is_mine and papers.may_become(paper, PaperStatus.REFUSED),
    }
