"""Snapshots: what a document says, frozen as JSON the day it is issued."""

import datetime as dt
import secrets
from typing import Any

from django.conf import settings

from documents.models.document import Document
from documents.models.document_type import OFFICIAL_INFORMATION, DocumentType
from documents.models.seal_key import SealKey
from documents.pdf import token
from documents.pdf.seal import Signer
from documents.services import seal_key
from mutuelles.models import EntenteEdition, Firm, Mutuelle
from portal.models import Employer, Establishment

Snapshot = dict[str, Any]
Sealing = tuple[SealKey, Signer]

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another


def new_code() -> str:
    """A certificate's short code, `K7QM-2T4X-9RVD`: 59 random bits."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def official(
    *,
    employer: Employer,
    establishments: list[Establishment],
    mutuelle: Mutuelle,
    edition: EntenteEdition,
    year: int,
    issued_on: dt.date,
    title: str,
    revision: int = 0,
    replaces: Document | None = None,
    sealing: Sealing | None = None,
) -> Snapshot:
    """*Information officielle*: the certificate of each establishment, and the Entente.

    `revision` tells a document from those that it replaces: 1, 2… It names the last of them,
    `replaces`. `sealing` is the key that signs what the QR codes hold, the current one by default.
    """
    sealing = sealing or seal_key.current()
    base = f"{year}-{mutuelle.number[3:]}-{employer.pk}"
    suffix = f"-R{revision}" if revision else ""
    said: Snapshot = {
        "kind": OFFICIAL_INFORMATION,
        "number": base + suffix,
        "title": title,
        "site": settings.SITE_URL,
        "year": year,
        "issued_on": issued_on.isoformat(),
        "employer": employer_facts(employer),
        "mutuelle": {"number": mutuelle.number, "name": mutuelle.name},
        "firm": firm_facts(mutuelle.firm),
        "edition": {"year": edition.year, "sha256": edition.sha256},
        "certificates": [
            _certificate(f"{base}-{rank:02d}{suffix}", establishment, year, sealing)
            for rank, establishment in enumerate(establishments, start=1)
        ],
    }
    return said | ({"replaces": _replaced(replaces)} if replaces else {})


def _replaced(document: Document) -> Snapshot:
    return {"number": document.number, "issued_on": document.issued_on.isoformat()}


def _certificate(
    number: str, establishment: Establishment, year: int, sealing: Sealing
) -> Snapshot:
    """What a certificate says; its token is what the QR holds, signed the day it is issued."""
    row, key = sealing
    claim = token.Claim(
        number=number,
        establishment=establishment.number,
        valid_from=dt.date(year, 1, 1),
        valid_until=dt.date(year, 12, 31),
    )
    return {
        "number": number,
        "code": new_code(),
        "token": token.make(claim, key.sign, row.key_id),
        "establishment": {
            "number": establishment.number,
            "name": establishment.name,
            "address": establishment.address,
        },
    }


def letter(
    *,
    employer: Employer,
    type: DocumentType,
    issued_on: dt.date,
    paragraphs: list[str],
    table: dict[str, Any] | None = None,
) -> Snapshot:
    """A paper of one page: paragraphs of text, and a table where one applies."""
    contact = type.contact
    snapshot: Snapshot = {
        "kind": "lettre",
        "number": f"{issued_on:%Y%m%d}-{type.pk:02d}-{employer.pk}",
        "title": type.title,
        "site": settings.SITE_URL,
        "subject": type.get_subject_display(),
        "issued_on": issued_on.isoformat(),
        "employer": employer_facts(employer),
        "paragraphs": paragraphs,
        "contact": {
            "name": contact.name,
            "address": contact.address,
            "phone": contact.phone,
            "email": contact.email,
        },
    }
    return snapshot | ({"table": table} if table else {})


def employer_facts(employer: Employer) -> dict[str, str | None]:
    return {
        "name": employer.name,
        "neq": employer.neq,
        "number": employer.number,
        "address": employer.address,
    }


def firm_facts(firm: Firm) -> dict[str, str]:
    return {
        "name": firm.name,
        "address": firm.address,
        "phone": firm.phone,
        "email": firm.email,
        "contact": firm.contact,
    }
