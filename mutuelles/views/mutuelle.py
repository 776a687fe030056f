"""Mutuelles: those of a manager, with what comes next for each; a new one; every state there is."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mutuelles import states
from mutuelles.choices import Step
from mutuelles.forms import FoundForm
from mutuelles.models import Firm, ManagerMandate, Membership, Mutuelle, Project, ProjectMember
from mutuelles.models.mutuelle import year_in_preparation
from mutuelles.services import calendar
from mutuelles.services import project as projects
from portal.http import Request, as_key
from portal.models import User
from portal.models.keyset import keyset_page

PAGE_SIZE = 20


@require_safe
def mutuelle_list(request: Request) -> HttpResponse:
    """A card per mutuelle, whatever their number in the same few queries."""
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    page = keyset_page(
        visible,
        order="number",
        size=PAGE_SIZE,
        before=visible.filter(pk=as_key(request.GET.get("avant", ""))).first(),
        after=visible.filter(pk=as_key(request.GET.get("apres", ""))).first(),
    )
    year = year_in_preparation(request.today)
    context = {
        "cards": _cards(request, page.rows, year),
        "year": year,
        "this_year": year - 1,
        "may_found": _firms(request.user).exists(),
    }
    return render(request, "mutuelles/mutuelle_list.html", context | page.links())


def _cards(request: Request, mutuelles: list[Mutuelle], year: int) -> list[dict[str, object]]:
    keys = [mutuelle.pk for mutuelle in mutuelles]
    upcoming = calendar.upcoming(keys, year, request.today)
    living = Project.objects.alive().filter(mutuelle__in=keys, year=year)
    alive = {project.mutuelle_id: project for project in living}
    members = Membership.objects.active(year - 1).filter(mutuelle__in=keys)
    declared = ProjectMember.objects.declared(year).filter(project__mutuelle__in=keys)
    now, then = _counted(members, "mutuelle"), _counted(declared, "project__mutuelle")
    return [
        {
            "mutuelle": mutuelle,
            "project": alive.get(mutuelle.pk),
            "next": upcoming[mutuelle.pk],
            "members": now.get(mutuelle.pk, 0),
            "declared": then.get(mutuelle.pk, 0),
        }
        for mutuelle in mutuelles
    ]


def _counted(rows: QuerySet, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def _firms(user: User) -> QuerySet[Firm]:
    mandates = ManagerMandate.objects.in_force().filter(user=user)
    return Firm.objects.filter(pk__in=mandates.values("firm"))


def mutuelle_new(request: Request) -> HttpResponse:
    """Found a mutuelle: its name, and the project of its first year."""
    firms = _firms(request.user)
    if not firms.exists():
        raise PermissionDenied
    year = year_in_preparation(request.today)
    form = FoundForm(request.POST or None, firms=firms)
    if request.method == "POST" and form.is_valid():
        project = projects.found(actor=request.user, year=year, **form.cleaned_data)
        text = gettext("La mutuelle %(number)s est créée, et son premier projet ouvert.")
        messages.success(request, text % {"number": project.mutuelle.number})
        return redirect("mutuelles:project_edit", project.mutuelle.number, year)
    context = {"form": form, "year": year, "deadline": calendar.dates(year)[Step.PROJECT]}
    return render(request, "mutuelles/mutuelle_new.html", context)


@require_safe
def state_list(request: Request) -> HttpResponse:
    """Every state and its passages, as the code writes them."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(request, "mutuelles/state_list.html", {"machines": states.MACHINES})
