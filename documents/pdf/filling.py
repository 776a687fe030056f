"""A layout ready to be filled: what each document writes after the prefix.

Nothing here knows HTML, WeasyPrint or Django: texts are shaped and put in their places; `tail`
numbers what comes out, seals it and writes the cross-reference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from documents.pdf import qr
from documents.pdf.attachment import attached
from documents.pdf.metadata import Description, info, xmp
from documents.pdf.objects import streamed, string
from documents.pdf.parts import (
    Form,
    Move,
    Paragraph,
    Part,
    Piece,
    Setting,
    Shift,
    Show,
    filled,
    form,
)
from documents.pdf.prefix import Prefix
from documents.pdf.seal import Signer
from documents.pdf.shaping import Unfit
from documents.pdf.stand_ins import Pattern
from documents.pdf.tail import Issued, end

METADATA = b"/Type/Metadata/Subtype/XML"
PICTURE = (
    b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1"
    b"/Interpolate false" % (qr.SIZE, qr.SIZE)
)


class Writing(NamedTuple):
    """A piece of a page that each document writes."""

    leaf: int
    piece: Piece


class Pictured(NamedTuple):
    """A QR code that each document draws; `name` is that of the part."""

    leaf: int
    name: str
    field: str


class Titled(NamedTuple):
    """A bookmark whose title holds a value; the rest of it is written already."""

    leaf: int
    title: Pattern
    rest: bytes


@dataclass(frozen=True)
class Linked:
    """The parts, the prefix they share, and what is left to write.

    Objects of the tail, from `prefix.first`: streams, pictures, bookmarks, metadata, Info, catalog,
    attached file. `catalog` has the words of the catalog but for the attached file.
    """

    parts: tuple[Part, ...]
    prefix: Prefix
    catalog: bytes
    writings: tuple[Writing, ...]
    pictured: tuple[Pictured, ...]
    titled: tuple[Titled, ...]

    @property
    def pages(self) -> int:
        return sum(len(part.pages) for part in self.parts)

    def fill(
        self,
        settings: Sequence[Setting],
        created: date,
        *,
        data: bytes = b"",
        signer: Signer | None = None,
    ) -> Issued:
        """The document of these values, set in each part in order.

        `data` (JSON) is attached to it when there is any; a `signer` seals it.
        """
        bodies = [
            *self._streams(settings),
            *self._pictures(settings),
            *self._bookmarks(settings),
            *self._description(settings[0], created, part=3 if data else 2),
        ]
        catalog = self.prefix.first + len(bodies)
        files, words = attached(data, created, catalog + 1) if data else ([], b"")
        bodies += [b"<</Type/Catalog%s%s>>" % (self.catalog, words), *files]
        return end(self.prefix, bodies, catalog, created, signer)

    def _streams(self, settings: Sequence[Setting]) -> Iterator[bytes]:
        if any(setting.signature for setting in settings):
            raise Unfit("Ces valeurs demandent une autre mise en page.")
        for leaf, part, blank in self._forms:
            yield streamed(b"", blank.filled(part, settings[leaf].shaped))

    @cached_property
    def _forms(self) -> list[tuple[int, Part, Form]]:
        return [(leaf, self.parts[leaf], form(piece)) for leaf, piece in self.writings]

    def _pictures(self, settings: Sequence[Setting]) -> Iterator[bytes]:
        for leaf, _, held in self.pictured:
            yield streamed(PICTURE, qr.bits(settings[leaf].given[held]))

    def _bookmarks(self, settings: Sequence[Setting]) -> Iterator[bytes]:
        for leaf, title, rest in self.titled:
            yield b"<</Title %s%s>>" % (string(filled(title, settings[leaf].given)), rest)

    def _description(self, setting: Setting, created: date, *, part: int) -> Iterator[bytes]:
        """What the file says of itself: the first part speaks for the whole."""
        first = self.parts[0]
        title = filled(first.title, setting.given)
        described = Description(title, first.author, first.language, created, part)
        yield streamed(METADATA, xmp(described))
        yield info(described)


def told(piece: Piece, part: Part) -> Piece:
    """The piece in terms of the first of the paragraphs that are the same.

    The header of each page comes out as one piece, to be written once.
    """
    first = _firsts(part)

    def moved(shift: Shift) -> Shift:
        return shift._replace(paragraph=first[shift.paragraph])

    def told_of(item: bytes | Move | Show) -> bytes | Move | Show:
        if isinstance(item, Show):
            return item._replace(paragraph=first[item.paragraph])
        if isinstance(item, Move):
            return item._replace(shifts=tuple(map(moved, item.shifts)))
        return item

    return tuple(map(told_of, piece))


@lru_cache(256)
def _firsts(part: Part) -> list[int]:
    """For each paragraph, the first that says the same in the same way, maybe itself."""
    found: dict[Paragraph, int] = {}
    return [
        found.setdefault(replace(its, occurrence=0), number)
        for number, its in enumerate(part.paragraphs)
    ]


def shown(piece: Piece) -> set[int]:
    """The paragraphs of which a piece writes lines, or that it follows."""
    moves = {
        shift.paragraph
        for item in piece
        if not isinstance(item, bytes | Show)
        for shift in item.shifts
    }
    return moves | {item.paragraph for item in piece if isinstance(item, Show)}
