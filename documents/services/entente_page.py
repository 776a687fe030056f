"""The Entente as its pages show it: marks of change in words, items with their letters."""

from string import ascii_lowercase
from typing import Any

from mutuelles.entente_text.model import Clause, Edition, SubClause

# « 1er » is raised in print: a text is the pieces around it
FIRST = "1er\u00a0"


def page_of(edition: Edition, digest: str) -> dict[str, Any]:
    """What the template asks for; `digest` is the hash of the text before it was filled."""
    clauses = [_clause(clause, edition.year) for clause in edition.clauses]
    half = (len(clauses) + 1) // 2
    return {
        "year": edition.year,
        "label": str(edition.year),
        "start": " ".join(groups(digest)[:3]),
        "clauses": clauses,
        "columns": [clauses[:half], clauses[half:]],
        "changed": _enumerate(_changed(edition)),
    }


def groups(digest: str) -> list[str]:
    """A hash in groups of four, to be read aloud."""
    return [digest[start : start + 4] for start in range(0, len(digest), 4)]


def _clause(clause: Clause, year: int) -> dict[str, Any]:
    changed = [sub.number for sub in clause.sub_clauses if sub.changed]
    mark = f"modifiée en {year}" if clause.changed else ""
    if changed and not clause.changed:
        mark = f"{', '.join(changed)} modifiée en {year}"
    return {
        "number": clause.number,
        "title": clause.title,
        "changed": clause.changed,
        "mark": mark,
        "sub_clauses": [
            _sub_clause(sub, marked=sub.changed or (clause.changed and position == 0))
            for position, sub in enumerate(clause.sub_clauses)
        ],
    }


def _sub_clause(sub: SubClause, *, marked: bool) -> dict[str, Any]:
    items = [item.split(FIRST) for item in sub.items]
    return {
        "number": sub.number,
        "text": sub.text.split(FIRST),
        "items": list(zip(ascii_lowercase, items, strict=False)),
        "changed": sub.changed,
        "mark": marked,
    }


def _changed(edition: Edition) -> list[str]:
    """« 5 » for a whole clause, « 8.1 » for one of its sub-clauses."""
    found: list[str] = []
    for clause in edition.clauses:
        subs = [sub.number for sub in clause.sub_clauses if sub.changed]
        found += [str(clause.number)] if clause.changed else subs
    return found


def _enumerate(numbers: list[str]) -> str:
    """« à la clause 5 », « aux clauses 5, 6 et 8.1 », or nothing."""
    if len(numbers) < 2:
        return "".join(f"à la clause\u00a0{number}" for number in numbers)
    return f"aux clauses\u00a0{', '.join(numbers[:-1])} et\u00a0{numbers[-1]}"
