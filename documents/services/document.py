"""Issue documents, and withdraw wrong ones."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from documents.access import may_withdraw
from documents.choices import DocumentStatus
from documents.models import Certificate, Document, DocumentType, PaperVersion
from documents.pdf import LINKER
from documents.pdf.bindery import Bound
from documents.services import file, printing, seal_key, status
from documents.services.snapshot import Sealing, Snapshot
from mutuelles.models import Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import Employer, Establishment, User, clock
from portal.services import audit


@dataclass(frozen=True)
class Order:
    """What is to be issued, to whom; `establishments` in the order of its certificates."""

    type: DocumentType
    employer: Employer
    snapshot: Snapshot
    mutuelle: Mutuelle | None = None
    establishments: Sequence[Establishment] = ()
    idempotency_key: str | None = None
    replaces: Document | None = None


@dataclass(frozen=True)
class Printed:
    """A document and its certificates, sealed, not yet in the database."""

    document: Document
    certificates: list[Certificate]


@transaction.atomic
def issue(order: Order) -> Document:
    """Print a snapshot, seal it, and deliver it « À consulter » to the employer."""
    printed = print_order(order)
    deliver([printed])
    return printed.document


def print_order(
    order: Order, version: PaperVersion | None = None, sealing: Sealing | None = None
) -> Printed:
    """The rows of an order. Raises `Unprintable` for a text that no font has, `Blank` for none.

    Paper and key are the current ones, unless whoever prints many has looked them up once.
    """
    version = version or current_version()
    row, key = sealing or seal_key.current()
    said = order.snapshot
    printing.refuse_blanks(said)
    whole = printing.print_document(said, version, key)
    document = Document(
        type=order.type,
        employer=order.employer,
        mutuelle=order.mutuelle,
        idempotency_key=order.idempotency_key,
        replaces=order.replaces,
        snapshot=said,
        paper=version,
        key=row,
        linker=LINKER,
        **columns_of(whole),
        **facts(said),
    )
    pairs = zip(order.establishments, said.get("certificates", []), strict=True)
    certificates = [
        Certificate(
            document=document,
            establishment=establishment,
            number=certificate["number"],
            code=certificate["code"],
            **columns_of(printing.print_certificate(said, version, certificate["number"], key)),
        )
        for establishment, certificate in pairs
    ]
    return Printed(document, certificates)


def current_version() -> PaperVersion:
    """Which is the current one may change at any time; what a version says never does."""
    last = PaperVersion.objects.published().order_by("-number").values_list("pk", flat=True)[:1]
    return printing.version(last.get())


def columns_of(bound: Bound) -> dict[str, Any]:
    """The columns of `IssuedFile`; what only WeasyPrint could lay out is kept."""
    printing.check(bound)
    issued = bound.issued
    return {
        "sha256": issued.sha256,
        "size": issued.size,
        "pages": bound.pages,
        "seal": issued.signature,
        "timestamp": issued.timestamp,
        "is_kept": file.keep_if_needed(bound),
    }


@transaction.atomic
def deliver(printed: Sequence[Printed]) -> None:
    """Write documents, certificates, and the first lines of their histories: all or none."""
    documents = [each.document for each in printed]
    Document.objects.bulk_create(documents)
    Certificate.objects.bulk_create(
        certificate for each in printed for certificate in each.certificates
    )
    status.begin(documents)


def facts(snapshot: Snapshot) -> dict[str, Any]:
    """What lists need of a snapshot, as columns."""
    issued_on = dt.date.fromisoformat(snapshot["issued_on"])
    return {
        "number": snapshot["number"],
        "title": snapshot["title"],
        "certificate_count": len(snapshot.get("certificates", [])),
        "year": snapshot.get("year"),
        "issued_on": issued_on,
        "status_on": issued_on,
        "status_at": clock.at_real_time(issued_on),
    }


@transaction.atomic
def withdraw(*, actor: User, document: Document, reason: str) -> None:
    """Take back a wrong document: its page says so and why; the history stays."""
    if not may_withdraw(actor):
        raise NotAllowed(_("Seul le personnel d’approbation retire un document."))
    if not reason.strip():
        raise BusinessError(
            _("Indiquez le motif du retrait : il paraîtra sur la page du document.")
        )
    status.add(
        document=document,
        status=DocumentStatus.WITHDRAWN,
        user=actor,
        reason=reason.strip(),
    )
    audit.record(actor=actor, verb="withdraw", subject=document, reason=reason.strip())
