"""The list of documents, as an employer's person sees it, against a page that does nothing."""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from portal.urls import urlpatterns as portal_urls
from tests.bench.figure import Figure, ratio_of_medians
from tests.cast import Cast


def empty(request: HttpRequest) -> HttpResponse:
    """Behind the same middleware, for a person who is signed in."""
    return HttpResponse()


urlpatterns = [*portal_urls, path("vide/", empty, name="empty")]


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    client = Client()
    client.force_login(cast.maude)

    def get(name: str) -> None:
        response = client.get(reverse(name))
        assert response.status_code == HTTPStatus.OK, response

    with override_settings(ROOT_URLCONF=__name__):
        ratio = ratio_of_medians(n, lambda: get("documents:list"), lambda: get("empty"))
    yield Figure("page.list_vs_empty_view", ratio, "ratio", n)
