"""The page of a mutuelle for a year: its members, and what became of their documents."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from documents.models import Document
from documents.services import delivery
from mutuelles.access import may_upload_list
from mutuelles.models import Membership, Mutuelle
from mutuelles.models.mutuelle import years_open
from portal.http import Request, as_key, as_year
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 50


@dataclass(frozen=True)
class MemberRow:
    membership: Membership
    document: Document | None  # with `first_read_on`


@never_cache
def mutuelle_detail(request: Request, number: str, year: int) -> HttpResponse:
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    mutuelle = get_object_or_404(visible, number=number)
    members = Membership.objects.visible_to(request.user).filter(
        mutuelle=mutuelle, year=as_year(year)
    )
    page, open_years = _page(request, members), years_open(request.today)
    context = {
        "mutuelle": mutuelle,
        "year": year,
        "years": open_years,
        "figures": delivery.figures(mutuelle, year),
        "rows": _rows(mutuelle, year, page.rows),
        "entente": mutuelle.ententes.filter(year=year).select_related("edition").first(),
        "member_lists": mutuelle.member_lists.filter(year=year).select_related("uploaded_by")[:10],
        "may_upload": year in open_years and may_upload_list(request.user, mutuelle),
    }
    return render(request, "documents/mutuelle_detail.html", context | page.links())


def _rows(mutuelle: Mutuelle, year: int, members: list[Membership]) -> list[MemberRow]:
    documents = delivery.of_members(mutuelle, year, members)
    return [MemberRow(member, documents.get(member.employer_id)) for member in members]


def _page(request: Request, members: QuerySet[Membership]) -> KeysetPage:
    members = members.select_related("employer").annotate(name_key=F("employer__name_key"))

    def anchor(side: str) -> Membership | None:
        return members.filter(pk=as_key(request.GET.get(side, ""))).first()

    return keyset_page(
        members, order="name_key", size=PAGE_SIZE, before=anchor("avant"), after=anchor("apres")
    )
