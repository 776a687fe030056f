"""The line of a mutuelle's year: months, today, and the label of each date."""

import datetime as dt

from django import template

from mutuelles import calendar
from mutuelles.choices import Step
from mutuelles.models import Mutuelle
from mutuelles.services.calendar import Entry

register = template.Library()


@register.inclusion_tag("mutuelles/timeline.html")
def year_line(entries: list[Entry], mutuelle: Mutuelle, today: dt.date) -> dict[str, object]:
    """`entries`: the timeline of one year, whose dates follow one another."""
    year = entries[0].year
    places = [calendar.place(entry.day, year) for entry in entries]
    months, now = calendar.months(year), calendar.place(today, year)
    return {
        "rows": list(zip(entries, calendar.labels(places), strict=True)),
        "ticks": [_percent(place) for place in places],
        "months": [
            {"day": day, "left": _percent(4 * rank), "middle": _percent(4 * rank + 2)}
            for rank, day in enumerate(months)
        ],
        "now": _percent(now) if months[0] <= today and now < calendar.QUARTERS else None,
        "sending": _sending(entries, year),
        "number": mutuelle.number,
        "year": year,
    }


def _sending(entries: list[Entry], year: int) -> dict[str, str]:
    """The weeks when the commission sends its papers."""
    days = {entry.step: calendar.place(entry.day, year) for entry in entries}
    first, last = days[Step.DELIVERY], days[Step.DELIVERY_END]
    return {"left": _percent(first), "width": _percent(max(last - first, 0))}


def _percent(quarters: int) -> str:
    return f"{100 * quarters / calendar.QUARTERS:.2f}%"
