"""What a compiled part is: everything that the linker needs, and nothing that lays out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from documents.pdf.case import PANGO_UNITS, Shaped, Unfit
from documents.pdf.objects import Body, Ref, Words
from documents.pdf.shaping import TOO_CLOSE, Typeface
from documents.pdf.stand_ins import Pattern
from documents.pdf.template import MissingValue, tidy

# values of a text whose lines are kept
SAID = 256

# which occurrences take more lines than their stand-ins, and how many more: what tells two
# layouts of a template apart
Signature = tuple[tuple[int, int], ...]


class Shift(NamedTuple):
    """A run moves by `rate` (−1 to 1, by halves) times the width of a line of text."""

    paragraph: int
    line: int
    rate: float


class Move(NamedTuple):
    """A `Tm` to write: where it would be if what it follows had no width, and what it follows."""

    x: float
    y: bytes
    shifts: tuple[Shift, ...]


class Show(NamedTuple):
    """A `TJ` to write."""

    paragraph: int
    line: int


Piece = tuple[bytes | Move | Show, ...]


@dataclass(frozen=True)
class Paragraph:
    """A text with slots: its type, the room for it, the lines that it was compiled with."""

    pattern: Pattern
    occurrence: int
    typeface: str
    size: float
    spacing: int
    room: float
    lines: int
    alone: bool  # nothing else stands on its lines
    automatic: bool  # page numbers, which the linker knows

    def shape(self, text: str, typeface: Typeface) -> list[Shaped]:
        """The lines of the text, as many as it takes."""
        lines = typeface.set(text, self.room, self.size, self.spacing)
        if len(lines) > 1 and not self.alone:
            raise Unfit(f"« {text} » ne tient pas sur la ligne qu’il partage.")
        return lines


class Row(NamedTuple):
    """Paragraphs of one line that they share, and the room for all of them."""

    paragraphs: tuple[int, ...]
    room: float


@dataclass(frozen=True)
class Page:
    """A page: its dictionary, the owner of each mark, its operators in pieces."""

    words: Words
    owners: Words
    pieces: tuple[Ref | Piece, ...]


@dataclass(frozen=True)
class Bookmark:
    title: Pattern
    page: int
    place: bytes
    children: tuple["Bookmark", ...] = ()


@dataclass(frozen=True, eq=False)
class Part:
    """Names inside: `page 0`…, `element 0`…, `picture 0`…; shared objects are named by hash."""

    objects: Mapping[str, Body]
    pages: tuple[Page, ...]
    elements: tuple[Words, ...]
    roots: tuple[Ref, ...]
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    bookmarks: tuple[Bookmark, ...]
    anchors: Mapping[str, int]
    typefaces: Mapping[str, Typeface]
    title: Pattern
    intents: Words
    language: str
    author: str
    created: str
    signature: Signature
    # the fields of the pictures that each document draws, by name inside
    pictures: Mapping[str, str] = field(default_factory=dict)

    def set(self, values: Mapping[str, str]) -> "Setting":
        """The texts of these values on their lines. Raises `Unfit` when one cannot be set."""
        given = Given(values)
        shaped = [alike.lines(*map(given.__getitem__, alike.fields)) for alike in self.alike]
        for ranks, room in self._rows:
            if sum([shaped[rank][0].width for rank in ranks]) > room:
                raise Unfit("Les textes d’une même ligne n’y tiennent pas ensemble.")
        fits = list(map(len, shaped)) == self._counts
        return Setting(given, shaped, () if fits else self._signature(shaped))

    @cached_property
    def alike(self) -> list["Alike"]:
        """The texts to set, each once: not the page numbers."""
        found: dict[Paragraph, list[int]] = {}
        for number, its in enumerate(self.paragraphs):
            if not its.automatic:
                found.setdefault(replace(its, occurrence=0), []).append(number)
        return [self._said(its, numbers) for its, numbers in found.items()]

    def _said(self, paragraph: Paragraph, numbers: list[int]) -> "Alike":
        _, fields = _spelled(paragraph.pattern)
        # variants of a layout differ by the number of lines
        lines = _setter(replace(paragraph, lines=0), self.typefaces[paragraph.typeface])
        return Alike(paragraph, numbers, fields, lines)

    @cached_property
    def rank(self) -> Mapping[int, int]:
        """For each paragraph, which of those alike it is."""
        return {number: rank for rank, its in enumerate(self.alike) for number in its.numbers}

    @cached_property
    def _counts(self) -> list[int]:
        return [alike.paragraph.lines for alike in self.alike]

    def _signature(self, shaped: Sequence[list[Shaped]]) -> Signature:
        more = {
            self.paragraphs[number].occurrence: len(lines) - alike.paragraph.lines
            for alike, lines in zip(self.alike, shaped, strict=True)
            if len(lines) != alike.paragraph.lines
            for number in alike.numbers
        }
        return tuple(sorted(more.items()))

    @cached_property
    def _rows(self) -> list[tuple[list[int], float]]:
        """The texts to set in each row, and the room that they have; rows alike count once."""
        rows: dict[tuple[tuple[int, ...], float], None] = {}
        for row in self.rows:
            numbers = [number for number in row.paragraphs if number in self.rank]
            # one letter-spacing more for each text, as WeasyPrint counts
            after = sum(self.paragraphs[number].spacing for number in numbers) / PANGO_UNITS
            rows[tuple(map(self.rank.__getitem__, numbers)), row.room - after - TOO_CLOSE] = None
        return [(list(ranks), room) for ranks, room in rows]


class Alike(NamedTuple):
    """Paragraphs that say the same in the same way (on each page, say), set once for all."""

    paragraph: Paragraph
    numbers: list[int]
    fields: tuple[str, ...]
    lines: Callable[..., list[Shaped]]


@lru_cache(1 << 10)
def _setter(paragraph: Paragraph, typeface: Typeface) -> Callable[..., list[Shaped]]:
    """Gives the lines of a paragraph for the values of its fields; parts share it.

    What several documents say of their mutuelle is kept: the rest passes through.
    """
    text, _ = _spelled(paragraph.pattern)

    @lru_cache(SAID)
    def lines(*values: str) -> list[Shaped]:
        return paragraph.shape(text % tuple(map(tidy, values)), typeface)

    return lines


class Given(dict[str, str]):
    """The values of a part, by field."""

    def __missing__(self, field: str) -> str:
        raise MissingValue(f"Le champ « {field} » n’a pas de valeur.")


class Setting(NamedTuple):
    """Values set in a part: the lines of each of its texts, and the layout that they ask for.

    The signature is empty when it is the layout of the part itself.
    """

    given: Given
    shaped: list[list[Shaped]]
    signature: Signature


def filled(pattern: Pattern, given: Given) -> str:
    """The text with its values."""
    text, fields = _spelled(pattern)
    return text % tuple([tidy(given[field]) for field in fields])


@lru_cache(1 << 12)
def _spelled(pattern: Pattern) -> tuple[str, tuple[str, ...]]:
    """The text with `%s` where the values of the fields go."""
    text = "".join(item.replace("%", "%%") if isinstance(item, str) else "%s" for item in pattern)
    return text, tuple(item.field for item in pattern if not isinstance(item, str))
