"""Pages of plain text, public."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

PAGES = {
    "qui-sommes-nous",
    "conditions",
    "contacts",
    "faq",
    "accessibilite",
    "confidentialite",
    "travailleurs",
    "employeurs",
    "partenaires",
    "fournisseurs",
    "prevention",
}


@login_not_required
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    return render(request, f"portal/page_{slug}.html")
