"""The tabs of the shell: what waits to be read."""

import uuid

import pytest
from django.urls import reverse

from documents.services import document as documents
from documents.services.consultation import consult
from portal.choices import AccountKind
from tests.rows import deliver, deliver_one


@pytest.fixture
def badge(client, cast):
    """The number on the tab « Documents » of the bakery's person."""
    client.force_login(cast.maude)

    def ask() -> int:
        tabs = client.get(reverse("documents:list")).context["tabs"]
        return {tab.label: tab.count for tab in tabs}["Documents"]

    return ask


def test_count_what_waits_to_be_read(badge, cast):
    _unread, opened, withdrawn = deliver([cast.bakery], 3)
    deliver_one(cast.garage)
    consult(user=cast.maude, document=opened, opening=uuid.uuid4())
    documents.withdraw(actor=cast.odile, document=withdrawn, reason="Erreur.")

    assert badge() == 1


def test_count_no_further_than_99(badge, cast):
    deliver([cast.bakery], 100)

    assert badge() == 99


def test_leave_out_subjects_that_account_has_not(badge, cast):
    cast.bakery.account_kind = AccountKind.EMPLOYER
    cast.bakery.save(update_fields=["account_kind"])
    deliver_one(cast.bakery, "rapport-intervention")

    assert badge() == 0
