"""The dates of a mutuelle's year, what is done by then and what comes next."""

import datetime as dt

from mutuelles.choices import Step
from mutuelles.models import KeyDate
from mutuelles.services import calendar
from tests.cast import YEAR


def test_dates_of_a_year_by_the_rule(db):
    dates = calendar.dates(YEAR)

    assert [f"{day}" for day in dates.values()] == [
        "2021-09-30",
        "2021-12-10",
        "2021-12-31",
        "2022-01-01",
        "2022-01-31",
        "2022-04-01",
        "2022-04-30",
        "2022-09-30",
        "2023-03-01",
    ]


def test_dates_of_a_year_that_staff_set_otherwise(db):
    later = dt.date(2021, 10, 4)
    KeyDate.objects.create(year=YEAR, step=Step.PROJECT, day=later)

    dates = calendar.dates(YEAR)

    assert (dates[Step.PROJECT], dates[Step.EFFECT]) == (later, dt.date(2022, 1, 1))
