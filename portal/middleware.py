"""What each request knows: the simulated day, and for whom the person acts; what is refused."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import unquote_plus

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import bad_request

from portal.errors import BusinessError, Conflict
from portal.http import Request
from portal.models import clock
from portal.services import acting

LANGUAGES = dict(settings.LANGUAGES)
GetResponse = Callable[..., HttpResponse]


def no_nul(get_response: GetResponse) -> GetResponse:
    """PostgreSQL takes no NUL character: an address or a session that holds one is not ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        query = unquote_plus(request.META.get("QUERY_STRING", ""))
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if "\0" in request.path + query + session:
            return bad_request(request, SuspiciousOperation("NUL"))
        return get_response(request)

    return middleware


def language(get_response: GetResponse) -> GetResponse:
    """French, unless the person asked for English here: the browser's own wish does not count.

    The portal speaks French first (Charter of the French language); Django's middleware would
    give English to any browser set up in English.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.LANGUAGE_CODE = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


def bounded(get_response: GetResponse) -> GetResponse:
    """A body larger than any form takes is refused before a byte of it is read or stored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and int(length[:18]) > settings.REQUEST_MAX_BYTES:
            return HttpResponse(
                render_to_string("413.html"), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            )
        return get_response(request)

    return middleware


def simulated_day(get_response: GetResponse) -> GetResponse:
    """Hold the simulation clock for the length of the request."""

    def middleware(request: Request) -> HttpResponse:
        with clock.held() as day:
            request.today = day
            return get_response(request)

    return middleware


def acting_for(get_response: GetResponse) -> GetResponse:
    """`request.acting`: the employer for whom the person acts, read when first needed."""

    def middleware(request: Request) -> HttpResponse:
        lazily = SimpleLazyObject(
            lambda: acting.current(request.user, request.session.get(acting.SESSION_KEY))
        )
        request.acting = cast(acting.Acting, lazily)
        return get_response(request)

    return middleware


class business_errors:
    """A rule that refuses what a form asked: the sentence is shown on the page it came from.

    Where someone else acted meanwhile, that page tells of a time gone by: another one says what
    happened, and leads back to it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, BusinessError) or request.method != "POST":
            return None
        page = _page_it_came_from(request)
        if isinstance(error, Conflict):
            context = {"what_happened": str(error), "page": page}
            return render(request, "409.html", context, status=HTTPStatus.CONFLICT)
        messages.error(request, str(error))
        return redirect(page)


def _page_it_came_from(request: HttpRequest) -> str:
    """Some forms are sent to an address that shows no page; never lead to another site."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, request.get_host(), request.is_secure())
    return page if ours else request.path
