"""An excluded member asks to come back, before 1 May."""

import datetime as dt

import pytest

from mutuelles.choices import ReintegrationStatus
from mutuelles.models import Exclusion, Reintegration
from mutuelles.services import exclusion, reintegration
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import OutgoingMail, clock
from tests.cast import YEAR, Cast, member

LAST_DAY = dt.date(YEAR, 4, 30)
GROUNDS = "Le programme de prévention est en place."


def excluded(cast: Cast) -> Exclusion:
    membership = member(cast.mutuelle, cast.bakery)
    with clock.held(dt.date(YEAR, 3, 1)):
        return exclusion.exclude(
            actor=cast.odile, membership=membership, reason="Aucun programme de prévention."
        )


def asked(cast: Cast) -> Reintegration:
    with clock.held(LAST_DAY):
        return reintegration.request(actor=cast.maude, exclusion=excluded(cast), grounds=GROUNDS)


@pytest.mark.parametrize("who", ["maude", "hubert"])
def test_request_on_last_day(cast, who):
    out = excluded(cast)

    with clock.held(LAST_DAY):
        reintegration.request(actor=getattr(cast, who), exclusion=out, grounds=GROUNDS)

    request = Reintegration.objects.get()
    assert (request.exclusion, request.status, request.grounds) == (
        out,
        ReintegrationStatus.REQUESTED,
        GROUNDS,
    )


def test_refuse_request_after_last_day(cast):
    out = excluded(cast)

    with clock.held(LAST_DAY + dt.timedelta(1)), pytest.raises(BusinessError):
        reintegration.request(actor=cast.maude, exclusion=out, grounds=GROUNDS)

    assert not Reintegration.objects.exists()


def test_refuse_request_by_stranger(cast):
    out = excluded(cast)

    with clock.held(LAST_DAY), pytest.raises(NotAllowed):
        reintegration.request(actor=cast.rita, exclusion=out, grounds=GROUNDS)

    assert not Reintegration.objects.exists()


def test_refuse_request_made_twice(cast):
    request = asked(cast)

    with clock.held(LAST_DAY), pytest.raises(Conflict):
        reintegration.request(actor=cast.hubert, exclusion=request.exclusion, grounds=GROUNDS)

    assert Reintegration.objects.get() == request


def test_grant_request(cast):
    request = asked(cast)

    reintegration.decide(
        actor=cast.odile, reintegration=request, status=ReintegrationStatus.GRANTED
    )

    decided = Reintegration.objects.get()
    assert (decided.status, decided.decided_by) == (ReintegrationStatus.GRANTED, cast.odile)
    assert sorted(OutgoingMail.objects.values_list("recipient", flat=True)) == [
        cast.firm.email,
        cast.maude.email,
    ]


def test_refuse_denial_without_reason(cast):
    request = asked(cast)

    with pytest.raises(BusinessError):
        reintegration.decide(
            actor=cast.odile, reintegration=request, status=ReintegrationStatus.DENIED
        )

    assert Reintegration.objects.get().status == ReintegrationStatus.REQUESTED


def test_refuse_second_decision(cast):
    request = asked(cast)
    reintegration.decide(
        actor=cast.odile, reintegration=request, status=ReintegrationStatus.GRANTED
    )

    with pytest.raises(Conflict):
        reintegration.decide(
            actor=cast.odile,
            reintegration=request,
            status=ReintegrationStatus.DENIED,
            reason="Trop tard.",
        )

    assert Reintegration.objects.get().status == ReintegrationStatus.GRANTED
