import datetime as dt

from django.urls import reverse

from portal.models import AuditEntry, SimulationClock, clock
from tests.cast import letter

PAGE = reverse("admin:portal_simulationclock_change", args=[1])


def test_set_day(client, cast):
    client.force_login(cast.odile)

    client.post(PAGE, {"day": "2022-01-05"})

    assert clock.today() == dt.date(2022, 1, 5)
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["set_day"]


def test_refuse_day_before_last_event(client, cast):
    letter(cast.bakery)
    client.force_login(cast.odile)

    answer = client.post(PAGE, {"day": "2021-12-14"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "La date simulée ne recule pas avant le dernier événement, le 2021-12-16."
    ]
    assert SimulationClock.objects.get().day is None


def test_refuse_consultation(client, cast):
    client.force_login(cast.simon)

    answer = client.post(PAGE, {"day": "2022-01-05"})

    assert answer.status_code == 403


def test_list_leads_to_the_one_row(client, cast):
    client.force_login(cast.odile)

    answer = client.get(reverse("admin:portal_simulationclock_changelist"))

    assert answer.url == PAGE
