"""A world of a realistic size around the cast of the tests."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle

from documents.choices import DocumentStatus
from documents.models import Document, DocumentType, StatusChange
from documents.services import status
from portal.models import Employer, clock
from tests.cast import TODAY, Cast, assemble

HALF_A_YEAR, TWO_YEARS = 180, 730  # days
UNREAD_EVERY = 5  # one document in five waits to be read
BATCH = 2000


def build(*, employers: int, documents: int, listed: int) -> Cast:
    """`documents` over two years for `employers`; Maude's bakery has `listed` recent ones."""
    cast = assemble()
    others = Employer.objects.bulk_create(_employers(employers), BATCH)
    delivered = deliver(others, documents, days=TWO_YEARS)
    delivered += deliver([cast.bakery], listed, days=HALF_A_YEAR)
    _read(document for rank, document in enumerate(delivered) if rank % UNREAD_EVERY)
    return cast


def deliver(employers: Sequence[Employer], count: int, days: int = 1) -> list[Document]:
    """Documents of all types, issued in the last `days`, each employer in its turn."""
    first = Document.objects.count()
    turns = zip(range(count), cycle(employers), cycle(DocumentType.objects.all()), strict=False)
    documents = [
        _document(f"{first + rank}", employer, type, TODAY - dt.timedelta(rank % days))
        for rank, employer, type in turns
    ]
    Document.objects.bulk_create(documents, BATCH)
    status.begin(documents)
    return documents


def _employers(count: int) -> Iterator[Employer]:
    for rank in range(count):
        yield Employer(
            number=f"ENL{rank:08d}",
            name=f"Employeur {rank}",
            street=f"{rank}, rue des Érables",
            city="Lévis",
            postal_code="G0X 1A9",
        )


def _document(number: str, employer: Employer, type: DocumentType, issued_on: dt.date) -> Document:
    """A row without its file: lists and openings read none."""
    return Document(
        employer=employer,
        type=type,
        number=number,
        title=type.title,
        issued_on=issued_on,
        status_on=issued_on,
        status_at=clock.at_real_time(issued_on),
        snapshot={"kind": "lettre", "number": number, "paragraphs": ["Texte fictif."]},
        sha256="0" * 64,
        size=20_000,
        pages=1,
    )


def _read(documents: Iterable[Document]) -> None:
    at = clock.now()
    lines = (
        StatusChange(document=document, status=DocumentStatus.CONSULTED, on=at.date(), at=at)
        for document in documents
    )
    StatusChange.objects.bulk_create(lines, BATCH)
