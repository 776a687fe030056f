"""The dates of a mutuelle's year: by the rule, or as staff set them."""

import datetime as dt

from mutuelles import calendar
from mutuelles.choices import Step
from mutuelles.models import KeyDate


def dates(year: int) -> dict[Step, dt.date]:
    """The day of each step for the Entente of a year; each holds until its end."""
    set_by_staff = KeyDate.objects.filter(year=year).values_list("step", "day")
    return calendar.dates(year) | {Step(step): day for step, day in set_by_staff}
