"""The public list of mutuelles: for an employer that looks for one, without an account."""

import csv
import io

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mutuelles.filters import PublicFilter
from mutuelles.models import Mutuelle
from mutuelles.services import public_list as service
from portal.http import here
from portal.models import clock
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 50
# by name in the address: what the rows are sorted by
SORTS = {
    "numero": "number",
    "nom": "name_key",
    "gestionnaire": "firm_key",
    "ville": "city_key",
    "membres": "members",
}
DEFAULT_SORT = "nom"
# beginnings that a spreadsheet takes for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_not_required
@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    year = _year(request)
    filter = PublicFilter(request.GET, service.of_year(year))
    page = _page(request, filter.qs)
    first_year = clock.today().year
    context = {
        "year": year,
        "years": {first_year: here(request, annee=None), first_year + 1: _next_year(request)},
        "filter": filter,
        "rows": page.rows,
        "sort_links": {name: _sort_link(request, name) for name in SORTS},
        "newer_url": here(request, avant=page.rows[0].number) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].number) if page.has_after else None,
        "query": here(request),
    }
    return render(request, "mutuelles/public_list.html", context)


@login_not_required
@require_safe
def public_list_csv(request: HttpRequest) -> HttpResponse:
    """The same mutuelles, all of them: with a mark of UTF-8 and semicolons, as Excel wants them."""
    year = _year(request)
    rows = PublicFilter(request.GET, service.of_year(year)).qs.order_by(_order(request), "id")
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Numéro"), _("Mutuelle"), _("Gestionnaire"), _("Ville"), _("Membres")])
    for row in rows:
        cells = [row.number, row.name, row.firm.name, row.firm.city]
        writer.writerow([*map(_safe, cells), row.members])
    headers = {"Content-Disposition": f'attachment; filename="mutuelles-{year}.csv"'}
    content = text.getvalue().encode("utf-8-sig")
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _year(request: HttpRequest) -> int:
    """This year; the next where it is asked for, since its Ententes are made before it begins."""
    this = clock.today().year
    return this + 1 if request.GET.get("annee") == str(this + 1) else this


def _next_year(request: HttpRequest) -> str:
    return here(request, annee=clock.today().year + 1)


def _page(request: HttpRequest, mutuelles: QuerySet[Mutuelle]) -> KeysetPage:
    def anchor(side: str) -> Mutuelle | None:
        number = request.GET.get(side)
        return mutuelles.filter(number=number).first() if number else None

    return keyset_page(
        mutuelles,
        order=_order(request),
        size=PAGE_SIZE,
        before=anchor("avant"),
        after=anchor("apres"),
    )


def _order(request: HttpRequest) -> str:
    """The column and direction asked for, as `keyset_page` takes it."""
    asked = request.GET.get("tri", DEFAULT_SORT)
    name = asked.removeprefix("-")
    if name not in SORTS:
        return SORTS[DEFAULT_SORT]
    return f"-{SORTS[name]}" if asked.startswith("-") else SORTS[name]


def _sort_link(request: HttpRequest, name: str) -> tuple[str, str]:
    """Where a click on a heading leads, and its `aria-sort` now."""
    now = {SORTS[name]: "ascending", f"-{SORTS[name]}": "descending"}.get(_order(request), "none")
    return here(request, tri=f"-{name}" if now == "ascending" else name), now


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
