"""An edition of the Entente as frozen values: written once, kept as JSON, filled when printed."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

# as seed 000 gives it, whatever the year
TITLE = (
    "Entente relative au regroupement d’employeurs aux fins de l’assujettissement à des taux "
    "personnalisés et au calcul de ces taux"
)
# what a text may leave to be filled: the facts of a mutuelle and of its year
PLACES = frozenset(
    (
        *("mutuelle_name", "mutuelle_number", "year", "previous_year", "next_year"),
        *("firm_name", "firm_address", "firm_contact", "firm_phone", "firm_email"),
    )
)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class UnknownPlaceholder(ValueError):
    """The text asks for a value that nobody gave."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The text of the Entente asks for {{{name}}}, which has no value.")


@dataclass(frozen=True)
class SubClause:
    """`number` is "5.1"; `items` are lettered a), b), c)… below `text`."""

    number: str
    text: str
    items: tuple[str, ...] = ()
    changed: bool = False

    def filled(self, values: Mapping[str, str]) -> "SubClause":
        items = tuple(fill(item, values) for item in self.items)
        return replace(self, text=fill(self.text, values), items=items)


@dataclass(frozen=True)
class Clause:
    """`changed` marks the whole clause; a change of one sub-clause is marked on that one."""

    number: int
    title: str
    sub_clauses: tuple[SubClause, ...]
    changed: bool = False

    def filled(self, values: Mapping[str, str]) -> "Clause":
        subs = tuple(sub.filled(values) for sub in self.sub_clauses)
        return replace(self, title=fill(self.title, values), sub_clauses=subs)


@dataclass(frozen=True)
class Edition:
    year: int
    clauses: tuple[Clause, ...]

    @property
    def title(self) -> str:
        return TITLE

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries, as a JSON column keeps them."""
        return json.loads(self.canonical())  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Edition":
        return cls(data["year"], tuple(_read_clause(clause) for clause in data["clauses"]))

    def canonical(self) -> str:
        """One spelling of the same edition, whatever wrote it: what the hash is taken of."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sha256(self) -> str:
        return self._sha256

    @cached_property
    def _sha256(self) -> str:
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    def filled(self, values: Mapping[str, str]) -> "Edition":
        """The same edition with each `{name}` replaced by its value, taken as it is."""
        return replace(self, clauses=tuple(clause.filled(values) for clause in self.clauses))


def _read_clause(data: Mapping[str, Any]) -> Clause:
    subs = tuple(
        SubClause(sub["number"], sub["text"], tuple(sub["items"]), sub["changed"])
        for sub in data["sub_clauses"]
    )
    return Clause(data["number"], data["title"], subs, data["changed"])


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace placeholders in one pass: braces inside a value are never read again."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            raise UnknownPlaceholder(name)
        return values[name]

    return PLACEHOLDER.sub(value, text)
