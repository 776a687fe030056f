"""What a compiled part is: everything that the linker needs, and nothing that lays out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.pdf.objects import Body, Ref, Words
from documents.pdf.shaping import TOO_CLOSE, Shaped, Typeface, Unfit
from documents.pdf.stand_ins import Pattern, Slot
from documents.pdf.template import tidy, value_of

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

    @property
    def automatic(self) -> bool:
        """Whether the linker knows every value of it: page numbers."""
        return all(slot.automatic for slot in self.pattern if isinstance(slot, Slot))

    def text(self, values: Mapping[str, str]) -> str:
        return filled(self.pattern, values)

    def lines(self, values: Mapping[str, str], typeface: Typeface) -> list[str]:
        text = self.text(values)
        lines = typeface.lines(text, self.room, self.size, self.spacing)
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
    """Names inside: `page 0`…, `element 0`…; shared objects are named by their hash."""

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
    signature: Signature = field(default=())

    def measure(self, values: Mapping[str, str]) -> Signature:
        """The signature of the layout that these values ask for, from that of the stand-ins."""
        splits = {}
        for paragraph in self.paragraphs:
            if not paragraph.automatic:
                lines = paragraph.lines(values, self.typefaces[paragraph.typeface])
                if len(lines) != len(paragraph.widths):
                    splits[paragraph.occurrence] = len(lines) - len(paragraph.widths)
        return tuple(sorted(splits.items()))

    def shape(self, number: int, values: Mapping[str, str]) -> list[Shaped]:
        """The lines of a paragraph, which must be as many as were compiled."""
        paragraph = self.paragraphs[number]
        face = self.typefaces[paragraph.typeface]
        lines = paragraph.lines(values, face)
        if len(lines) != len(paragraph.widths):
            raise Unfit(f"« {paragraph.text(values)} » demande une autre mise en page.")
        return [face.shape(line, paragraph.size, paragraph.spacing) for line in lines]

    def try_on(self, values: Mapping[str, str]) -> None:
        """Raise `Unfit` unless every text of these values fits this layout."""
        numbers = range(len(self.paragraphs))
        self.check_rows(
            {
                number: self.shape(number, values)
                for number in numbers
                if not self.paragraphs[number].automatic
            }
        )

    def check_rows(self, shaped: Mapping[int, list[Shaped]]) -> None:
        for row in self.rows:
            lines = [shaped[number][0] for number in row.paragraphs if number in shaped]
            if sum(line.width for line in lines) > row.room - TOO_CLOSE:
                raise Unfit("Les textes d’une même ligne n’y tiennent pas ensemble.")


def filled(pattern: Pattern, values: Mapping[str, str]) -> str:
    """The text with its values. Page numbers that nobody knows yet are missing values."""
    return "".join(
        piece if isinstance(piece, str) else tidy(value_of(piece.field, values))
        for piece in pattern
    )


def written(piece: Piece, part: Part, shaped: Mapping[int, list[Shaped]]) -> bytes:
    """The operators of a piece with its texts."""
    return b"".join(_operators(piece, part, shaped))


def _operators(piece: Piece, part: Part, shaped: Mapping[int, list[Shaped]]) -> Iterator[bytes]:
    for item in piece:
        if isinstance(item, bytes):
            yield item
        elif isinstance(item, Show):
            yield b"[%s] TJ\n" % shaped[item.paragraph][item.line].operand
        else:
            x = item.x
            for number, line, rate in item.shifts:
                x += rate * (shaped[number][line].width - part.paragraphs[number].widths[line])
            yield b"1 0 0 -1 %.6f %s Tm\n" % (x, item.y)
