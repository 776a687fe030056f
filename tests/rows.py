"""Many documents at once, without their files: enough for lists, openings and benchmarks."""

import datetime as dt
from collections.abc import Sequence
from itertools import cycle

from documents.models import Document, DocumentType
from documents.pdf import LINKER
from documents.services import seal_key, status
from documents.services.document import current_version
from portal.models import Employer, clock
from tests.cast import ISSUED_ON, TODAY

BATCH = 2000


def deliver(employers: Sequence[Employer], count: int, days: int = 1) -> list[Document]:
    """Documents of all types, issued in the last `days`, each employer in its turn."""
    turns = zip(range(count), cycle(employers), cycle(DocumentType.objects.all()), strict=False)
    return deliver_all(
        [paper(employer, type, TODAY - dt.timedelta(rank % days)) for rank, employer, type in turns]
    )


def deliver_one(
    employer: Employer, code: str = "decision-classification", issued_on: dt.date = ISSUED_ON
) -> Document:
    type = DocumentType.objects.get(code=code)
    return deliver_all([paper(employer, type, issued_on)])[0]


def deliver_all(documents: list[Document]) -> list[Document]:
    first, version, (key, _) = Document.objects.count(), current_version(), seal_key.current()
    for rank, document in enumerate(documents):
        document.number, document.paper, document.key = f"{first + rank}", version, key
    Document.objects.bulk_create(documents, BATCH)
    status.begin(documents)
    return documents


def paper(employer: Employer, type: DocumentType, issued_on: dt.date) -> Document:
    return Document(
        linker=LINKER,
        employer=employer,
        type=type,
        title=type.title,
        issued_on=issued_on,
        status_on=issued_on,
        status_at=clock.at_real_time(issued_on),
        snapshot={"kind": "lettre", "title": type.title, "paragraphs": ["Texte fictif."]},
        sha256="0" * 64,
        size=20_000,
        pages=1,
        seal=bytes(64),
    )
