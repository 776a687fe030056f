"""Issue documents, and withdraw wrong ones."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.access import may_withdraw
from documents.choices import DocumentStatus
from documents.models import Certificate, Document, DocumentType
from documents.services import file, paper, status
from documents.services.snapshot import Snapshot
from mutuelles.models import Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import Employer, Establishment, User, clock
from portal.services import audit


@transaction.atomic
def issue(
    *,
    type: DocumentType,
    employer: Employer,
    snapshot: Snapshot,
    mutuelle: Mutuelle | None = None,
    establishments: list[Establishment] | None = None,
    idempotency_key: str | None = None,
) -> Document:
    """Print a snapshot, keep its bytes, and deliver it « À consulter » to the employer."""
    document = build(type, employer, snapshot, mutuelle, idempotency_key)
    document.save(force_insert=True)
    Certificate.objects.bulk_create(
        Certificate(
            document=document,
            establishment=establishment,
            number=certificate["number"],
            code=certificate["code"],
        )
        for establishment, certificate in zip(
            establishments or [], snapshot.get("certificates", []), strict=True
        )
    )
    status.begin([document])
    return document


def build(
    type: DocumentType,
    employer: Employer,
    snapshot: Snapshot,
    mutuelle: Mutuelle | None = None,
    idempotency_key: str | None = None,
) -> Document:
    """The unsaved document of a snapshot; its bytes are already kept under their hash."""
    printed = paper.render(snapshot, file.edition_of(snapshot))
    return Document(
        type=type,
        employer=employer,
        mutuelle=mutuelle,
        idempotency_key=idempotency_key,
        sha256=file.keep(printed.content),
        size=len(printed.content),
        pages=printed.pages,
        snapshot=snapshot,
        **facts(snapshot),
    )


def facts(snapshot: Snapshot) -> dict[str, Any]:
    """What lists need of a snapshot, as columns."""
    issued_on = dt.date.fromisoformat(snapshot["issued_on"])
    return {
        "number": snapshot["number"],
        "title": snapshot["title"],
        "detail": detail_of(snapshot),
        "year": snapshot.get("year"),
        "issued_on": issued_on,
        "status_on": issued_on,
        "status_at": clock.at_real_time(issued_on),
    }


def detail_of(snapshot: Snapshot) -> str:
    """« Certificat 2022 (2 établissements), Entente »; nothing for a letter."""
    count = len(snapshot.get("certificates", []))
    if not count:
        return ""
    text = ngettext(
        "Certificat %(year)s (%(count)s établissement), Entente",
        "Certificat %(year)s (%(count)s établissements), Entente",
        count,
    )
    return text % {"year": snapshot["year"], "count": count}


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
