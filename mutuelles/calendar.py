"""The calendar of a mutuelle's year (`domain.md` § 2): the rule; `KeyDate` rows depart from it.

And where a day stands on the line of that year, from the September before to the March after, in
quarters of months: the page places by classes, for it may bear no style of its own.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mutuelles.choices import Step

# day of each step for the Entente of a year; « before 1 October » is by the end of 30 September
RULE: dict[Step, Callable[[int], dt.date]] = {
    Step.PROJECT: lambda year: dt.date(year - 1, 9, 30),
    Step.DELIVERY: lambda year: dt.date(year - 1, 12, 10),
    Step.SIGNATURE: lambda year: dt.date(year - 1, 12, 31),
    Step.EFFECT: lambda year: dt.date(year, 1, 1),
    Step.DELIVERY_END: lambda year: dt.date(year, 1, 31),
    Step.PROGRAMME: lambda year: dt.date(year, 4, 1),
    Step.REINTEGRATION: lambda year: dt.date(year, 4, 30),
    Step.REVOCATION: lambda year: dt.date(year, 9, 30),
    Step.REPORT: lambda year: dt.date(year + 1, 3, 1),
}
FIRST_MONTH = 9  # of the year before
MONTHS = 19
QUARTERS = 4 * MONTHS
WIDTH = 12  # quarters that a label takes
LANES = ("below", "above", "far-below", "far-above")


def by_rule(year: int) -> dict[Step, dt.date]:
    return {step: rule(year) for step, rule in RULE.items()}


def months(year: int) -> list[dt.date]:
    """The first days of the months of the line."""
    numbers = range(FIRST_MONTH - 1, FIRST_MONTH - 1 + MONTHS)
    return [dt.date(year - 1 + number // 12, number % 12 + 1, 1) for number in numbers]


def place(day: dt.date, year: int) -> int:
    """Quarters of months from the left end of the line to a day; an end where it is beyond."""
    month = (day.year - year + 1) * 12 + day.month - FIRST_MONTH
    last = calendar.monthrange(day.year, day.month)[1]
    return min(max(4 * month + round(4 * (day.day - 1) / last), 0), QUARTERS)


@dataclass(frozen=True)
class Label:
    """Where the words of a day stand: from which quarter, in which lane; `flipped`, before it."""

    start: int
    lane: str
    flipped: bool

    @property
    def month(self) -> int:
        return self.start // 4

    @property
    def quarter(self) -> int:
        return self.start % 4


def labels(places: Iterable[int]) -> list[Label]:
    """A label for each place, in their order, so that none covers another.

    From the last to the first: a label that finds no room beside the line stands further out, where
    the labels of the days that follow leave it the way to its own; at worst, before its day.
    """
    taken = dict.fromkeys(LANES, QUARTERS)
    chosen = []
    for place in reversed(list(places)):
        label = _label(place, taken)
        taken[label.lane] = label.start
        chosen.append(label)
    return chosen[::-1]


def _label(place: int, taken: Mapping[str, int]) -> Label:
    """The first lane with room for it after its day, else before; far out where there is none."""
    for flipped in (False, True):
        start = place - WIDTH if flipped else place
        for lane in LANES:
            if start >= 0 and start + WIDTH <= taken[lane]:
                return Label(start, lane, flipped)
    return Label(min(place, QUARTERS - WIDTH), LANES[-1], flipped=False)
