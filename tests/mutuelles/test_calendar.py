"""Where days stand on the line of a year."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles import calendar

YEAR = 2022


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (dt.date(2021, 9, 1), 0),
        (dt.date(2021, 9, 16), 2),
        (dt.date(2021, 9, 30), 4),
        (dt.date(2021, 12, 31), 16),
        (dt.date(2022, 1, 1), 16),
        (dt.date(2023, 3, 1), 72),
        (dt.date(2020, 1, 1), 0),
        (dt.date(2024, 1, 1), 76),
    ],
)
def test_place_of_a_day(day, place):
    assert calendar.place(day, YEAR) == place


def test_months_of_the_line():
    months = calendar.months(YEAR)

    assert (months[0], months[4], months[-1], len(months)) == (
        dt.date(2021, 9, 1),
        dt.date(2022, 1, 1),
        dt.date(2023, 3, 1),
        calendar.MONTHS,
    )


def test_labels_of_a_year():
    places = [calendar.place(day, YEAR) for day in calendar.by_rule(YEAR).values()]

    labels = calendar.labels(places)

    assert [(label.start, label.lane) for label in labels] == [
        (4, "below"),
        (13, "far-above"),
        (16, "far-below"),
        (16, "above"),
        (20, "below"),
        (28, "above"),
        (32, "below"),
        (52, "above"),
        (60, "below"),
    ]
    assert [label.flipped for label in labels] == [False] * 8 + [True]


@given(st.lists(st.integers(0, calendar.QUARTERS), max_size=4))
def test_labels_never_cover_one_another(places):
    labels = calendar.labels(sorted(places))

    for lane in calendar.LANES:
        starts = [label.start for label in labels if label.lane == lane]
        assert all(b - a >= calendar.WIDTH for a, b in pairwise(starts))
