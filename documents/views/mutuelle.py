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
from mutuelles.models.mutuelle import year_in_preparation
from portal.http import Request
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
    members = Membership.objects.visible_to(request.user).filter(mutuelle=mutuelle, year=year)
    page = _page(request, members)
    documents = delivery.of_members(mutuelle, year, page.rows)
    coming = year_in_preparation(request.today)
    context = {
        "mutuelle": mutuelle,
        "year": year,
        "years": [coming - 1, coming],
        "figures": delivery.figures(mutuelle, year),
        "rows": [MemberRow(m, documents.get(m.employer_id)) for m in page.rows],
        "newer_url": f"?avant={page.rows[0].pk}" if page.has_before else None,
        "older_url": f"?apres={page.rows[-1].pk}" if page.has_after else None,
        "entente": mutuelle.ententes.filter(year=year).select_related("edition").first(),
        "member_lists": mutuelle.member_lists.filter(year=year).select_related("uploaded_by")[:10],
        "may_upload": may_upload_list(request.user, mutuelle),
    }
    return render(request, "documents/mutuelle_detail.html", context)


def _page(request: Request, members: QuerySet[Membership]) -> KeysetPage:
    members = members.select_related("employer").annotate(name_key=F("employer__name_key"))

    def anchor(side: str) -> Membership | None:
        key = request.GET.get(side, "")
        return members.filter(pk=key).first() if key.isdecimal() else None

    return keyset_page(
        members, order="name_key", size=PAGE_SIZE, before=anchor("avant"), after=anchor("apres")
    )
