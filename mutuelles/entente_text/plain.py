"""An edition as plain text, for people to write the next one; what they wrote, read by line.

    5. Obligations de l’employeur
    5.8 Il avise le gestionnaire sans délai :
    a) de l’ouverture d’un établissement ;
    b) d’un changement de nom.

A line that begins otherwise goes on with the one above it; marks of change are not written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

from django.utils.translation import gettext as _

from mutuelles.entente_text.model import PLACEHOLDER, PLACES, Clause, Edition, SubClause
from mutuelles.entente_text.typography import typeset

TITLE = re.compile(r"(\d{1,3})\. +(.+)")
SUB = re.compile(r"(\d{1,3}\.\d{1,3}) +(.+)")
ITEM = re.compile(r"([a-z])\) +(.+)")
SPACES = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    message: str


@dataclass(frozen=True)
class Reading:
    """The edition that was understood, whole only where there is no fault."""

    edition: Edition
    faults: list[Fault]


def write(edition: Edition) -> str:
    return "\n".join(_lines(edition)).strip() + "\n"


def _lines(edition: Edition) -> Iterator[str]:
    for clause in edition.clauses:
        yield from ("", f"{clause.number}. {clause.title}", "")
        for sub in clause.sub_clauses:
            yield f"{sub.number} {sub.text}"
            yield from (f"{letter}) {item}" for letter, item in _lettered(sub.items))


def _lettered(items: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return zip(ascii_lowercase, items, strict=False)


# ---- reading


@dataclass
class Lines:
    """A text that goes over several lines, and the number of the first."""

    line: int
    text: str


@dataclass
class Sub:
    said: Lines
    items: list[Lines] = field(default_factory=list)


@dataclass
class Part:
    title: Lines
    subs: list[Sub] = field(default_factory=list)


def read(text: str, year: int) -> Reading:
    """What was written, clause by clause; never raises for line 212."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        if plain := SPACES.sub(" ", line).strip():
            reader.take(number, plain)
    faults = sorted([*reader.faults, *_odd(reader.parts)], key=lambda fault: fault.line)
    return Reading(Edition(year, tuple(_clauses(reader.parts))), faults)


class _Reader:
    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.faults: list[Fault] = []

    def take(self, number: int, line: str) -> None:
        if found := SUB.fullmatch(line):
            self._sub(number, *found.groups())
        elif found := TITLE.fullmatch(line):
            self._title(number, *found.groups())
        elif found := ITEM.fullmatch(line):
            self._item(number, *found.groups())
        elif last := self._last():
            last.text += f" {line}"
        else:
            self._fault(number, _("Le texte commence par un titre : « 1. Objet »."))

    def _title(self, number: int, rank: str, title: str) -> None:
        self.parts.append(Part(Lines(number, title)))
        self._expect(number, rank, str(len(self.parts)))

    def _sub(self, number: int, rank: str, text: str) -> None:
        if not self.parts:
            self._fault(number, _("Cette clause n’a pas de titre au-dessus d’elle."))
            return
        subs = self.parts[-1].subs
        subs.append(Sub(Lines(number, text)))
        self._expect(number, rank, f"{len(self.parts)}.{len(subs)}")

    def _item(self, number: int, letter: str, text: str) -> None:
        if not self.parts or not self.parts[-1].subs:
            self._fault(number, _("Cet alinéa n’a pas de clause au-dessus de lui."))
            return
        items = self.parts[-1].subs[-1].items
        items.append(Lines(number, text))
        self._expect(number, letter, ascii_lowercase[(len(items) - 1) % 26])

    def _last(self) -> Lines | None:
        """What a line without a number goes on with."""
        if not self.parts:
            return None
        part = self.parts[-1]
        if not part.subs:
            return part.title
        return part.subs[-1].items[-1] if part.subs[-1].items else part.subs[-1].said

    def _expect(self, number: int, found: str, expected: str) -> None:
        if found != expected:
            message = _("On lit %(found)s : on attend %(expected)s.")
            self._fault(number, message % {"found": found, "expected": expected})

    def _fault(self, line: int, message: str) -> None:
        self.faults.append(Fault(line, message))


def _odd(parts: list[Part]) -> Iterator[Fault]:
    """Clauses that say nothing, and places that nothing fills."""
    if not parts:
        yield Fault(1, _("Ce texte n’a aucune clause."))
    for part in parts:
        if not part.subs:
            yield Fault(part.title.line, _("Cette clause a un titre et ne dit rien."))
        for lines in _texts(part):
            yield from _unfilled(lines)


def _texts(part: Part) -> Iterator[Lines]:
    yield part.title
    for sub in part.subs:
        yield from (sub.said, *sub.items)


def _unfilled(lines: Lines) -> Iterator[Fault]:
    unknown = sorted(set(PLACEHOLDER.findall(lines.text)) - PLACES)
    if unknown or set("{}") & set(PLACEHOLDER.sub("", lines.text)):
        message = _("Entre accolades, on ne peut écrire que : %(names)s.")
        yield Fault(lines.line, message % {"names": ", ".join(sorted(PLACES))})


def _clauses(parts: list[Part]) -> Iterator[Clause]:
    for rank, part in enumerate(parts, start=1):
        subs = (
            SubClause(
                f"{rank}.{place}",
                typeset(sub.said.text),
                tuple(typeset(item.text) for item in sub.items),
            )
            for place, sub in enumerate(part.subs, start=1)
        )
        yield Clause(rank, typeset(part.title.text), tuple(subs))
