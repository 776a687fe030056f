"""The page of a document, its withdrawal and its replacement by staff."""

from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.access import may_replace, may_withdraw
from documents.forms import ReplaceForm, WithdrawForm
from documents.models import Document
from documents.pdf import words
from documents.services import document as documents
from documents.services import paper, replacement
from documents.views import opening
from documents.views.side import side_links
from portal.access import may_act_for
from portal.errors import BusinessError
from portal.http import Request, act_for


@never_cache
@require_safe
@opening.marked
def document_detail(request: Request, public_id: UUID) -> HttpResponse:
    document = find(request, public_id)
    act_for_reader(request, document)
    opening.record(request, document, "page")
    document.refresh_from_db(fields=["status", "status_on", "status_at"])
    type = document.type
    context = {
        "document": document,
        "type": type,
        "is_official": type.is_official_information,
        "contact": type.contact,
        "publications": type.publications.all(),
        "may_withdraw": may_withdraw(request.user),
        "side_links": side_links(request),
        "back_url": _back_url(request, document),
    }
    context |= _history(document) | _neighbours(request, document) | _files(document)
    return render(request, "documents/document_detail.html", context)


def find(request: Request, public_id: UUID) -> Document:
    """A document that the person may know of, or 404."""
    visible = Document.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("employer", "mutuelle", "type__contact"), public_id=public_id
    )


def act_for_reader(request: Request, document: Document) -> None:
    """Whoever opens a paper of another of their employers acts for that one from here on."""
    if request.acting.employer != document.employer and may_act_for(
        request.user, document.employer
    ):
        act_for(request, document.employer)


def _history(document: Document) -> dict[str, object]:
    """Its lines; the last one ends it, if it was withdrawn or replaced."""
    lines = list(document.history.select_related("user").order_by("id"))
    return {"history": lines, "ended": lines[-1] if document.has_ended else None}


def _neighbours(request: Request, document: Document) -> dict[str, object]:
    """What it replaces and what replaces it, where the person may know of them."""
    visible = Document.objects.visible_to(request.user).defer("snapshot")
    newer = visible.filter(replaces=document).first()
    replaceable = document.type.is_official_information and newer is None
    return {
        "older": visible.filter(replaced_by=document).first() if document.replaces_id else None,
        "newer": newer and _newest(visible, newer),
        "may_replace": replaceable and may_replace(request.user),
    }


def _newest(visible: QuerySet[Document], document: Document) -> Document:
    """The last of those that replace it, one after another; itself if nothing does."""
    newer = visible.filter(replaces=document).first()
    return _newest(visible, newer) if newer else document


def _files(document: Document) -> dict[str, object]:
    """Addresses of the PDFs, a new mark at each drawing of the page; where certificates stand."""
    mark = f"?{opening.MARK}={opening.new_mark()}"
    base = reverse("documents:detail", args=[document.public_id])
    certificates = [
        {"certificate": c, "url": f"{base}certificats/{c.number}/{mark}"}
        for c in document.certificates.select_related("establishment")
    ]
    return {
        "pdf_url": f"{base}pdf/{mark}",
        "certificates": certificates,
        "first_page": document.pages - len(certificates) + 1,
        "words": words.four(paper.fingerprint(document.snapshot)),
    }


def _back_url(request: Request, document: Document) -> str:
    """The list one comes from with its criteria, or the place where one reads this document."""
    listed = reverse("documents:list")
    if request.acting.employer == document.employer:
        came_from = _came_from(request)
        query = came_from.query if came_from.path == listed else ""
        return f"{listed}?{query}" if query else listed
    if document.mutuelle and document.year:
        return reverse("documents:mutuelle", args=[document.mutuelle.number, document.year])
    return reverse("admin:documents_document_changelist")


def _came_from(request: Request) -> SplitResult:
    try:
        return urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return urlsplit("")


def document_withdraw(request: Request, public_id: UUID) -> HttpResponse:
    document = find(request, public_id)
    if not may_withdraw(request.user):
        raise PermissionDenied
    if document.has_ended:
        messages.info(request, gettext("Ce document est déjà retiré ou remplacé."))
        return redirect("documents:detail", public_id=document.public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        documents.withdraw(
            actor=request.user, document=document, reason=form.cleaned_data["reason"]
        )
        messages.success(request, gettext("Le document est retiré ; son historique reste."))
        return redirect("documents:detail", public_id=document.public_id)
    return render(request, "documents/document_withdraw.html", {"document": document, "form": form})


def document_replace(request: Request, public_id: UUID) -> HttpResponse:
    document = find(request, public_id)
    if not may_replace(request.user):
        raise PermissionDenied
    form = ReplaceForm(request.POST or None)
    try:
        if request.method == "POST" and form.is_valid():
            newer = replacement.replace(
                actor=request.user, document=document, reason=form.cleaned_data["reason"]
            )
            messages.success(request, gettext("Le document corrigé est émis ; l’ancien reste."))
            return redirect("documents:detail", public_id=newer.public_id)
        context = {"document": document, "form": form, "changes": replacement.changes(document)}
    except BusinessError as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:detail", public_id=document.public_id)
    return render(request, "documents/document_replace.html", context)
