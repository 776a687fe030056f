"""What a compiled part is: everything that the linker needs, and nothing that lays out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from documents.pdf.objects import Body, Ref, Words
from documents.pdf.shaping import PANGO_UNITS, TOO_CLOSE, Shaped, Typeface, Unfit
from documents.pdf.stand_ins import Pattern
from documents.pdf.template import MissingValue, tidy

# fewer operators than this between two texts are copied rather than shared (bytes)
WORTH_SHARING = 400

# which occurrences take more lines than their stand-ins, and how many more: what tells two
# layouts of a template apart
Signature = tuple[tuple[int, int], ...]


class Shift(NamedTuple):
    """A run moves by `rate` (−1 to 1, by halves) times what a line of text widens."""

    paragraph: int
    line: int
    rate: float


class Move(NamedTuple):
    """A `Tm` to write: where it was, and what it follows."""

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
    """A text with slots: its type, the room for it, its lines as they were compiled."""

    pattern: Pattern
    occurrence: int
    typeface: str
    size: float
    spacing: int
    room: float
    widths: tuple[float, ...]
    alone: bool  # nothing else stands on its lines
    automatic: bool  # page numbers, which the linker knows

    def shape(self, text: str, typeface: Typeface) -> list[Shaped]:
        """The lines of the text, as many as it takes."""
        lines = typeface.set(text, self.room, self.size, self.spacing)
        if len(lines) > 1 and not self.alone:
            raise Unfit(f"« {text} » ne tient pas sur la ligne qu’il partage.")
        return lines


class Alike(NamedTuple):
    """Paragraphs that say the same in the same way (on each page): their numbers, and the first.

    `text` has `%s` where the values of the fields go.
    """

    numbers: list[int]
    text: str
    fields: tuple[str, ...]
    paragraph: Paragraph
    typeface: Typeface


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
        given = values if isinstance(values, Given) else Given.of(values)
        shaped: dict[int, list[Shaped]] = {}
        splits: dict[int, int] = {}
        for numbers, text, fields, paragraph, typeface in self._alike:
            lines = paragraph.shape(text % tuple(map(given.__getitem__, fields)), typeface)
            shaped.update(dict.fromkeys(numbers, lines))
            if more := len(lines) - len(paragraph.widths):
                splits |= {self.paragraphs[number].occurrence: more for number in numbers}
        self._check_rows(shaped)
        return Setting(given, shaped, tuple(sorted(splits.items())))

    @cached_property
    def _alike(self) -> list[Alike]:
        """The paragraphs to set: not those with page numbers."""
        found: dict[tuple[object, ...], list[int]] = {}
        for number, its in enumerate(self.paragraphs):
            if not its.automatic:
                key = (its.pattern, its.typeface, its.size, its.spacing, its.room, its.alone)
                found.setdefault((*key, len(its.widths)), []).append(number)
        return [
            Alike(numbers, *_spelled(its.pattern), its, self.typefaces[its.typeface])
            for numbers in found.values()
            for its in [self.paragraphs[numbers[0]]]
        ]

    def _check_rows(self, shaped: Mapping[int, list[Shaped]]) -> None:
        for numbers, room in self._rows:
            if sum([shaped[number][0].width for number in numbers]) > room:
                raise Unfit("Les textes d’une même ligne n’y tiennent pas ensemble.")

    @cached_property
    def _rows(self) -> list[tuple[list[int], float]]:
        """The texts to set in each row, and the room that they have; rows alike count once."""
        first = {number: its.numbers[0] for its in self._alike for number in its.numbers}
        rows: dict[tuple[tuple[int, ...], float], None] = {}
        for row in self.rows:
            numbers = tuple(first[number] for number in row.paragraphs if number in first)
            # one letter-spacing more for each text, as WeasyPrint counts
            after = sum(self.paragraphs[number].spacing for number in numbers) / PANGO_UNITS
            rows[numbers, row.room - after - TOO_CLOSE] = None
        return [(list(numbers), room) for numbers, room in rows]


class Given(dict[str, str]):
    """The values of a part; those `of` somebody are tidied when they are asked for."""

    raw: Mapping[str, str] = {}

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Given":
        given = cls()
        given.raw = values
        return given

    def __missing__(self, field: str) -> str:
        if field not in self.raw:
            raise MissingValue(f"Le champ « {field} » n’a pas de valeur.")
        return self.setdefault(field, tidy(self.raw[field]))


class Setting(NamedTuple):
    """Values set in a part: the lines of each paragraph, and the layout that they ask for.

    The signature is empty when it is the layout of the part itself.
    """

    given: Given
    shaped: dict[int, list[Shaped]]
    signature: Signature


def filled(pattern: Pattern, given: Given) -> str:
    """The text with its values."""
    return "".join([piece if isinstance(piece, str) else given[piece.field] for piece in pattern])


def _spelled(pattern: Pattern) -> tuple[str, tuple[str, ...]]:
    text = "".join(item.replace("%", "%%") if isinstance(item, str) else "%s" for item in pattern)
    return text, tuple(item.field for item in pattern if not isinstance(item, str))


class Form(NamedTuple):
    """A piece in the shape that is filled fastest: bytes with `%`, and what fills them in order."""

    text: bytes
    blanks: tuple[Move | Show, ...]

    def filled(self, part: Part, shaped: Mapping[int, list[Shaped]]) -> bytes:
        return self.text % tuple(
            [
                shaped[item.paragraph][item.line].operand
                if isinstance(item, Show)
                else _followed(item.x, item.shifts, part, shaped)
                for item in self.blanks
            ]
        )


# layouts that say the same share it
@lru_cache(1 << 12)
def form(piece: Piece) -> Form:
    text = b"".join(
        item.replace(b"%", b"%%") if isinstance(item, bytes) else _blank(item) for item in piece
    )
    return Form(text, tuple(item for item in piece if not isinstance(item, bytes)))


def _blank(item: Move | Show) -> bytes:
    if isinstance(item, Show):
        return b"[%s] TJ\n"
    return b"1 0 0 -1 %%.6f %s Tm\n" % item.y.replace(b"%", b"%%")


def written(piece: Piece, part: Part, shaped: Mapping[int, list[Shaped]]) -> bytes:
    """The operators of a piece with its texts."""
    return form(piece).filled(part, shaped)


def settled(piece: Piece, part: Part, shaped: Mapping[int, list[Shaped]]) -> Piece:
    """The piece with the texts that are known, some of which others may follow."""
    return tuple(_settled(item, part, shaped) for item in piece)


def _settled(
    item: bytes | Move | Show, part: Part, shaped: Mapping[int, list[Shaped]]
) -> bytes | Move | Show:
    if isinstance(item, bytes):
        return item
    if isinstance(item, Show):
        return _operator(item, part, shaped) if item.paragraph in shaped else item
    known = tuple(shift for shift in item.shifts if shift.paragraph in shaped)
    unknown = tuple(shift for shift in item.shifts if shift.paragraph not in shaped)
    moved = Move(_followed(item.x, known, part, shaped), item.y, unknown)
    return moved if unknown else _operator(moved, part, shaped)


def _operator(item: Move | Show, part: Part, shaped: Mapping[int, list[Shaped]]) -> bytes:
    return written((item,), part, shaped)


def _followed(
    x: float, shifts: tuple[Shift, ...], part: Part, shaped: Mapping[int, list[Shaped]]
) -> float:
    for number, line, rate in shifts:
        x += rate * (shaped[number][line].width - part.paragraphs[number].widths[line])
    return x


def pieces(operators: list[bytes], changed: Mapping[int, Move | Show]) -> list[bytes | Piece]:
    """Operators that every document shares, and between them the pieces that each one writes."""
    found: list[bytes | Piece] = []
    static, dynamic = b"", list[bytes | Move | Show]()
    for rank, operator in enumerate(operators):
        if rank not in changed:
            static += operator.replace(b">0<", b"") + b"\n"
        elif dynamic and len(static) < WORTH_SHARING:
            dynamic += [static, changed[rank]]
            static = b""
        else:
            found += [tuple(dynamic), static] if dynamic else [static]
            static, dynamic = b"", [changed[rank]]
    found += [tuple(dynamic), static] if dynamic else [static]
    return [piece for piece in found if piece]
