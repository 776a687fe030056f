"""A layout ready to be filled: what each document writes after the prefix.

Nothing here knows HTML, WeasyPrint or Django: texts are shaped and put in their places; `tail`
numbers what comes out, seals it and writes the cross-reference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from documents.pdf import qr
from documents.pdf.attachment import attached
from documents.pdf.case import Unfit
from documents.pdf.forms import Form, form
from documents.pdf.metadata import Description, info, xmp
from documents.pdf.objects import streamed, string
from documents.pdf.parts import Part, Piece, Setting, filled
from documents.pdf.prefix import Prefix
from documents.pdf.seal import Signer
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
        for leaf, blank in self._forms:
            yield streamed(b"", blank.filled(settings[leaf].shaped))

    @cached_property
    def _forms(self) -> list[tuple[int, Form]]:
        return [(leaf, form(piece)) for leaf, piece in self.writings]

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
