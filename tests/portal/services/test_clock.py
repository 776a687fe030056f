import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry, SimulationClock, clock
from portal.services import clock as clocks
from tests.cast import letter

DAY = dt.date(2022, 1, 5)


def test_read_variable_without_day_of_staff(db):
    assert clock.today() == dt.date(2021, 12, 16)


def test_set_day_goes_before_variable(cast):
    clocks.set_day(actor=cast.odile, day=DAY)

    assert clock.today() == DAY
    entry = AuditEntry.objects.get(verb="set_day")
    assert (entry.details["after"], timezone.localdate(entry.at)) == ("2022-01-05", DAY)


def test_clear_day_gives_back_variable(cast):
    SimulationClock.objects.update(day=DAY)

    clocks.set_day(actor=cast.odile, day=None)

    assert clock.today() == dt.date(2021, 12, 16)


def test_refuse_day_before_last_event(cast):
    letter(cast.bakery)

    with pytest.raises(BusinessError, match="2021-12-15"):
        clocks.set_day(actor=cast.odile, day=dt.date(2021, 12, 14))

    assert clock.today() == dt.date(2021, 12, 16)


def test_refuse_day_before_last_event_in_sql(cast):
    letter(cast.bakery)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update portal_simulationclock set day = '2021-12-14'")

    assert SimulationClock.objects.get().day is None


def test_refuse_day_set_by_consultation_group(cast):
    with pytest.raises(NotAllowed):
        clocks.set_day(actor=cast.simon, day=DAY)

    assert clock.today() == dt.date(2021, 12, 16)


def test_keep_simulated_day_with_real_time(cast, time_machine):
    time_machine.move_to(dt.datetime(2026, 7, 1, 15, 30, 12, 345678, tzinfo=dt.UTC), tick=False)

    moment = clock.now()

    # 15:30 UTC in July is 11:30 in Québec; the simulated day is in winter
    assert moment.isoformat() == "2021-12-16T11:30:12.345678-05:00"
