"""The days of a project: prepared, submitted and studied in September, in force in January."""

import datetime as dt

from portal.models import SimulationClock
from tests.cast import YEAR

AUTUMN = dt.date(YEAR - 1, 9, 13)


def it_is(day: dt.date) -> None:
    """Staff set the date of the simulation."""
    SimulationClock.objects.update(day=day)
