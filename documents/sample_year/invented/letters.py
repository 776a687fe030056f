"""Older papers of one page, written from a seed; every figure in them is invented."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from documents.sample_year.invented.letter_texts import (
    FICTITIOUS,
    REASONS,
    TEXTS,
    VERDICTS,
    VISITS,
)
from mutuelles.entente_text.typography import NO_BREAK, typeset

Table = dict[str, list]


@dataclass(frozen=True)
class Facts:
    """What a letter may speak of. `unit` is one that no classification knows."""

    day: dt.date
    establishment: str
    unit: str
    mutuelle: str


@dataclass(frozen=True)
class Letter:
    paragraphs: list[str]
    table: Table | None


def write(code: str, facts: Facts, rng: random.Random) -> Letter:
    """The letter of a type of document, by its code."""
    values = {
        "last_year": facts.day.year - 1,
        "year": facts.day.year,
        "next_year": facts.day.year + 1,
        "establishment": facts.establishment,
        "unit": facts.unit,
        "mutuelle": facts.mutuelle,
        "fictitious": FICTITIOUS,
        "reason": rng.choice(REASONS),
        "visit": rng.choice(VISITS),
        "verdict": rng.choice(VERDICTS),
        "part": rng.choice((20, 25, 40, 50)),
        "file": f"DPI99{rng.randint(10_000, 99_999)}",
        "report": f"RAP99{rng.randint(10_000, 99_999)}",
    }
    paragraphs = [" ".join(block.split()) for block in TEXTS[code].split("\n\n")]
    table = TABLES[code](facts, rng) if code in TABLES else None
    return Letter([typeset(paragraph.format(**values)) for paragraph in paragraphs], table)


def money(amount: Decimal) -> str:
    """`1 879,56 $` with the spaces of French."""
    text = f"{amount:,.2f}".replace(",", NO_BREAK).replace(".", ",")
    return f"{text}{NO_BREAK}$"


def decimals(value: float, places: int = 2) -> str:
    return f"{value:.{places}f}".replace(".", ",")


def _draw_amount(rng: random.Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low * 100, high * 100)) / 100


def _table(head: list[str], *rows: list[str]) -> Table:
    return {"head": [typeset(cell) for cell in head], "rows": list(rows)}


def _classification(facts: Facts, rng: random.Random) -> Table:
    rate = rng.uniform(1.2, 6.8)
    row = [facts.unit, decimals(rate), decimals(rate + 0.08)]
    return _table(["Unité", "Taux par 100 $", "Taux de versement périodique"], row)


def _rate(facts: Facts, rng: random.Random) -> Table:
    unit, index = rng.uniform(1.4, 6.5), rng.uniform(0.7, 1.35)
    indices = [decimals(index, 4), decimals(index * rng.uniform(0.9, 1.1), 4)]
    return _table(
        ["Unité", "Taux de l’unité", "Indice, court terme", "Indice, long terme", "Taux"],
        [facts.unit, decimals(unit), *indices, decimals(unit * index)],
    )


def _experience(facts: Facts, rng: random.Random) -> Table:
    years = range(facts.day.year - 4, facts.day.year - 1)
    rows = [
        [str(year), money(_draw_amount(rng, 180_000, 900_000)), money(_draw_amount(rng, 0, 14_000))]
        for year in years
    ]
    return _table(["Année", "Salaires assurables", "Coût retenu"], *rows)


def _limit(facts: Facts, rng: random.Random) -> Table:
    assessment = _draw_amount(rng, 500_000, 1_400_000)
    return _table(
        ["Donnée", "Valeur"],
        ["Cotisation estimée", money(assessment)],
        ["Part de risque estimée", money(assessment * Decimal("0.62"))],
    )


def _adjustment(facts: Facts, rng: random.Random) -> Table:
    return _table(
        [f"Année {facts.day.year - 2}", "Montant"],
        ["Cotisation provisoire", money(_draw_amount(rng, 520_000, 900_000))],
        ["Cotisation ajustée", money(_draw_amount(rng, 500_000, 920_000))],
    )


def _assessment(facts: Facts, rng: random.Random) -> Table:
    wages, rate = _draw_amount(rng, 150_000, 1_900_000), _draw_amount(rng, 1, 6)
    due = round(wages * rate / 100, 2)
    paid = round(due * rng.randint(80, 105) / 100, 2)
    return _table(
        ["Élément", "Montant"],
        ["Salaires assurables", money(wages)],
        ["Taux par 100\N{NO-BREAK SPACE}$", decimals(float(rate))],
        ["Cotisation", money(due)],
        ["Versements reçus", money(paid)],
        ["Solde", money(due - paid)],
    )


def _revised_rate(facts: Facts, rng: random.Random) -> Table:
    before = rng.uniform(1.3, 5.5)
    return _table(
        ["Taux", "Par 100 $ de salaires"],
        ["Ancien", decimals(before)],
        ["Nouveau", decimals(before * rng.uniform(0.85, 1.15))],
    )


TABLES: dict[str, Callable[[Facts, random.Random], Table]] = {
    "decision-classification": _classification,
    "avis-taux-personnalise": _rate,
    "calcul-taux-personnalise": _experience,
    "donnees-choix-limite": _limit,
    "document-retrospectif": _adjustment,
    "avis-cotisation": _assessment,
    "lettre-versements": _revised_rate,
}
