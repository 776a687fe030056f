"""The prefix of a layout, in chunks: several layouts hold the same fonts, operators and tags once.

A layout of a document with five certificates is one of hundreds, and what it has of its own weighs
a tenth of what it writes.
"""

import hashlib
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# a line of the cross-reference: kind, then offset or container, then rank there
WIDTHS = b"[1 4 1]"
LINE = struct.Struct(">BIB")
# bytes worth a chunk of their own, which layouts may share
CHUNK = 512
FREE = 0xFF


class Entry(NamedTuple):
    """A line of the cross-reference."""

    kind: int
    where: int
    rank: int = 0

    def packed(self) -> bytes:
        return LINE.pack(*self)


@dataclass(frozen=True)
class Prefix:
    """What the documents of a layout share, and the lines of the cross-reference about it."""

    chunks: tuple[bytes, ...]
    lines: bytes

    @property
    def content(self) -> bytes:
        return b"".join(self.chunks)

    @cached_property
    def size(self) -> int:
        return sum(map(len, self.chunks))

    @cached_property
    def seal(self) -> int:
        """The first number of the tail is for the signature, which is written last."""
        return len(self.lines) // LINE.size

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


class Draft:
    """A prefix being written: its bytes in order, its lines by the number of the first."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.small: list[bytes] = [HEADER]
        self.size = len(HEADER)
        self.lines: dict[int, bytes] = {0: Entry(0, 0, FREE).packed()}

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
        lines = b"".join(self.lines[number] for number in sorted(self.lines))
        return Prefix(tuple(self.chunks), lines)

    def _gather(self) -> None:
        self.chunks.append(b"".join(self.small))
        self.small = []
