"""The edition of 2021, written for this simulation: what the next one is held against.

Nothing is known of a text of that year. Seed 000 says which clauses the next edition changed, 5, 6
and 8.1: they are worded otherwise here, and all the rest is as the next edition says it, the
sentences that name the clauses changed from the year before included.
"""

from dataclasses import replace

from mutuelles.entente_text.edition_2021 import duties
from mutuelles.entente_text.edition_2022 import EDITION as NEXT
from mutuelles.entente_text.model import Clause, Edition
from mutuelles.entente_text.writing import sub

RATES = sub(
    "Pour l’année {year}, l’employeur est assujetti à des taux personnalisés. Ces taux sont "
    "calculés conformément au Règlement, sous réserve des modalités particulières que l’Entente "
    "prévoit.",
    changed=True,
)


def _clause(clause: Clause) -> Clause:
    if clause.number == 8:
        _first, *others = clause.sub_clauses
        return replace(clause, sub_clauses=(replace(RATES, number="8.1"), *others))
    return duties.CLAUSES.get(clause.number, clause)


EDITION = Edition(2021, tuple(map(_clause, NEXT.clauses)))
