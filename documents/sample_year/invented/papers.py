"""Which older papers an employer received in two years, and when they were read."""

import datetime as dt
import random
from collections.abc import Collection
from dataclasses import dataclass

from documents.choices import Subject
from documents.services.catalogue_texts import TYPES
from portal.choices import RatingMode

YEARS = (2020, 2021)
LAST_DAY = dt.date(2021, 12, 14)
SUBJECT_OF = {text.code: text.subject for text in TYPES}

# (code, first day, last day) of every year, as month and day
FOR_EVERYBODY = (
    ("avis-cotisation", (4, 12), (5, 21)),
    ("lettre-versements", (6, 3), (7, 9)),
    ("decision-classification", (10, 8), (10, 29)),
    ("attestation-conformite", (7, 20), (11, 25)),
    ("validation-conformite", (3, 2), (9, 30)),
    ("suivi-conformite", (2, 5), (11, 28)),
    ("rapport-intervention", (2, 10), (12, 10)),
    ("decision-partage", (3, 8), (11, 30)),
    ("decision-transfert", (3, 8), (11, 30)),
    ("decision-revision", (1, 18), (8, 31)),
)
BY_RATING = {
    RatingMode.PERSONALIZED: (
        ("avis-taux-personnalise", (1, 25), (1, 31)),
        ("calcul-taux-personnalise", (2, 3), (2, 26)),
    ),
    RatingMode.RETROSPECTIVE: (
        ("donnees-choix-limite", (11, 2), (11, 12)),
        ("document-retrospectif", (9, 7), (9, 30)),
    ),
    RatingMode.UNIT: (),
}
WITHDRAWN = 0.02  # share of the papers
WITHDRAWALS = (
    "Émis deux fois par erreur : l’autre exemplaire reste valable.",
    "Le taux inscrit n’était pas celui de l’année ; un document corrigé suivra.",
    "Destiné à un autre employeur du même groupe.",
)


@dataclass(frozen=True)
class PlannedPaper:
    """`reads` are the days of consultation, in order; a day may come twice."""

    code: str
    day: dt.date
    reads: tuple[dt.date, ...] = ()
    withdrawn_on: dt.date | None = None
    reason: str = ""


EXCLUSION = PlannedPaper("lettre-exclusion", dt.date(2021, 3, 15), (dt.date(2021, 3, 18),))


def draw_papers(
    rng: random.Random, rating: RatingMode, subjects: Collection[Subject], count: int
) -> list[PlannedPaper]:
    """`count` papers of the subjects that the employer may read, oldest first."""
    calendar = FOR_EVERYBODY + BY_RATING[rating]
    possible = [
        (code, _draw_day(rng, year, first, last))
        for year in YEARS
        for code, first, last in calendar
        if SUBJECT_OF[code] in subjects
    ]
    chosen = rng.sample(possible, count)
    papers = [_draw_life(rng, code, day) for code, day in chosen]
    return sorted(papers, key=lambda paper: (paper.day, paper.code))


def _draw_day(
    rng: random.Random, year: int, first: tuple[int, int], last: tuple[int, int]
) -> dt.date:
    """A working day of the period."""
    begin, end = dt.date(year, *first), dt.date(year, *last)
    day = begin + dt.timedelta(days=rng.randint(0, (end - begin).days))
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _draw_life(rng: random.Random, code: str, day: dt.date) -> PlannedPaper:
    """One paper in five is not read yet; a few are withdrawn after that."""
    count = rng.choices((0, 1, 2, 3), (20, 50, 20, 10))[0]
    later = [day + dt.timedelta(days=rng.randint(0, 25)) for _ in range(count + 1)]
    *reads, end = (min(one, LAST_DAY) for one in sorted(later))
    if rng.random() < WITHDRAWN:
        return PlannedPaper(code, day, tuple(reads), end, rng.choice(WITHDRAWALS))
    return PlannedPaper(code, day, tuple(reads))
