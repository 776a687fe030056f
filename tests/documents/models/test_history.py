"""What the database itself refuses, tried in SQL as any role would."""

import pytest
from django.db import DatabaseError, connection, transaction

from documents.models import Document, StatusChange
from documents.services import status
from portal.models import SimulationClock, User
from portal.services import audit
from tests.cast import letter, official

ODD_STATEMENTS = {
    "update_history": "update documents_statuschange set status = 'CONSULTED'",
    "delete_history": "delete from documents_statuschange",
    "truncate_history": "truncate documents_statuschange",
    "update_status": "update documents_document set status = 'CONSULTED'",
    "update_snapshot": "update documents_document set snapshot = '{}'",
    "update_certificate": "update documents_certificate set code = 'AAAA-BBBB-CCCC'",
    "delete_certificate": "delete from documents_certificate",
    "truncate_certificate": "truncate documents_certificate cascade",
    "turn_clock_back": "update portal_simulationclock set last_event_on = '0001-01-01'",
    "delete_clock": "delete from portal_simulationclock",
    "truncate_clock": "truncate portal_simulationclock",
    "update_audit": "update portal_auditentry set verb = 'x'",
    "truncate_audit": "truncate portal_auditentry cascade",
    "update_edition": "update mutuelles_ententeedition set clauses = '{}'",
    "delete_edition": "delete from mutuelles_ententeedition",
}


@pytest.mark.parametrize("statement", ODD_STATEMENTS.values(), ids=ODD_STATEMENTS)
def test_refuse_statement_on_append_only_table(cast, statement):
    official(cast.mutuelle, cast.bakery)
    audit.record(actor=cast.odile, verb="try", subject=cast.bakery)

    with pytest.raises(DatabaseError, match=r"append only|never edited|does not go back"):
        run(statement)

    assert StatusChange.objects.count() == 1


ODD_LINES = {
    "unknown_status": "('LU', {user}, '2021-12-16', '2021-12-16 10:00-05')",
    "reading_by_nobody": "('CONSULTED', null, '2021-12-16', '2021-12-16 10:00-05')",
    "withdrawal_by_nobody": "('WITHDRAWN', null, '2021-12-16', '2021-12-16 10:00-05')",
    "day_of_another_instant": "('CONSULTED', {user}, '2021-12-17', '2021-12-16 10:00-05')",
    "day_of_greenwich": "('CONSULTED', {user}, '2021-12-17', '2021-12-16 22:00-05')",
    "before_issue": "('CONSULTED', {user}, '2021-12-14', '2021-12-14 10:00-05')",
}


@pytest.mark.parametrize("line", ODD_LINES.values(), ids=ODD_LINES)
def test_refuse_line_that_cannot_be_true(cast, line):
    document = letter(cast.bakery)
    values = line.format(user=cast.maude.pk)

    with pytest.raises(DatabaseError, match=r"status_change_|was not issued yet"):
        run(
            "insert into documents_statuschange"
            ' (document_id, recorded_at, reason, status, user_id, "on", at)'
            f" select {document.pk}, now(), 'motif', s, u::bigint, d::date, i::timestamptz"
            f" from (values {values}) as line (s, u, d, i)"
        )

    assert document.history.count() == 1


def test_refuse_line_slipped_in_before_others(cast):
    document = letter(cast.bakery)

    with pytest.raises(DatabaseError, match="comes after those that are there"):
        run(
            "insert into documents_statuschange"
            ' (id, document_id, status, user_id, "on", at, recorded_at, reason)'
            f" overriding system value values (-5, {document.pk}, 'CONSULTED', {cast.maude.pk},"
            " '2021-12-16', '2021-12-16 10:00-05', now(), '')"
        )

    assert document.history.count() == 1


@pytest.mark.parametrize("edit", ["title = 'Faux'", "status = 'CONSULTED'"])
def test_refuse_edit_by_another_trigger(cast, edit):
    """A trigger of somebody else's table acts at the depth of ours."""
    document = letter(cast.bakery)
    run(
        "create temp table lever (x int);"
        "create function pg_temp.pull() returns trigger language plpgsql as $$ begin"
        f" update documents_document set {edit}; return new; end $$;"
        "create trigger pull before insert on lever for each row execute function pg_temp.pull();"
    )

    with pytest.raises(DatabaseError, match="is never edited"):
        run("insert into lever values (1)")

    document.refresh_from_db()
    assert (document.status, document.title) == ("TO_CONSULT", document.type.title)


def test_move_clock_to_last_event(cast):
    document = letter(cast.bakery)

    status.add(document=document, status="CONSULTED", user=cast.maude)

    assert SimulationClock.objects.get().last_event_on.isoformat() == "2021-12-16"


def test_set_status_from_line(cast):
    document = letter(cast.bakery)

    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_statuschange"
            ' (document_id, status, user_id, "on", at, recorded_at, reason)'
            " values (%s, 'CONSULTED', %s, '2021-12-16', '2021-12-16 10:00-05', now(), '')",
            [document.pk, cast.maude.pk],
        )

    document.refresh_from_db()
    assert (document.status, document.status_on.isoformat()) == ("CONSULTED", "2021-12-16")


def test_refuse_line_after_withdrawal(cast):
    document = letter(cast.bakery)
    _insert(document, "WITHDRAWN", cast.odile, "erreur")

    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(document, "CONSULTED", cast.maude)

    assert document.history.count() == 2


def test_refuse_second_beginning(cast):
    document = letter(cast.bakery)

    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(document, "TO_CONSULT", None)

    assert document.history.count() == 1


def test_stand_again_after_flush(cast, django_db_blocker):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_trigger where tgenabled = 'D' and not tgisinternal")
        disabled = cursor.fetchone()

    assert disabled == (0,)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # or what is pending refuses first
        cursor.execute(statement)


def _insert(document: Document, status: str, user: User | None, reason: str = "") -> None:
    StatusChange.objects.create(
        document=document,
        status=status,
        user=user,
        on="2021-12-16",
        at="2021-12-16T10:00:00-05:00",
        reason=reason,
    )
