"""What follows a prefix: objects, the cross-reference, the signature, and the hash of it all.

Two hashes go on from that of the prefix, which is computed once: that of the file, and that of
everything but the signature's own contents. They are one up to there: what follows is short.
"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from documents.pdf.objects import END_OF_STREAM
from documents.pdf.prefix import LINE, WIDTHS, Prefix
from documents.pdf.seal import Signer
from documents.pdf.signature import UNSEALED, place, sign

OBJECT = b"%d 0 obj\n%s\nendobj\n"
# as it is: to compress it takes longer than to write it
CROSS_REFERENCE = (
    b"%d 0 obj\n<</Type/XRef/Size %d/W%s/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Length %d>>\nstream\n"
)
END_OF_OBJECT = END_OF_STREAM + b"\nendobj\n"
END_OF_FILE = b"startxref\n%d\n%%%%EOF\n"


class Issued(NamedTuple):
    """A document: its bytes are `chunks`, which it shares with others, then `tail`.

    Its seal and its timestamp are to be kept.
    """

    chunks: tuple[bytes, ...]
    tail: bytes
    sha256: str
    signature: bytes = b""
    timestamp: bytes = b""

    @property
    def prefix(self) -> bytes:
        return b"".join(self.chunks)

    @property
    def content(self) -> bytes:
        return b"".join((*self.chunks, self.tail))

    @property
    def size(self) -> int:
        return sum(map(len, self.chunks)) + len(self.tail)


def end(
    prefix: Prefix, bodies: Sequence[bytes], catalog: int, created: date, signer: Signer | None
) -> Issued:
    """The document of these objects, sealed when there is a signer; Info precedes the catalog."""
    objects, entries = _numbered(prefix, bodies)
    digest = prefix.digest.copy()
    digest.update(objects)
    identifier = digest.hexdigest()[:32].encode()
    position = prefix.size + len(objects)
    table = _cross_reference(prefix, entries, position, catalog, identifier)
    last = END_OF_FILE % position
    if signer is None:
        rest = b"".join((table, UNSEALED % prefix.seal, last))
        digest.update(rest)
        return Issued(prefix.chunks, objects + rest, digest.hexdigest())
    spot = place(prefix.seal, created, signer)
    before = table + spot.opening
    digest.update(before)
    after = spot.closing(position + len(table), len(last)) + last
    contents, sealed = sign(spot, digest, after, signer)
    digest.update(contents + after)
    tail = b"".join((objects, before, contents, after))
    return Issued(prefix.chunks, tail, digest.hexdigest(), sealed.signature, sealed.timestamp)


def _numbered(prefix: Prefix, bodies: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The objects as they are written, and their lines of the cross-reference."""
    objects = [OBJECT % numbered for numbered in enumerate(bodies, prefix.first)]
    positions = accumulate(map(len, objects), initial=prefix.size)
    entries = [LINE.pack(1, position, 0) for position in positions]
    return b"".join(objects), b"".join(entries[:-1])


def _cross_reference(
    prefix: Prefix, entries: bytes, position: int, catalog: int, identifier: bytes
) -> bytes:
    """To be written at `position`, right before the signature."""
    lines = len(prefix.lines) + len(entries) + 2 * LINE.size
    size = lines // LINE.size
    known = size - 1, size, WIDTHS, catalog, catalog - 1, identifier, identifier, lines
    head = CROSS_REFERENCE % known
    seal = position + len(head) + lines + len(END_OF_OBJECT)
    own = LINE.pack(1, seal, 0), entries, LINE.pack(1, position, 0)
    return b"".join((head, prefix.lines, *own, END_OF_OBJECT))
