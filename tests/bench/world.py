"""A world of a realistic size around the cast of the tests."""

from collections.abc import Iterable, Iterator

from documents.choices import DocumentStatus
from documents.models import Document, StatusChange
from portal.models import Employer, User, clock
from tests.cast import Cast, assemble
from tests.rows import BATCH, deliver

HALF_A_YEAR, TWO_YEARS = 180, 730  # days
UNREAD_EVERY = 5  # one document in five waits to be read


def build(*, employers: int, documents: int, listed: int) -> Cast:
    """`documents` over two years for `employers`; Maude's bakery has `listed` recent ones."""
    cast = assemble()
    others = Employer.objects.bulk_create(_employers(employers), BATCH)
    delivered = deliver(others, documents, days=TWO_YEARS)
    delivered += deliver([cast.bakery], listed, days=HALF_A_YEAR)
    _read(cast.maude, (paper for rank, paper in enumerate(delivered) if rank % UNREAD_EVERY))
    return cast


def _employers(count: int) -> Iterator[Employer]:
    for rank in range(count):
        yield Employer(
            number=f"ENL{rank:08d}",
            name=f"Employeur {rank}",
            street=f"{rank}, rue des Érables",
            city="Lévis",
            postal_code="G0X 1A9",
        )


def _read(user: User, documents: Iterable[Document]) -> None:
    at, status = clock.now(), DocumentStatus.CONSULTED
    lines = (
        StatusChange(document=document, status=status, user=user, on=at.date(), at=at)
        for document in documents
    )
    StatusChange.objects.bulk_create(lines, BATCH)
