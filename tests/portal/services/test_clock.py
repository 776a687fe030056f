import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

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
    assert (entry.details["before"], entry.details["after"]) == ("2021-12-16", "2022-01-05")


def test_clear_day_gives_back_variable(cast):
    SimulationClock.objects.update(day=DAY)

    clocks.set_day(actor=cast.odile, day=None)

    assert clock.today() == dt.date(2021, 12, 16)


@pytest.mark.parametrize("day", [dt.date(9999, 12, 31), dt.date(1999, 12, 31)])
def test_refuse_day_of_other_century(cast, day):
    with pytest.raises(BusinessError, match="2000"):
        clocks.set_day(actor=cast.odile, day=day)

    assert clock.today() == dt.date(2021, 12, 16)


def test_set_day_forward_then_back(client, cast):
    client.force_login(cast.odile)
    url = reverse("admin:portal_simulationclock_change", args=[1])

    answers = [client.post(url, {"day": day}).status_code for day in ("2022-03-31", "2021-12-16")]

    assert answers == [302, 302]
    assert clock.today() == dt.date(2021, 12, 16)


def test_refuse_to_clear_day_when_start_is_before_last_event(cast):
    clocks.set_day(actor=cast.odile, day=DAY)
    letter(cast.bakery, issued_on=DAY)

    with pytest.raises(BusinessError):
        clocks.set_day(actor=cast.odile, day=None)

    assert clock.today() == DAY


def test_refuse_day_before_last_event(cast):
    letter(cast.bakery)

    with pytest.raises(BusinessError, match="2021-12-16"):
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
