"""The first opening of a document, its line of history safe on disk, against `select 1`."""

import uuid
from collections.abc import Iterator

from django.db import connection

from documents.services.consultation import consult
from portal.models import clock
from tests.bench.figure import WARM_UP, Figure, ratio_of_medians
from tests.cast import Cast
from tests.rows import deliver


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    unread = iter(deliver([cast.bakery], n + WARM_UP))

    def open_next() -> None:
        """The simulated day, the right to act for the employer, the line, its commit."""
        with clock.held():
            consult(user=cast.maude, document=next(unread), opening=uuid.uuid4())

    ratio = ratio_of_medians(n, open_next, select_1)
    yield Figure("open.first_vs_select1", ratio, "ratio", n)


def select_1() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchone()
