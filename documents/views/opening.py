"""What counts as one opening, told by a mark in the address (`?o=…`).

The list gives a new mark each time it is drawn, so that a link followed from it is an opening, and
the same address, reloaded or clicked twice, is still the same one. An address without a mark, such
as a bookmark, is sent on to itself with a new one.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from documents.models import Document
from documents.services import consultation
from portal.http import Request

MARK = "o"


def new_mark() -> str:
    return secrets.token_urlsafe(9)


def marked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give an address its mark, and answer nothing to a prefetch: the reading comes later."""

    @wraps(view)
    def wrapper(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if _is_prefetch(request):
            return HttpResponse(status=204)
        if request.method == "GET" and not request.GET.get(MARK):
            query = request.GET.copy()
            query[MARK] = new_mark()
            return redirect(f"{request.path}?{query.urlencode()}")
        return view(request, *args, **kwargs)

    return wrapper


def record(request: Request, document: Document, use: str) -> None:
    """Add the line of this opening, unless it has one; a HEAD reads nothing."""
    if request.method != "GET":
        return
    key = consultation.opening_of(str(request.session.session_key), request.GET[MARK], use)
    consultation.consult(user=request.user, document=document, opening=key)


def _is_prefetch(request: Request) -> bool:
    purposes = (request.headers.get(h, "") for h in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any(p.startswith("prefetch") for p in purposes)
