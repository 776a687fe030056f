"""A member leaves its mutuelle, before 1 October."""

import datetime as dt

import pytest

from mutuelles.choices import MembershipStatus, RevocationStatus
from mutuelles.models import Revocation
from mutuelles.services import membership as memberships
from mutuelles.services import revocation
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import OutgoingMail, clock
from tests.cast import YEAR, member

LAST_DAY = dt.date(YEAR, 9, 30)


def test_notify_on_last_day(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with clock.held(LAST_DAY):
        revocation.notify(actor=cast.maude, membership=membership, reason="Autre gestionnaire")

    left = Revocation.objects.get()
    assert (left.membership, left.status, left.notified_by) == (
        membership,
        RevocationStatus.NOTIFIED,
        cast.maude,
    )
    assert OutgoingMail.objects.get().recipient == cast.firm.email


def test_refuse_notice_after_last_day(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with clock.held(LAST_DAY + dt.timedelta(1)), pytest.raises(BusinessError):
        revocation.notify(actor=cast.maude, membership=membership)

    assert not Revocation.objects.exists()


def test_refuse_notice_by_manager(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with clock.held(LAST_DAY), pytest.raises(NotAllowed):
        revocation.notify(actor=cast.hubert, membership=membership)

    assert not Revocation.objects.exists()


def test_refuse_notice_of_excluded_member(cast):
    membership = member(cast.mutuelle, cast.bakery)
    memberships.move(membership, MembershipStatus.EXCLUDED)

    with clock.held(LAST_DAY), pytest.raises(Conflict) as refusal:
        revocation.notify(actor=cast.maude, membership=membership)

    assert str(refusal.value) == f"Cet employeur est exclu de la mutuelle pour {YEAR}."


def test_annul_then_notify_again(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with clock.held(LAST_DAY):
        left = revocation.notify(actor=cast.maude, membership=membership)
        revocation.annul(actor=cast.maude, revocation=left)
        annulled = Revocation.objects.get().status
        revocation.notify(actor=cast.maude, membership=membership)

    assert annulled == RevocationStatus.ANNULLED
    assert Revocation.objects.get().status == RevocationStatus.NOTIFIED
    assert OutgoingMail.objects.count() == 3


def test_refuse_notice_given_twice(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with clock.held(LAST_DAY), pytest.raises(Conflict):
        revocation.notify(actor=cast.maude, membership=membership)
        revocation.notify(actor=cast.maude, membership=membership)

    assert OutgoingMail.objects.count() == 1
