"""The cockpit of a mutuelle's year: where its members stand, reminders to them, the file of them.

Managers and staff see the same page; a member's documents show by their state alone.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.filters.member import DEFAULT_SORT, SORTS, MemberFilter
from documents.services import cockpit, cockpit_file, reminding
from documents.services.cockpit import Figures, Roll
from documents.views import cockpit_parts
from documents.views.sorting import sort_links
from mutuelles.access import may_exclude, may_prepare, may_study
from mutuelles.choices import ProjectStatus, ReminderKind
from mutuelles.models import Mutuelle
from mutuelles.models.mutuelle import years_open
from mutuelles.services import calendar
from mutuelles.services.reminder import Outcome
from portal.errors import BusinessError
from portal.http import Request, as_key, as_year, here
from portal.models import Employer
from portal.models.keyset import KeysetPage, keyset_page
from portal.services import audit

PAGE_SIZE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def mutuelle_detail(request: Request, number: str, year: int) -> HttpResponse:
    roll = _roll(request, number, year)
    members = cockpit.members(roll)
    figures, filter = cockpit.figures(members), _filter(request, members)
    context = {
        "roll": roll,
        "mutuelle": roll.mutuelle,
        "year": year,
        "years": sorted({*years_open(request.today), year}),
        "timeline": calendar.timeline(roll.mutuelle, year, request.today),
        "gauges": cockpit_parts.gauges(roll, figures),
        "has_members": figures.all > 0,
    }
    context |= _shown(request, filter, figures) | _rights(request, roll, figures)
    return render(request, "documents/mutuelle_detail.html", context)


@require_POST
def mutuelle_remind(request: Request, number: str, year: int) -> HttpResponse:
    roll = _roll(request, number, year)
    if not may_prepare(request.user, roll.mutuelle):
        raise PermissionDenied
    kind = request.POST.get("rappel", "")
    if kind not in ReminderKind:
        raise BusinessError(gettext("Ce rappel n’existe pas."))
    outcome = reminding.remind(actor=request.user, roll=roll, kind=ReminderKind(kind))
    level = messages.SUCCESS if outcome.sent else messages.INFO
    messages.add_message(request, level, " ".join(_told(outcome)))
    return redirect("documents:mutuelle", number=number, year=year)


@never_cache
@require_safe
def mutuelle_export(request: Request, number: str, year: int, format: str) -> HttpResponseBase:
    """What the filter shows, all pages of it, in its order."""
    roll = _roll(request, number, year)
    if format not in ("csv", "xlsx"):
        raise Http404
    filter = _filter(request, cockpit.members(roll))
    members, name = filter.rows.order_by(filter.order, "pk"), f"membres-{number}-{year}.{format}"
    traced = {"file": name, "criteria": filter.chosen}
    audit.record(actor=request.user, verb="export", subject=roll.mutuelle, **traced)
    if format == "xlsx":
        content = cockpit_file.as_xlsx(members)
        return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
    return StreamingHttpResponse(
        cockpit_file.as_csv(members),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _roll(request: Request, number: str, year: int) -> Roll:
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    return cockpit.roll(get_object_or_404(visible, number=number), as_year(year))


def _filter(request: Request, members: QuerySet[Employer]) -> MemberFilter:
    return MemberFilter(request.GET, cockpit.with_first_reading(members))


def _shown(request: Request, filter: MemberFilter, figures: Figures) -> dict[str, object]:
    """A page of the list, and the ways to others."""
    page = _page(request, filter)
    ways = cockpit_parts.ways(figures, filter.chosen)
    return {
        "filter": filter,
        "filter_is_open": filter.has_facets and not any(way.is_current for way in ways),
        "ways": ways,
        "rows": cockpit_parts.rows(page.rows),
        "sort_links": sort_links(request, SORTS, DEFAULT_SORT),
        "newer_url": here(request, avant=page.rows[0].pk) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].pk) if page.has_after else None,
        "query": here(request),
    }


def _page(request: Request, filter: MemberFilter) -> KeysetPage:
    return keyset_page(
        cockpit.with_establishments(filter.rows),
        order=filter.order,
        size=PAGE_SIZE,
        before=filter.anchor(as_key(request.GET.get("avant", ""))),
        after=filter.anchor(as_key(request.GET.get("apres", ""))),
    )


def _rights(request: Request, roll: Roll, figures: Figures) -> dict[str, object]:
    """What the manager of the mutuelle may do here, and what the staff may."""
    user, today, project, entente = request.user, request.today, roll.project, roll.entente
    manages = may_prepare(user, roll.mutuelle)
    studies = not manages and may_study(user)
    is_drafted = project is None or project.status == ProjectStatus.DRAFT
    return {
        "may_upload": manages and is_drafted and roll.year in years_open(today),
        "may_record": manages and entente is not None and not entente.is_closed,
        "may_ask_back": manages,
        "may_open_papers": project is not None and (manages or studies),
        "may_exclude": studies and may_exclude(user) and not roll.is_declared,
        "strips": cockpit_parts.strips(roll, figures, today) if manages else [],
    }


def _told(outcome: Outcome) -> list[str]:
    """How many were written to, and who was not."""
    sent, already, nobody = outcome.sent, outcome.already, outcome.nobody
    told = [gettext("Aucun rappel n’est parti.")]
    if sent:
        text = ngettext("%(count)s membre est rappelé.", "%(count)s membres sont rappelés.", sent)
        told = [text % {"count": sent}]
    if already:
        text = ngettext(
            "%(count)s l’avait déjà été aujourd’hui.",
            "%(count)s l’avaient déjà été aujourd’hui.",
            already,
        )
        told.append(text % {"count": already})
    if nobody:
        text = ngettext(
            "%(count)s n’a personne à qui écrire : filtrez « Aucune au portail » pour le voir.",
            "%(count)s n’ont personne à qui écrire : filtrez « Aucune au portail » pour les voir.",
            nobody,
        )
        told.append(text % {"count": nobody})
    return told
