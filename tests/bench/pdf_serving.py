"""A document that is asked for: its bytes made again and checked, in a request of its reader."""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.urls import reverse

from documents.models import Certificate, Document
from documents.services import file
from documents.views.opening import MARK, new_mark
from tests.bench import page
from tests.bench.figure import WARM_UP, Figure
from tests.bench.population import employers
from tests.cast import Cast, delegate, employer, official

SERIAL = 50_000  # clear of the cast's own and of the campaign's
SEED = 3
ROW_HEADER = 28  # bytes: a line pointer, and what PostgreSQL writes before the columns


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    documents = issue(cast, min(n, WARM_UP) + n)
    clients = [reader(document) for document in documents]

    with override_settings(ROOT_URLCONF=page.__name__):
        timed(get_empty, clients)  # a client loads the middleware at its first request
        pace = statistics.median(timed(get_empty, clients)[-n:])
        again = timed(file.read, documents)[-n:]
        requests = timed(get_pdf, zip(clients, documents, strict=True))[-n:]
    yield Figure("pdf.regenerate_p95_vs_empty_view", p95(again) / pace, "ratio", n)
    yield Figure("pdf.request_p95_vs_empty_view", p95(requests) / pace, "ratio", n)
    yield Figure("pdf.stored_bytes", stored_bytes(documents), "octets", len(documents))


def issue(cast: Cast, count: int) -> list[Document]:
    """Documents really issued, each to an employer of its own; as the database has them."""
    keys = []
    for rank, made_up in enumerate(employers(count, SEED)):
        wanted = len(made_up["certificates"])
        owner = employer(SERIAL + rank, made_up["employer"]["name"], establishments=wanted)
        keys.append(official(cast.mutuelle, owner).pk)
    return list(Document.objects.filter(pk__in=keys).select_related("employer").order_by("pk"))


def reader(document: Document) -> Client:
    client = Client()
    client.force_login(delegate(f"{document.pk}@lecture.example", "Lecture", document.employer))
    return client


def get_empty(client: Client) -> None:
    assert client.get(reverse("empty")).status_code == HTTPStatus.OK


def get_pdf(opening: tuple[Client, Document]) -> None:
    """Rights, bytes, line of history."""
    client, document = opening
    address = reverse("documents:pdf", args=[document.public_id])
    response = client.get(address, {MARK: new_mark()})
    assert response.status_code == HTTPStatus.OK, response
    assert len(response.content) == document.size


def stored_bytes(documents: list[Document]) -> float:
    """What the database keeps of one: all columns of its row and of those of its certificates.

    Not counted: indexes, the history, and the templates, which all documents share.
    """
    keys = [document.pk for document in documents]
    rows = Document.objects.filter(pk__in=keys), Certificate.objects.filter(document__in=keys)
    return sum(map(row_bytes, rows)) / len(documents)


def row_bytes(rows: QuerySet[Any]) -> int:
    """As the table holds them, compressed columns as they are."""
    keys = list(rows.values_list("pk", flat=True))
    columns = [connection.ops.quote_name(f.column) for f in rows.model._meta.concrete_fields]
    sizes = " + ".join(f"coalesce(pg_column_size({column}), 0)" for column in columns)
    query = f"select sum({ROW_HEADER} + {sizes}) from {rows.model._meta.db_table}"
    with connection.cursor() as cursor:
        cursor.execute(f"{query} where id = any(%s)", [keys])
        return int(cursor.fetchone()[0])


def timed(work: Callable[[Any], object], things: Iterable[Any]) -> list[float]:
    found = []
    for thing in things:
        begin = time.perf_counter()
        work(thing)
        found.append(time.perf_counter() - begin)
    return found


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]
