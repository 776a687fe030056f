"""The calendar of a mutuelle's year (`domain.md` § 2): the rule; `KeyDate` rows depart from it."""

import datetime as dt
from collections.abc import Callable

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


def dates(year: int) -> dict[Step, dt.date]:
    return {step: rule(year) for step, rule in RULE.items()}
