"""Pages where anyone verifies what hangs on a wall, without an account (seed 000 has none)."""

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core.internal import ratelimit
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.choices import Verdict
from documents.forms import FORMULA, CodeForm, FileForm, ListForm
from documents.models import SealKey
from documents.services import verification as service
from documents.services.verification import Answer, Line

# counted by address in the cache that all processes share, and forgotten within the hour
RATES = {"check": "30/m/ip,300/h/ip", "list": "10/m/ip,60/h/ip"}
View = Callable[..., HttpResponse]


def limited(action: str, *, pages: bool = False) -> Callable[[View], View]:
    """So many checks an hour; to look at a page is not one, unless `pages` says so."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limit(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            allowed = ratelimit.consume(
                request, app="documents", action=action, config=RATES, limit_get=pages
            )
            if allowed is None:
                response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
                response["Retry-After"] = "60"
                return response
            return view(request, *args, **kwargs)

        return limit

    return decorate


@login_not_required
@never_cache
@limited("check")
def verification(request: HttpRequest) -> HttpResponse:
    code_form, file_form = CodeForm(), FileForm()
    if "code" in request.POST:
        code_form = CodeForm(request.POST)
        if code_form.is_valid():
            return _result(request, service.by_code(code_form.cleaned_data["code"]))
    elif request.method == "POST":
        file_form = FileForm(request.POST, request.FILES)
        if file_form.is_valid():
            return _result(request, _of_file(**file_form.cleaned_data))
    context = {"code_form": code_form, "file_form": file_form}
    return render(request, "documents/verification_form.html", context)


@login_not_required
@never_cache
@require_safe
@limited("check", pages=True)
def verification_qr(request: HttpRequest, token: str) -> HttpResponse:
    return _result(request, service.by_token(token.upper()))


@login_not_required
@never_cache
@limited("list")
def verification_list(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["lines"]
        rows = list(zip(lines, service.by_list(lines), strict=True))
        if "csv" in request.POST:
            return _csv(rows)
        # the same lines again, for the CSV and for corrections
        form = ListForm(initial={"lines": "\n".join(line.text for line in lines)})
        context = {"form": form, "rows": rows}
    return render(request, "documents/verification_list.html", context)


@login_not_required
@require_safe
def verification_keys(request: HttpRequest) -> HttpResponse:
    keys = SealKey.objects.order_by("-id")
    return render(request, "documents/verification_keys.html", {"keys": keys})


@login_not_required
@require_safe
def verification_key(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The X.509 certificate of a key, in PEM."""
    key = get_object_or_404(SealKey, fingerprint=fingerprint)
    pem = load_der_x509_certificate(bytes(key.certificate)).public_bytes(Encoding.PEM)
    return _file(pem, "application/x-pem-file", f"cle-{key.key_id.hex()}.pem")


@login_not_required
@require_safe
def verification_offline(request: HttpRequest) -> HttpResponse:
    """A page that can be saved: it checks QR codes with the keys that it holds."""
    keys = {key.key_id.hex(): _spki(key) for key in SealKey.objects.order_by("-id")}
    return render(request, "documents/verification_offline.html", {"keys": json.dumps(keys)})


def _spki(key: SealKey) -> str:
    info = service.public_key(key).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(info).decode()


def _of_file(file: Any, sha256: str) -> Answer:
    return service.by_file(file.chunks()) if file else service.by_sha256(sha256)


def _result(request: HttpRequest, answer: Answer) -> HttpResponse:
    context = {
        "answer": answer,
        "code_form": CodeForm(),
        "file_form": FileForm(),
        "upload_form": None,
    }
    if "sha256" in request.POST and answer.verdict == Verdict.UNKNOWN and not request.FILES:
        context["upload_form"] = FileForm(auto_id="id_upload_%s")
    return render(request, "documents/verification_result.html", context)


def _csv(rows: Sequence[tuple[Line, Answer]]) -> HttpResponse:
    """With a mark of UTF-8 and semicolons, as French spreadsheets want it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    headings = [_("Numéro"), _("Réponse"), _("Du"), _("Au"), _("Depuis le"), _("Remplacé par")]
    writer.writerow(headings)
    for line, answer in rows:
        cells = [line.number or line.text, answer.label]
        days = [*(answer.period or ("", "")), answer.ended_on or ""]
        writer.writerow(_safe(str(cell)) for cell in [*cells, *days, _newer(answer)])
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "verification.csv")


def _newer(answer: Answer) -> str:
    """« 2022-00042-1187-01-R1 », and a word when that one does not stand either."""
    revoked = answer.newest_is_revoked
    return f"{answer.replaced_by} ({Verdict.REVOKED.label})" if revoked else answer.replaced_by


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-cache"}
    return HttpResponse(content, content_type=kind, headers=headers)
