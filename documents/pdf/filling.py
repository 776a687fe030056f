"""A layout ready to be filled: the tail of a document, and the hash of the whole.

Nothing here knows HTML, WeasyPrint or Django: texts are shaped, put in their places, and the
cross-reference is written. The hash goes on from that of the prefix, which is computed once.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from documents.pdf.metadata import Description, info, xmp
from documents.pdf.objects import string
from documents.pdf.parts import Part, Piece, Show, filled, written
from documents.pdf.shaping import Shaped
from documents.pdf.stand_ins import Pattern

Values = Mapping[str, str]

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
    """A piece of a page that each document writes, and the page numbers known there."""

    leaf: int
    piece: Piece
    known: Values


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

    def fill(self, values: Sequence[Values], created: date) -> Issued:
        """The document of these values, one mapping for each part.

        Raises `Unfit` when a text asks for another layout, `MissingValue` when there is none.
        """
        described = self._description(values, created)
        bodies = [
            *self._streams(values),
            *self._bookmarks(values),
            _stream(xmp(described), METADATA),
            info(described),
        ]
        return self._issued(bodies)

    def _streams(self, values: Sequence[Values]) -> Iterator[bytes]:
        shaped: list[dict[int, list[Shaped]]] = [{} for _ in self.parts]
        for leaf, piece, known in self.writings:
            given = {**known, **values[leaf]}
            for number in shown(piece):
                shaped[leaf][number] = self.parts[leaf].shape(number, given)
        for part, lines in zip(self.parts, shaped, strict=True):
            part.check_rows(lines)
        for leaf, piece, _ in self.writings:
            yield _stream(written(piece, self.parts[leaf], shaped[leaf]))

    def _bookmarks(self, values: Sequence[Values]) -> Iterator[bytes]:
        for leaf, title, rest in self.titled:
            yield b"<</Title %s%s>>" % (string(filled(title, values[leaf])), rest)

    def _description(self, values: Sequence[Values], created: date) -> Description:
        """The first part speaks for the whole."""
        first = self.parts[0]
        return Description(filled(first.title, values[0]), first.author, first.language, created)

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
