"""The Entente of a year: its text, what it changes, and who has signed it."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutuelles.access import may_close_signatures, may_record_signature, may_study
from mutuelles.entente_text.comparison import marks
from mutuelles.filters import SignatureFilter
from mutuelles.models import Entente, Membership, Mutuelle
from mutuelles.services import entente as ententes
from mutuelles.services import signature as signatures
from mutuelles.services.signature import Progress
from portal.http import Request, as_key, as_year
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 50


@never_cache
@require_safe
def entente_page(request: Request, number: str, year: int) -> HttpResponse:
    """Managers and staff follow all signatures; members see the counts and their own line."""
    entente = find(request, number, year)
    progress = signatures.progress(entente)
    context = {
        "entente": entente,
        "mutuelle": entente.mutuelle,
        "year": entente.year,
        "progress": progress,
        "days_left": (entente.due_on - request.today).days,
    }
    if Mutuelle.objects.visible_to(request.user).filter(pk=entente.mutuelle_id).exists():
        context |= _all_lines(request, entente) | _rights(request, entente, progress)
        return render(request, "mutuelles/entente.html", context)
    context["members"] = own_members(request, entente)
    return render(request, "mutuelles/entente_own.html", context)


def find(request: Request, number: str, year: int) -> Entente:
    visible = Entente.objects.visible_to(request.user)
    rows = visible.select_related("mutuelle__firm", "closed_by")
    return get_object_or_404(rows, mutuelle__number=number, year=as_year(year))


def own_members(request: Request, entente: Entente) -> list[Membership]:
    """Of the person's employers, those of this Entente, whatever became of them."""
    rows = Membership.objects.acted_for(request.user).select_related("employer", "signature")
    members = rows.filter(mutuelle=entente.mutuelle_id, year=entente.year)
    return list(members.order_by("employer__name_key"))


def _all_lines(request: Request, entente: Entente) -> dict[str, object]:
    members = entente.members.select_related("employer", "signature")
    filter = SignatureFilter(request.GET, members.annotate(name_key=F("employer__name_key")))
    page = _page(request, filter)
    return {
        "filter": filter,
        "rows": page.rows,
        "newer_url": _url(request, avant=page.rows[0].pk) if page.has_before else None,
        "older_url": _url(request, apres=page.rows[-1].pk) if page.has_after else None,
    }


def _page(request: Request, filter: SignatureFilter) -> KeysetPage:
    def anchor(side: str) -> Membership | None:
        asked = as_key(request.GET.get(side, ""))
        return filter.qs.filter(pk=asked).first() if asked else None

    return keyset_page(
        filter.qs, order="name_key", size=PAGE_SIZE, before=anchor("avant"), after=anchor("apres")
    )


def _url(request: Request, **page: int) -> str:
    """This list, from another row on."""
    query = request.GET.copy()
    for name in ("avant", "apres"):
        query.pop(name, None)
    query.update({name: str(key) for name, key in page.items()})
    return f"?{query.urlencode()}"


def _rights(request: Request, entente: Entente, progress: Progress) -> dict[str, bool]:
    user, mutuelle = request.user, entente.mutuelle
    is_open = not entente.is_closed
    may_close = may_close_signatures(user, mutuelle)
    return {
        "may_record": is_open and may_record_signature(user, mutuelle),
        "may_close": is_open and may_close and (progress.is_complete or may_study(user)),
    }


@require_safe
def entente_text(request: Request, number: str, year: int) -> HttpResponse:
    """The text to read and to print, word for word."""
    entente = find(request, number, year)
    context = {"entente": entente, "mutuelle": entente.mutuelle, "year": entente.year}
    return render(request, "mutuelles/entente_text.html", context | text_of(entente))


def text_of(entente: Entente) -> dict[str, object]:
    """What `entente_clauses.html` shows."""
    text = ententes.exact_text(entente)
    return {"text": text, "changed": marks(text)}


@require_safe
def entente_changes(request: Request, number: str, year: int) -> HttpResponse:
    entente = find(request, number, year)
    context = {
        "entente": entente,
        "mutuelle": entente.mutuelle,
        "year": entente.year,
        "changes": ententes.changes(entente),
    }
    return render(request, "mutuelles/entente_changes.html", context)
