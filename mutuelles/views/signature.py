"""Sign the Entente on the portal, or record a signature made on paper."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mutuelles.access import may_record_signature, may_sign
from mutuelles.forms import RecordForm, SignForm
from mutuelles.models import Entente, Membership, Signature
from mutuelles.models.membership import MembershipQuerySet
from mutuelles.paper_file.sniffing import MAX_BYTES
from mutuelles.services import signature as signatures
from mutuelles.services.signature import Signatory
from mutuelles.views.entente import find, text_of
from portal.errors import BusinessError, Conflict
from portal.http import Request, act_for

# nothing of what was sent runs in the reader's browser
DELIVERED = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}


@never_cache
def entente_sign(request: Request, number: str, year: int, employer: str) -> HttpResponse:
    """Read the text, then sign it: for one of the employers for whom the person acts."""
    entente = find(request, number, year)
    member = _member(Membership.objects.acted_for(request.user), entente, employer)
    if not may_sign(request.user, member):
        raise PermissionDenied
    act_for(request, member.employer)
    if hasattr(member, "signature"):
        return redirect("mutuelles:entente", number, year)
    form = SignForm(
        request.POST or None,
        consent=signatures.consent(entente, member),
        initial=_named(member) | {"text_sha256": entente.text_sha256},
    )
    if request.method == "POST" and form.is_valid() and _sign(request, member, form):
        return redirect("mutuelles:entente", number, year)
    context = _context(entente, member) | text_of(entente) | {"form": form}
    return render(request, "mutuelles/signature_sign.html", context)


def _member(members: MembershipQuerySet, entente: Entente, employer: str) -> Membership:
    rows = members.of_employer_named(employer).select_related("employer", "mutuelle", "signature")
    return get_object_or_404(rows, mutuelle=entente.mutuelle_id, year=entente.year)


def _named(member: Membership) -> dict[str, str]:
    """Whom the résolution or the procuration names."""
    return {"name": member.signatory, "capacity": member.capacity}


def _context(entente: Entente, member: Membership) -> dict[str, object]:
    return {
        "entente": entente,
        "mutuelle": entente.mutuelle,
        "year": entente.year,
        "member": member,
        "obstacle": signatures.obstacle(entente, member),
    }


def _sign(request: Request, member: Membership, form: SignForm) -> bool:
    """What a rule refuses is said on the page, with what was typed."""
    typed = form.cleaned_data
    try:
        signatures.sign(
            actor=request.user,
            membership=member,
            signatory=Signatory(typed["name"], typed["capacity"]),
            written=typed["written"],
            agrees=typed["agrees"],
            text_sha256=typed["text_sha256"],
        )
    except Conflict:
        raise
    except BusinessError as error:
        form.add_error(None, str(error))
        return False
    sentence = gettext("L’Entente est signée. Une confirmation vous est envoyée par courriel.")
    messages.success(request, sentence)
    return True


@never_cache
def signature_record(request: Request, number: str, year: int, employer: str) -> HttpResponse:
    """A signature on paper, with its scan: by the manager who received it."""
    entente = find(request, number, year)
    member = _member(Membership.objects.visible_to(request.user), entente, employer)
    if not may_record_signature(request.user, entente.mutuelle):
        raise PermissionDenied
    if hasattr(member, "signature"):
        return redirect("mutuelles:entente", number, year)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        initial=_named(member),
        first_day=entente.concluded_on.isoformat(),
        last_day=entente.due_on.isoformat(),
    )
    if request.method == "POST" and form.is_valid() and _record(request, member, form):
        return redirect("mutuelles:entente", number, year)
    context = _context(entente, member) | {"form": form}
    return render(request, "mutuelles/signature_record.html", context)


def _record(request: Request, member: Membership, form: RecordForm) -> bool:
    typed = form.cleaned_data
    try:
        signatures.record(
            actor=request.user,
            membership=member,
            signatory=Signatory(typed["name"], typed["capacity"]),
            signed_on=typed["signed_on"],
            scan=typed["scan"].read(MAX_BYTES + 1),
        )
    except Conflict:
        raise
    except BusinessError as error:
        form.add_error(None, str(error))
        return False
    sentence = gettext("La signature de %(employer)s est inscrite.")
    messages.success(request, sentence % {"employer": member.employer.name})
    return True


@require_safe
def signature_scan(request: Request, public_id: UUID) -> FileResponse:
    """The paper that was signed, as what it was found to be and nothing else."""
    visible = Signature.objects.visible_to(request.user).exclude(scan="")
    signature = get_object_or_404(visible, public_id=public_id)
    return FileResponse(signature.scan.open(), content_type=signature.scan_type, headers=DELIVERED)
