"""Close the signatures of an Entente, and read the copy that bears them all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from documents.models import SignedCopy
from documents.services import signed_copy
from documents.views.file import serve
from mutuelles.access import may_close_signatures, may_study
from mutuelles.models import Entente, Mutuelle
from mutuelles.services import signature as signatures
from portal.http import Request, as_year


@never_cache
def entente_close(request: Request, number: str, year: int) -> HttpResponse:
    """Once closed, nobody signs: the page says who has not before asking."""
    entente = _entente(request, number, year)
    progress = signatures.progress(entente)
    may_close = may_close_signatures(request.user, entente.mutuelle)
    if not may_close or not (progress.is_complete or may_study(request.user)):
        raise PermissionDenied
    if request.method == "POST":
        signed_copy.close(actor=request.user, entente=entente)
        messages.success(request, gettext("Les signatures sont closes ; l’exemplaire se prépare."))
    if request.method == "POST" or entente.is_closed:
        return redirect("mutuelles:entente", number, year)
    context = {
        "entente": entente,
        "mutuelle": entente.mutuelle,
        "year": entente.year,
        "progress": progress,
        "days_left": (entente.due_on - request.today).days,
    }
    return render(request, "documents/entente_close.html", context)


def _entente(request: Request, number: str, year: int) -> Entente:
    """For managers and staff: a member sees no other member."""
    visible = Mutuelle.objects.visible_to(request.user)
    rows = Entente.objects.filter(mutuelle__in=visible).select_related("mutuelle__firm")
    return get_object_or_404(rows, mutuelle__number=number, year=as_year(year))


@never_cache
def entente_copy(request: Request, number: str, year: int) -> HttpResponse:
    """The copy; as long as the worker has not made it, a page that says so, and asks again."""
    entente = _entente(request, number, year)
    if not entente.is_closed:
        raise Http404
    copies = SignedCopy.objects.visible_to(request.user)
    copy = copies.filter(entente=entente).first()
    if copy and request.method in ("GET", "HEAD"):
        return serve(request, copy)
    if request.method == "POST":
        signed_copy.prepare(entente)
        return redirect("documents:entente_copy", number, year)
    context = {"entente": entente, "mutuelle": entente.mutuelle, "year": entente.year}
    return render(request, "documents/entente_copy.html", context)
