import datetime as dt

import pytest
from django.urls import reverse

from mutuelles.choices import Step
from mutuelles.models import KeyDate
from portal.models import AuditEntry
from tests.cast import YEAR


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.odile)
    return client


def typed(day: str) -> dict[str, object]:
    return {"year": YEAR, "step": Step.PROJECT, "day": day, "note": "Panne du portail."}


def test_set_a_date_otherwise(staff):
    answer = staff.post(reverse("admin:mutuelles_keydate_add"), typed("2021-10-04"))

    assert answer.status_code == 302
    assert KeyDate.objects.get().day == dt.date(2021, 10, 4)
    assert AuditEntry.objects.get().verb == "add"


def test_refuse_a_date_of_another_year(staff):
    answer = staff.post(reverse("admin:mutuelles_keydate_add"), typed("2012-10-04"))

    form = answer.context["adminform"].form
    assert form.errors == {"day": ["Choisissez une date de 2021 à 2023."]}
