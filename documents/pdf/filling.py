"""A layout ready to be filled: the tail of a document, and the hash of the whole.

Nothing here knows HTML, WeasyPrint or Django: texts are shaped, put in their places, and the
cross-reference is written. The hash goes on from that of the prefix, which is computed once.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from documents.pdf.metadata import Description, info, xmp
from documents.pdf.objects import string
from documents.pdf.parts import Part, Piece, Setting, Show, filled, written
from documents.pdf.shaping import Unfit
from documents.pdf.stand_ins import Pattern

METADATA = b"/Type/Metadata/Subtype/XML"
TRAILER = (
    b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
    b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
)


class Issued(NamedTuple):
    """A document: its bytes are `prefix + tail`."""

    prefix: bytes
    tail: bytes
    sha256: str

    @property
    def content(self) -> bytes:
        return self.prefix + self.tail


class Writing(NamedTuple):
    """A piece of a page that each document writes."""

    leaf: int
    piece: Piece


class Titled(NamedTuple):
    """A bookmark whose title holds a value; the rest of it is written already."""

    leaf: int
    title: Pattern
    rest: bytes


class Entry(NamedTuple):
    """A line of the cross-reference: kind, then offset or container, then rank there."""

    kind: int
    where: int
    rank: int = 0

    def packed(self) -> bytes:
        return struct.pack(">BIH", *self)


@dataclass(frozen=True)
class Linked:
    """The parts, the prefix they share, and what is left to write.

    Objects of the tail are numbered from `first`: streams, bookmarks, metadata, Info, then the
    cross-reference. `entries` is the part of the latter that describes the prefix.
    """

    parts: tuple[Part, ...]
    prefix: bytes
    entries: bytes
    first: int
    catalog: int
    writings: tuple[Writing, ...]
    titled: tuple[Titled, ...]

    def fill(self, settings: Sequence[Setting], created: date) -> Issued:
        """The document of these values, set in each part in order."""
        bodies = [
            *self._streams(settings),
            *self._bookmarks(settings),
            *self._description(settings[0], created),
        ]
        return self._issued(bodies)

    def _streams(self, settings: Sequence[Setting]) -> Iterator[bytes]:
        if any(setting.signature for setting in settings):
            raise Unfit("Ces valeurs demandent une autre mise en page.")
        for leaf, piece in self.writings:
            yield _stream(written(piece, self.parts[leaf], settings[leaf].shaped))

    def _bookmarks(self, settings: Sequence[Setting]) -> Iterator[bytes]:
        for leaf, title, rest in self.titled:
            yield b"<</Title %s%s>>" % (string(filled(title, settings[leaf].given)), rest)

    def _description(self, setting: Setting, created: date) -> Iterator[bytes]:
        """What the file says of itself: the first part speaks for the whole."""
        part = self.parts[0]
        title = filled(part.title, setting.given)
        described = Description(title, part.author, part.language, created)
        yield _stream(xmp(described), METADATA)
        yield info(described)

    def _issued(self, bodies: list[bytes]) -> Issued:
        objects, entries, position = [], [], len(self.prefix)
        for number, body in enumerate(bodies, self.first):
            entries.append(Entry(1, position).packed())
            objects.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            position += len(objects[-1])
        written_so_far = b"".join(objects)
        digest = self._digest.copy()
        digest.update(written_so_far)
        identifier = digest.hexdigest()[:32].encode()
        last = self._cross_reference(entries, position, identifier)
        digest.update(last)
        return Issued(self.prefix, written_so_far + last, digest.hexdigest())

    def _cross_reference(self, entries: list[bytes], position: int, identifier: bytes) -> bytes:
        number = self.first + len(entries)
        table = self._table(b"".join([*entries, Entry(1, position).packed()]))
        body = TRAILER % (
            number + 1,
            self.catalog,
            number - 1,
            identifier,
            identifier,
            len(table),
            table,
        )
        return b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, body, position)

    def _table(self, entries: bytes) -> bytes:
        """The prefix's entries, deflated once, then this document's in a stored block."""
        size = len(entries)
        stored = struct.pack("<BHH", 1, size, size ^ 0xFFFF) + entries
        check = zlib.adler32(entries, zlib.adler32(self.entries))
        return self._squeezed + stored + struct.pack(">I", check)

    @cached_property
    def _squeezed(self) -> bytes:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        return b"\x78\xda" + deflate.compress(self.entries) + deflate.flush(zlib.Z_FULL_FLUSH)

    @cached_property
    def _digest(self) -> Any:
        return hashlib.sha256(self.prefix)


def shown(piece: Piece) -> set[int]:
    """The paragraphs of which a piece writes lines, or that it follows."""
    moves = {
        shift.paragraph
        for item in piece
        if not isinstance(item, bytes | Show)
        for shift in item.shifts
    }
    return moves | {item.paragraph for item in piece if isinstance(item, Show)}


def _stream(content: bytes, words: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (words, len(content), content)
