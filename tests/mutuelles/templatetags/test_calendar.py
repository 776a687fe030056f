import datetime as dt

from mutuelles.services import calendar as calendars
from mutuelles.templatetags import calendar
from tests.cast import YEAR


def line(cast, today: dt.date) -> dict[str, object]:
    entries = calendars.timeline(cast.mutuelle, YEAR, today)
    return calendar.year_line(entries, cast.mutuelle, today)


def test_year_line_shows_today_within_its_months(cast):
    assert line(cast, dt.date(2021, 12, 16))["now"] == "18.42%"


def test_year_line_beyond_its_months(cast):
    days = (dt.date(2021, 8, 31), dt.date(2023, 4, 1))

    assert [line(cast, day)["now"] for day in days] == [None, None]


def test_year_line_of_the_weeks_of_sending(cast):
    assert line(cast, dt.date(2021, 12, 16))["sending"] == {"left": "17.11%", "width": "9.21%"}
