"""The project of a mutuelle for a year: its manager prepares it, the staff read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from mutuelles.access import may_prepare, may_study
from mutuelles.choices import PROJECT_DEAD, PROJECT_MOVES, ProjectStatus
from mutuelles.forms import LateForm, ProjectForm, WithdrawForm
from mutuelles.models import Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from mutuelles.services import calendar, history
from mutuelles.services import project as projects
from portal.http import Request, as_year

LAST_LISTS = 5
KEPT = 10


def project_detail(request: Request, number: str, year: int) -> HttpResponse:
    """The page of a mutuelle's project; a form sent to it opens one, or opens it anew."""
    mutuelle = _mutuelle(request, number)
    if request.method == "POST":
        projects.draft_of(actor=request.user, mutuelle=mutuelle, year=year)
        return redirect("mutuelles:project_edit", number, year)
    found = _of_year(mutuelle, as_year(year))
    project = found[0] if found else None
    context: dict[str, object] = {"project": project, "mutuelle": mutuelle, "year": year}
    context |= _rights(request, mutuelle, year, project) | _year(request, mutuelle, year)
    if project is not None:
        context |= _contents(project) | {"earlier": found[1:]}
    return render(request, "mutuelles/project_detail.html", context)


def _year(request: Request, mutuelle: Mutuelle, year: int) -> dict[str, object]:
    timeline = calendar.timeline(mutuelle, year, request.today)
    lists = mutuelle.member_lists.filter(year=year).select_related("uploaded_by")
    return {
        "timeline": timeline,
        "next": calendar.next_due(timeline),
        "member_lists": lists.order_by("-id")[:LAST_LISTS],
    }


def _contents(project: Project) -> dict[str, object]:
    return {
        "figures": projects.figures(project),
        "requirements": projects.requirements(project),
        "deadline": projects.deadline(project),
        "history": history.lines(project),
    }


def _rights(
    request: Request, mutuelle: Mutuelle, year: int, project: Project | None
) -> dict[str, bool]:
    prepares = may_prepare(request.user, mutuelle)
    status = ProjectStatus(project.status) if project else None
    is_draft = status == ProjectStatus.DRAFT
    none_alive = status is None or status in PROJECT_DEAD
    return {
        "may_open": prepares and none_alive and year in years_open(request.today),
        "may_edit": prepares and is_draft,
        "may_withdraw": prepares and _may_become(project, ProjectStatus.WITHDRAWN),
        "may_allow_late": is_draft and not prepares and may_study(request.user),
        "may_study": not prepares and may_study(request.user),
    }


def _may_become(project: Project | None, status: ProjectStatus) -> bool:
    return project is not None and status in PROJECT_MOVES[ProjectStatus(project.status)]


def _mutuelle(request: Request, number: str) -> Mutuelle:
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    return get_object_or_404(visible, number=number)


def _of_year(mutuelle: Mutuelle, year: int) -> list[Project]:
    """The living one first, if there is one: another is opened only once it is dead."""
    projects = mutuelle.projects.filter(year=year).order_by("-id")
    return list(projects.select_related("submitted_by", "decided_by", "late_by")[:KEPT])


def _prepared(request: Request, number: str, year: int) -> Project:
    """A project that this person prepares."""
    mutuelle = _mutuelle(request, number)
    if not may_prepare(request.user, mutuelle):
        raise PermissionDenied
    return _existing(mutuelle, year)


def _existing(mutuelle: Mutuelle, year: int) -> Project:
    found = _of_year(mutuelle, as_year(year))
    if not found:
        raise Http404
    found[0].mutuelle = mutuelle
    return found[0]


def project_edit(request: Request, number: str, year: int) -> HttpResponse:
    project = _prepared(request, number, year)
    if request.method != "POST" and project.status != ProjectStatus.DRAFT:
        return redirect("mutuelles:project", number, year)
    seen = {"seen": projects.wording(project)}
    form = ProjectForm(request.POST or None, instance=project, initial=seen)
    if request.method == "POST" and form.is_valid():
        projects.edit(actor=request.user, project=project, **form.cleaned_data)
        messages.success(request, gettext("Le projet est enregistré."))
        return redirect("mutuelles:project", number, year)
    context = {"project": project, "mutuelle": project.mutuelle, "year": year, "form": form}
    return render(request, "mutuelles/project_edit.html", context)


def project_submit(request: Request, number: str, year: int) -> HttpResponse:
    """The question, with what is missing; then the submission."""
    project = _prepared(request, number, year)
    if request.method == "POST":
        projects.submit(actor=request.user, project=project)
        messages.success(request, gettext("Le projet est soumis : le personnel l’étudiera."))
        return redirect("mutuelles:project", number, year)
    if project.status != ProjectStatus.DRAFT:
        return redirect("mutuelles:project", number, year)
    context = {
        "mutuelle": project.mutuelle,
        "year": year,
        "figures": projects.figures(project),
        "missing": [each for each in projects.requirements(project) if not each.is_met],
        "deadline": projects.deadline(project),
        "unconfirmed": projects.awaits_confirmation(project),
    }
    return render(request, "mutuelles/project_submit.html", context)


def project_withdraw(request: Request, number: str, year: int) -> HttpResponse:
    project = _prepared(request, number, year)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        projects.withdraw(actor=request.user, project=project, reason=reason)
        messages.success(request, gettext("Le projet est retiré."))
        return redirect("mutuelles:project", number, year)
    if request.method != "POST" and not _may_become(project, ProjectStatus.WITHDRAWN):
        return redirect("mutuelles:project", number, year)
    context = {"project": project, "mutuelle": project.mutuelle, "year": year, "form": form}
    return render(request, "mutuelles/project_withdraw.html", context)


def project_late(request: Request, number: str, year: int) -> HttpResponse:
    """« Permettre un retard », for the staff of study."""
    mutuelle = _mutuelle(request, number)
    if not may_study(request.user):
        raise PermissionDenied
    project = _existing(mutuelle, year)
    form = LateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        projects.allow_late(actor=request.user, project=project, **form.cleaned_data)
        messages.success(request, gettext("Le retard est permis ; le gestionnaire en est averti."))
        return redirect("mutuelles:project", number, year)
    if request.method != "POST" and project.status != ProjectStatus.DRAFT:
        return redirect("mutuelles:project", number, year)
    context = {"mutuelle": mutuelle, "year": year, "form": form}
    context["deadline"] = projects.deadline(project)
    return render(request, "mutuelles/project_late.html", context)
