"""Short names to write an edition with; they number and typeset what they are given."""

from dataclasses import replace

from mutuelles.entente_text.model import Clause, SubClause
from mutuelles.entente_text.typography import typeset


def sub(text: str, *items: str, changed: bool = False) -> SubClause:
    """A sub-clause that its clause will number."""
    return SubClause("", typeset(text), tuple(typeset(item) for item in items), changed)


def clause(number: int, title: str, *sub_clauses: SubClause, changed: bool = False) -> Clause:
    numbered = tuple(
        replace(sub_clause, number=f"{number}.{position}")
        for position, sub_clause in enumerate(sub_clauses, start=1)
    )
    return Clause(number, typeset(title), numbered, changed)
