"""The tests' own flush lifts what keeps rows append-only, and puts it back (tests/conftest.py)."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from documents.models import DocumentType


def standing() -> list[tuple[str, str]]:
    """The triggers that refuse, and whether they are on (`O`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgname, tgenabled from pg_trigger where tgname like '%append_only%' order by 1"
        )
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_put_append_only_back_after_flush():
    before = standing()

    call_command("flush", interactive=False, verbosity=0)

    assert {enabled for _name, enabled in before} == {"O"}
    assert standing() == before
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("truncate documents_statuschange")


@pytest.mark.django_db(transaction=True)
def test_install_catalogue_again_after_flush():
    before = set(DocumentType.objects.values_list("code", flat=True))

    call_command("flush", interactive=False, verbosity=0)

    assert set(DocumentType.objects.values_list("code", flat=True)) == before
