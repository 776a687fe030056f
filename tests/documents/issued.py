"""Issued documents without their pages: rows, snapshots and signed tokens, enough to verify."""

import datetime as dt
import hashlib
import json

from django.utils import timezone

from documents.choices import DocumentStatus
from documents.models import Certificate, Document, DocumentType, PaperVersion
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.services import document as documents
from documents.services import seal_key, snapshot, status
from mutuelles.services import study
from tests.cast import ISSUED_ON, TODAY, YEAR, Cast


def official(cast: Cast, *, replaces: Document | None = None) -> Document:
    """The bakery's *Information officielle*; the file of each is what `content_of` gives."""
    type = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    establishments = list(cast.bakery.establishments.all())
    said = snapshot.official(
        employer=cast.bakery,
        establishments=establishments,
        mutuelle=cast.mutuelle,
        edition=study.conclude(cast.mutuelle, YEAR).edition,
        year=YEAR,
        issued_on=TODAY if replaces else ISSUED_ON,
        title=type.title,
        revision=1 if replaces else 0,
    )
    document = _save(cast, type, said, mutuelle=cast.mutuelle, replaces=replaces)
    Certificate.objects.bulk_create(
        Certificate(
            document=document,
            establishment=establishment,
            number=each["number"],
            code=each["code"],
            **_file(each["number"]),
        )
        for establishment, each in zip(establishments, said["certificates"], strict=True)
    )
    if replaces:
        status.add(document=replaces, status=DocumentStatus.REPLACED, user=cast.odile, reason="…")
    return document


def letter(cast: Cast) -> Document:
    type = DocumentType.objects.get(code="decision-classification")
    said = snapshot.letter(
        employer=cast.bakery, type=type, issued_on=ISSUED_ON, paragraphs=["Texte fictif."]
    )
    return _save(cast, type, said)


def content_of(number: str) -> bytes:
    """Bytes that stand for a PDF: with the data that ours hold, uncompressed."""
    data = json.dumps({"annee": YEAR, "numero": number}, separators=(",", ":"))
    return b"%PDF-1.7\n" + data.encode() + b"\n%%EOF\n"


def token_of(certificate: Certificate) -> str:
    said = {each["number"]: each for each in certificate.document.snapshot["certificates"]}
    return said[certificate.number]["token"]


def _save(cast: Cast, type: DocumentType, said: snapshot.Snapshot, **fields: object) -> Document:
    document = Document.objects.create(
        type=type,
        employer=cast.bakery,
        snapshot=said,
        paper=_paper(),
        key=seal_key.make(),
        linker=1,
        **_file(said["number"]),
        **documents.facts(said),
        **fields,
    )
    status.begin([document])
    return document


def _paper() -> PaperVersion:
    first = PaperVersion.objects.published().first()
    return first or PaperVersion.objects.create(
        number=1, sources={}, assets="0" * 64, published_at=timezone.now()
    )


def _file(number: str) -> dict[str, object]:
    content = content_of(number)
    digest = hashlib.sha256(content).hexdigest()
    return {"sha256": digest, "size": len(content), "pages": 1, "seal": bytes(64)}


NEW_YEAR = dt.date(YEAR, 1, 1)
