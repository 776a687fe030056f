"""Issued documents to verify: really printed, since nothing is said of what cannot be proved."""

import datetime as dt
import json

from documents.choices import DocumentStatus
from documents.models import Certificate, Document, DocumentType
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.services import document as documents
from documents.services import file, snapshot, status
from mutuelles.services import study
from tests.cast import ISSUED_ON, TODAY, YEAR, Cast


def official(cast: Cast, *, replaces: Document | None = None) -> Document:
    """The bakery's *Information officielle*, or what replaces it."""
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
    order = documents.Order(
        type, cast.bakery, said, cast.mutuelle, establishments, replaces=replaces
    )
    document = documents.issue(order)
    if replaces:
        status.add(document=replaces, status=DocumentStatus.REPLACED, user=cast.odile, reason="…")
    return document


def letter(cast: Cast) -> Document:
    type = DocumentType.objects.get(code="decision-classification")
    said = snapshot.letter(
        employer=cast.bakery, type=type, issued_on=ISSUED_ON, paragraphs=["Texte fictif."]
    )
    return documents.issue(documents.Order(type, cast.bakery, said))


def content_of(number: str) -> bytes:
    """The file of this number; if there is none, bytes that say that they are."""
    for files in (Certificate.objects, Document.objects):
        if found := files.filter(number=number).first():
            return file.read(found)
    data = json.dumps({"annee": YEAR, "numero": number}, separators=(",", ":"))
    return b"%PDF-1.7\n" + data.encode() + b"\n%%EOF\n"


def token_of(certificate: Certificate) -> str:
    said = {each["number"]: each for each in certificate.document.snapshot["certificates"]}
    return said[certificate.number]["token"]


NEW_YEAR = dt.date(YEAR, 1, 1)
