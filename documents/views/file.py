"""Serve the PDFs: the right first, then the line of history, then the bytes (RFC 9110)."""

import re
from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from documents.models import Document
from documents.services import file, paper
from documents.views import opening
from documents.views.document import find
from portal.http import Request

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@require_safe
@opening.marked
def document_pdf(request: Request, public_id: UUID) -> HttpResponse:
    document = find(request, public_id)
    return _serve(request, document, document.sha256, lambda: file.read(document))


@require_safe
@opening.marked
def certificates_pdf(request: Request, public_id: UUID, number: str = "") -> HttpResponse:
    """The certificates to print: all of a document, or one of them."""
    document = find(request, public_id)
    numbers = [c["number"] for c in document.snapshot.get("certificates", [])]
    if not numbers or (number and number not in numbers):
        raise Http404
    wanted = [number] if number else numbers
    return _serve(
        request,
        document,
        f"{document.sha256}-{number or 'certificats'}",
        lambda: paper.render_certificates(document.snapshot, wanted).content,
        name=number,
    )


def _serve(
    request: Request,
    document: Document,
    tag: str,
    content: Callable[[], bytes],
    name: str = "",
) -> HttpResponse:
    """304, part or whole; only the whole is a consultation."""
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        data = content()
        response = _part(request, data, etag)
        if response is None:
            opening.record(request, document, f"pdf {name}")
            response = HttpResponse(data, content_type="application/pdf")
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'inline; filename="{name or document.number}.pdf"',
    }
    for header, value in headers.items():
        response[header] = value
    return response


def _part(request: Request, data: bytes, etag: str) -> HttpResponse | None:
    """206 or 416 for a single range; None for the whole, a range that is the whole included."""
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not asked or request.headers.get("If-Range", etag) != etag:
        return None
    size, (first, last) = len(data), asked.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end or start >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if (start, end) == (0, size - 1):
        return None
    headers = {"Content-Range": f"bytes {start}-{end}/{size}"}
    part = data[start : end + 1]
    return HttpResponse(part, status=206, content_type="application/pdf", headers=headers)
