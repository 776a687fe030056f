"""What the database itself refuses, tried in SQL as any role would."""

import pytest
from django.db import DatabaseError, connection, transaction

from documents.models import Document, StatusChange
from tests.cast import letter

ODD_STATEMENTS = {
    "update_history": "update documents_statuschange set status = 'CONSULTED'",
    "delete_history": "delete from documents_statuschange",
    "truncate_history": "truncate documents_statuschange",
    "update_status": "update documents_document set status = 'CONSULTED'",
    "update_snapshot": "update documents_document set snapshot = '{}'",
    "update_audit": "update portal_auditentry set verb = 'x'",
    "truncate_audit": "truncate portal_auditentry cascade",
    "update_edition": "update mutuelles_ententeedition set clauses = '{}'",
    "delete_edition": "delete from mutuelles_ententeedition",
}


@pytest.mark.parametrize("statement", ODD_STATEMENTS.values(), ids=ODD_STATEMENTS)
def test_refuse_statement_on_append_only_table(cast, statement):
    from portal.services import audit

    letter(cast.bakery)
    audit.record(actor=cast.odile, verb="try", subject=cast.bakery)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert StatusChange.objects.count() == 1


def test_set_status_from_line(cast):
    document = letter(cast.bakery)

    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_statuschange"
            ' (document_id, status, user_id, "on", at, recorded_at, reason)'
            " values (%s, 'CONSULTED', %s, '2021-12-16', now(), now(), '')",
            [document.pk, cast.maude.pk],
        )

    document.refresh_from_db()
    assert (document.status, document.status_on.isoformat()) == ("CONSULTED", "2021-12-16")


def test_refuse_line_after_withdrawal(cast):
    document = letter(cast.bakery)
    _insert(document, "WITHDRAWN", "erreur")

    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(document, "CONSULTED")

    assert document.history.count() == 2


def test_refuse_second_beginning(cast):
    document = letter(cast.bakery)

    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(document, "TO_CONSULT")

    assert document.history.count() == 1


def test_stand_again_after_flush(cast, django_db_blocker):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where tgenabled = 'D' and not tgisinternal")
        disabled = cursor.fetchone()

    assert disabled == (0,)


def _insert(document: Document, status: str, reason: str = "") -> None:
    StatusChange.objects.create(
        document=document,
        status=status,
        on="2021-12-16",
        at="2021-12-16T10:00:00-05:00",
        reason=reason,
    )
