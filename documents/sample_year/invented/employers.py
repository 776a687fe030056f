"""Employers made up from a seed: names by trade, numbers, establishments, people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from documents.sample_year.invented.people import (
    CAPACITIES,
    LAST_NAMES,
    Person,
    draw_name,
    draw_person,
)
from documents.sample_year.invented.places import Place, draw_place, draw_place_near
from documents.sample_year.invented.trades import TAILS, TRADES, Trade
from portal.choices import AccountKind, RatingMode, Standing
from portal.identifiers import neq_with_check_digit

SCENE_NAME, SCENE_NEQ = "Boulangerie Quatre-Temps inc.", "1199404477"
SECOND_NAME = "Fournil de la Côte-du-Sud inc."

OUTSIDERS = 64  # employers of no mutuelle
ENDINGS = ("inc.", "inc.", "inc.", "ltée")


@dataclass(frozen=True)
class PlannedEstablishment:
    number: str
    name: str
    place: Place


@dataclass(frozen=True)
class PlannedEmployer:
    """`neq` is None for a sole proprietor, known by the employer number alone."""

    name: str
    neq: str | None
    number: str
    place: Place
    trade: Trade
    is_member: bool
    rating_mode: RatingMode
    standing: Standing
    account_kind: AccountKind
    contact: Person
    signatory: str
    capacity: str
    establishments: tuple[PlannedEstablishment, ...]


def plan_employers(rng: random.Random, share: float = 1) -> list[PlannedEmployer]:
    """All employers, or a share of those of each trade: at least two members each."""
    names = NameMaker(rng)
    numbers = number_series(rng)
    planned = []
    for trade in TRADES:
        for rank in range(max(2, round(trade.members * share))):
            planned.append(_employer(rng, trade, names.next(trade, rank), next(numbers), True))
    for rank in range(max(8, round(OUTSIDERS * share))):
        trade = TRADES[rank % len(TRADES)]
        name = names.next(trade, len(trade.names))
        planned.append(_employer(rng, trade, name, next(numbers), False, rank))
    return planned


def plan_unknown(rng: random.Random, trade: Trade, name: str) -> PlannedEmployer:
    """An employer of a list that the register does not know: its numbers are in no series."""
    return _employer(rng, trade, name, f"{rng.randint(1_000, 9_999):05d}", True)


class NameMaker:
    """Names that are never given twice."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.taken: set[str] = set()

    def next(self, trade: Trade, rank: int) -> str:
        name = trade.names[rank] if rank < len(trade.names) else self._draw(trade)
        while name in self.taken:
            name = self._draw(trade)
        self.taken.add(name)
        return name

    def _draw(self, trade: Trade) -> str:
        rng = self.rng
        family = rng.choice(LAST_NAMES)
        tail = rng.choice(
            (
                rng.choice(TAILS),
                rng.choice(trade.tails),
                f"{family} et Fils",
                f"{family}-{rng.choice(LAST_NAMES)}",
                draw_name(rng),
            )
        )
        return f"{rng.choice(trade.heads)} {tail} {rng.choice(ENDINGS)}"


def number_series(rng: random.Random) -> Iterator[str]:
    """Five digits each time, none twice: the part of a number that is not prefix or check digit."""
    return (f"{number:05d}" for number in rng.sample(range(10_000, 99_999), 5_000))


def _employer(
    rng: random.Random, trade: Trade, name: str, digits: str, is_member: bool, rank: int = 0
) -> PlannedEmployer:
    place = draw_place(rng)
    neq = neq_with_check_digit(f"1199{digits}")
    if name == SCENE_NAME:
        neq = SCENE_NEQ
    return PlannedEmployer(
        name=name,
        neq=None if name.endswith(" enr.") else neq,
        number=f"ENL990{digits}",
        place=place,
        trade=trade,
        is_member=is_member,
        rating_mode=_rating(rng, is_member, rank),
        standing=Standing.GOOD if is_member else _standing(rank),
        account_kind=_account(rng, name),
        contact=draw_person(rng, name),
        signatory=draw_name(rng),
        capacity=rng.choice(CAPACITIES),
        establishments=_establishments(rng, trade, name, digits, place),
    )


def _rating(rng: random.Random, is_member: bool, rank: int) -> RatingMode:
    """A member is never rated retrospectively (seed 001)."""
    if is_member:
        return rng.choice((RatingMode.PERSONALIZED, RatingMode.PERSONALIZED, RatingMode.UNIT))
    return (RatingMode.RETROSPECTIVE, RatingMode.UNIT, RatingMode.UNIT, RatingMode.PERSONALIZED)[
        rank % 4
    ]


def _standing(rank: int) -> Standing:
    return {3: Standing.BAD, 5: Standing.UNVERIFIED}.get(rank % 8, Standing.GOOD)


def _account(rng: random.Random, name: str) -> AccountKind:
    if name in (SCENE_NAME, SECOND_NAME):
        return AccountKind.FULL
    return rng.choice((AccountKind.FULL, AccountKind.FULL, AccountKind.EMPLOYER))


def _establishments(
    rng: random.Random, trade: Trade, name: str, digits: str, place: Place
) -> tuple[PlannedEstablishment, ...]:
    drawn = rng.choices((1, 2, 3, 4), (60, 24, 11, 5))[0]
    count = {SCENE_NAME: 2, SECOND_NAME: 1, "Gâteries Maribourg inc.": 4}.get(name, drawn)
    places = [place, *(draw_place_near(rng, place) for _ in range(count - 1))]
    return tuple(
        PlannedEstablishment(f"ETA99{digits}{rank:02d}", f"{kind} {_of(where.city)}", where)
        for rank, (kind, where) in enumerate(zip(trade.places, places, strict=False), start=1)
    )


def _of(city: str) -> str:
    return f"d’{city}" if city[0] in "AEÉIOU" else f"de {city}"
