"""The prefix of a layout, in chunks: several layouts hold the same fonts, operators and tags once.

A layout of a document with five certificates is one of hundreds. What it has of its own weighs a
tenth of what it writes, and its lines of the cross-reference are deflated apart from those that
come with a part.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
LINE = struct.calcsize(">BIH")
# bytes worth a chunk of their own, which layouts may share
CHUNK = 512
# lines worth deflating apart
MANY = 256
# what comes with a part is deflated as well as can be; what one layout has of its own, in a third
# of the time, for twenty bytes more
BEST, QUICK = 9, 5


class Entry(NamedTuple):
    """A line of the cross-reference: kind, then offset or container, then rank there."""

    kind: int
    where: int
    rank: int = 0

    def packed(self) -> bytes:
        return struct.pack(">BIH", *self)


@dataclass(frozen=True)
class Lines:
    """Lines of the cross-reference one after another, deflated so that others may follow."""

    packed: bytes
    level: int = BEST

    def __len__(self) -> int:
        return len(self.packed) // LINE

    @cached_property
    def squeezed(self) -> bytes:
        deflate = zlib.compressobj(self.level, zlib.DEFLATED, -zlib.MAX_WBITS)
        return deflate.compress(self.packed) + deflate.flush(zlib.Z_FULL_FLUSH)


@dataclass(frozen=True)
class Prefix:
    """What the documents of a layout share, and the lines of the cross-reference about it."""

    chunks: tuple[bytes, ...]
    lines: tuple[Lines, ...]

    @property
    def content(self) -> bytes:
        return b"".join(self.chunks)

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.chunks))

    @cached_property
    def seal(self) -> int:
        """The first number of the tail is for the signature, which is written last."""
        return sum(map(len, self.lines))

    @property
    def first(self) -> int:
        """The number of the first object of `end`."""
        return self.seal + 1

    @cached_property
    def digest(self) -> Any:
        digest = hashlib.sha256()
        for chunk in self.chunks:
            digest.update(chunk)
        return digest

    @cached_property
    def check(self) -> int:
        """The Adler-32 of the lines, which goes on with those of the tail."""
        found = zlib.adler32(b"")
        for lines in self.lines:
            found = zlib.adler32(lines.packed, found)
        return found

    @cached_property
    def squeezed(self) -> bytes:
        return b"\x78\xda" + b"".join(lines.squeezed for lines in self.lines)


class Draft:
    """A prefix being written: its bytes in order, its lines by number."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.small: list[bytes] = [HEADER]
        self.size = len(HEADER)
        self.lines: dict[int, bytes | Lines] = {0: Entry(0, 0, 0xFFFF).packed()}

    def add(self, number: int, *pieces: bytes) -> None:
        """An object; of its pieces, the long ones are kept as they are."""
        self.lines[number] = Entry(1, self.size).packed()
        for piece in (b"%d 0 obj\n" % number, *pieces, b"\nendobj\n"):
            self.size += len(piece)
            if len(piece) < CHUNK:
                self.small.append(piece)
            else:
                self._gather()
                self.chunks.append(piece)

    def prefix(self) -> Prefix:
        self._gather()
        return Prefix(tuple(self.chunks), tuple(self._lines()))

    def _gather(self) -> None:
        self.chunks.append(b"".join(self.small))
        self.small = []

    def _lines(self) -> Iterator[Lines]:
        """By number; lines that are many are deflated already."""
        own: list[bytes] = []
        for number in sorted(self.lines):
            lines = self.lines[number]
            if isinstance(lines, bytes):
                own.append(lines)
            elif len(lines) < MANY:
                own.append(lines.packed)
            else:
                yield Lines(b"".join(own), QUICK)
                yield lines
                own = []
        yield Lines(b"".join(own), QUICK)
