"""Two people at once on one document, each on a connection of their own."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from documents.models import Document
from documents.services import consultation, replacement
from documents.services import document as documents
from portal.errors import BusinessError
from tests.cast import Cast, assemble, letter, member, official

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def beside(verb: Callable[[], None]) -> tuple[threading.Thread, list[str]]:
    """Begin `verb` on another connection; what refused it is in the list once it has ended."""
    refusals: list[str] = []

    def run() -> None:
        try:
            verb()
        except BusinessError as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, refusals


def withdraw(cast: Cast, document: Document) -> None:
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur.")


def wait_for_lock() -> None:
    """Until the other connection waits for us."""
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _turn in range(500):
            cursor.execute("select pg_sleep(0.01), pg_stat_clear_snapshot()")
            cursor.execute(f"{waiting} and datname = current_database()")
            if cursor.fetchone() != (0,):
                return
    pytest.fail("nobody waits for the document")


def test_refuse_second_of_two_withdrawals_at_once(cast):
    document, same = letter(cast.bakery), Document.objects.get()

    with transaction.atomic():
        withdraw(cast, document)
        second, refusals = beside(lambda: withdraw(cast, same))
        wait_for_lock()
    second.join()

    assert refusals == ["Ce document a été retiré\N{NO-BREAK SPACE}: son état ne change plus."]
    assert [line.status for line in document.history.all()] == ["TO_CONSULT", "WITHDRAWN"]


def test_add_no_line_when_withdrawn_while_it_is_opened(cast):
    document, same = letter(cast.bakery), Document.objects.get()

    with transaction.atomic():
        withdraw(cast, document)
        reading, refusals = beside(
            lambda: consultation.consult(user=cast.maude, document=same, opening=uuid.uuid4())
        )
        wait_for_lock()
    reading.join()

    assert refusals == []
    assert [line.status for line in document.history.all()] == ["TO_CONSULT", "WITHDRAWN"]


def test_issue_one_of_two_replacements_at_once(cast):
    member(cast.mutuelle, cast.bakery)
    document, same = official(cast.mutuelle, cast.bakery), Document.objects.get()

    with transaction.atomic():
        new = replacement.replace(actor=cast.odile, document=document, reason="Nom.")
        second, refusals = beside(
            lambda: replacement.replace(actor=cast.odile, document=same, reason="Adresse.")
        )
        wait_for_lock()
    second.join()

    assert refusals == [f"Ce document est déjà remplacé par le document {new.number}."]
    assert list(Document.objects.order_by("id")) == [document, new]
