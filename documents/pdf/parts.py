"""What a compiled part is: everything that the linker needs, and nothing that lays out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.pdf.objects import Body, Ref, Words
from documents.pdf.shaping import TOO_CLOSE, Shaped, Typeface, Unfit
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

    def shape(self, given: "Given", typeface: Typeface) -> list[Shaped]:
        """The lines of the text, as many as it takes."""
        text = filled(self.pattern, given)
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
        given = Given.of(values)
        shaped = {
            number: paragraph.shape(given, self.typefaces[paragraph.typeface])
            for number, paragraph in enumerate(self.paragraphs)
            if not paragraph.automatic
        }
        self._check_rows(shaped)
        return Setting(given, shaped, self._signature(shaped))

    def _signature(self, shaped: Mapping[int, list[Shaped]]) -> Signature:
        """What these texts take more than the layout has."""
        splits = {}
        for number, lines in shaped.items():
            paragraph = self.paragraphs[number]
            if len(lines) != len(paragraph.widths):
                splits[paragraph.occurrence] = len(lines) - len(paragraph.widths)
        return tuple(sorted(splits.items()))

    def _check_rows(self, shaped: Mapping[int, list[Shaped]]) -> None:
        for row in self.rows:
            lines = [shaped[number][0] for number in row.paragraphs if number in shaped]
            if sum(line.width for line in lines) > row.room - TOO_CLOSE:
                raise Unfit("Les textes d’une même ligne n’y tiennent pas ensemble.")


class Given(dict[str, str]):
    """The values of a part, tidied."""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Given":
        return cls((field, tidy(value)) for field, value in values.items())

    def __missing__(self, field: str) -> str:
        raise MissingValue(f"Le champ « {field} » n’a pas de valeur.")


class Setting(NamedTuple):
    """Values set in a part: the lines of each paragraph, and the layout that they ask for.

    The signature is empty when it is the layout of the part itself.
    """

    given: Given
    shaped: dict[int, list[Shaped]]
    signature: Signature


def filled(pattern: Pattern, given: Given) -> str:
    """The text with its values."""
    return "".join(piece if isinstance(piece, str) else given[piece.field] for piece in pattern)


def written(piece: Piece, part: Part, shaped: Mapping[int, list[Shaped]]) -> bytes:
    """The operators of a piece with its texts."""
    return b"".join(
        item if isinstance(item, bytes) else _operator(item, part, shaped) for item in piece
    )


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
    if isinstance(item, Show):
        return b"[%s] TJ\n" % shaped[item.paragraph][item.line].operand
    return b"1 0 0 -1 %.6f %s Tm\n" % (_followed(item.x, item.shifts, part, shaped), item.y)


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
