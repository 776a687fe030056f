"""The page of a document, and its withdrawal by staff."""

from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.access import may_withdraw
from documents.choices import DocumentStatus
from documents.forms import WithdrawForm
from documents.models import Document, StatusChange
from documents.services import document as documents
from documents.views import opening
from documents.views.side import side_links
from portal.access import may_act_for
from portal.http import Request
from portal.services import acting


@never_cache
@require_safe
@opening.marked
def document_detail(request: Request, public_id: UUID) -> HttpResponse:
    document = find(request, public_id)
    act_for_reader(request, document)
    opening.record(request, document, "page")
    document.refresh_from_db(fields=["status", "status_on", "status_at"])
    history = document.history.select_related("user").order_by("id")
    type = document.type
    context = {
        "document": document,
        "type": type,
        "is_official": type.is_official_information,
        "history": history,
        "contact": type.contact,
        "publications": type.publications.all(),
        "withdrawn": _withdrawal(document),
        "may_withdraw": may_withdraw(request.user),
        "side_links": side_links(request),
    }
    context |= _file_links(document) | {"back_url": _back_url(request, document)}
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
        request.session[acting.SESSION_KEY] = document.employer_id
        request.acting = acting.current(request.user, document.employer_id)


def _withdrawal(document: Document) -> StatusChange | None:
    if document.status != DocumentStatus.WITHDRAWN:
        return None
    return document.history.filter(status=DocumentStatus.WITHDRAWN).first()


def _file_links(document: Document) -> dict[str, object]:
    """Addresses of the PDFs; each drawing of the page gives them a new mark."""
    mark = f"?{opening.MARK}={opening.new_mark()}"
    base = reverse("documents:detail", args=[document.public_id])
    return {
        "pdf_url": f"{base}pdf/{mark}",
        "certificates_url": f"{base}certificats/{mark}",
        "certificates": [
            {"certificate": c, "url": f"{base}certificats/{c.number}/{mark}"}
            for c in document.certificates.select_related("establishment")
        ],
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
    if document.status == DocumentStatus.WITHDRAWN:
        messages.info(request, gettext("Ce document est déjà retiré."))
        return redirect("documents:detail", public_id=document.public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        documents.withdraw(
            actor=request.user, document=document, reason=form.cleaned_data["reason"]
        )
        messages.success(request, gettext("Le document est retiré ; son historique reste."))
        return redirect("documents:detail", public_id=document.public_id)
    return render(request, "documents/document_withdraw.html", {"document": document, "form": form})
