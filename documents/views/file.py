"""Serve the PDFs: the right first, then the bytes, then the line of history (RFC 9110)."""

import re
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from documents.models import Certificate, Document
from documents.services import file
from documents.services.file import Served
from documents.views import opening
from portal.http import Request

PDF = "application/pdf"
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)


@require_safe
@opening.marked
def document_pdf(request: Request, public_id: UUID) -> HttpResponse:
    visible = Document.objects.visible_to(request.user)
    document = get_object_or_404(visible, public_id=public_id)
    return serve(request, document, document)


@require_safe
@opening.marked
def certificate_pdf(request: Request, public_id: UUID, number: str) -> HttpResponse:
    """One certificate to print: a file of its own."""
    certificate = get_object_or_404(
        Certificate.objects.select_related("document"),
        document__in=Document.objects.visible_to(request.user),
        document__public_id=public_id,
        number=number,
    )
    return serve(request, certificate, certificate.document)


def serve(request: Request, served: Served, document: Document | None = None) -> HttpResponse:
    """The file, or 304 to who has it; one that is no longer what was issued is not served.

    `document`: what keeps a line of each consultation.
    """
    etag = f'"{served.sha256}"'
    try:
        response = get_conditional_response(request, etag=etag)
        response = response or _answer(request, served, document, etag)
    except file.AlteredFile:
        return render(request, "documents/file_altered.html", status=500)
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{served.number}.pdf"',
    }
    for header, value in headers.items():
        response[header] = value
    return response


def _answer(request: Request, served: Served, document: Document | None, etag: str) -> HttpResponse:
    """Its headers, a part, or the whole; only the whole is a consultation."""
    size = served.size
    if request.method == "HEAD":
        return HttpResponse(content_type=PDF, headers={"Content-Length": str(size)})
    asked = _asked(request, size, etag)
    if not asked:
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return HttpResponse(status=status, headers={"Content-Range": f"bytes */{size}"})
    if settings.ACCEL_REDIRECT and file.is_in_place(served):
        response = _by_the_proxy(served)
    else:
        response = _part(file.read(served), asked)
    if document and asked == range(size):
        opening.record(request, document, f"pdf {served.number}")
    return response


def _asked(request: Request, size: int, etag: str) -> range:
    """The bytes asked for: all of them unless one range is named, none when it is beyond."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = found.groups() if found else ("", "")
    if not (first or last) or request.headers.get("If-Range", etag) != etag:
        return range(size)
    if not first:
        return range(max(0, size - int(last)), size)
    return range(int(first), min(int(last) + 1, size) if last else size)


def _by_the_proxy(served: Served) -> HttpResponse:
    """The proxy in front sends the kept file, ranges included (`PORTAL_ACCEL_REDIRECT`)."""
    path = settings.ACCEL_REDIRECT + file.path_of(served.sha256)
    return HttpResponse(content_type=PDF, headers={"X-Accel-Redirect": path})


def _part(content: bytes, asked: range) -> HttpResponse:
    if asked == range(len(content)):
        return HttpResponse(content, content_type=PDF)
    return HttpResponse(
        content[asked.start : asked.stop],
        status=HTTPStatus.PARTIAL_CONTENT,
        content_type=PDF,
        headers={"Content-Range": f"bytes {asked[0]}-{asked[-1]}/{len(content)}"},
    )
