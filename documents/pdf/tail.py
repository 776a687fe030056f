"""What follows a prefix: objects, the signature, the cross-reference, and the hash of it all.

Two hashes go on from that of the prefix, which is computed once: that of the file, and that of
everything but the signature's own contents.
"""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from documents.pdf.objects import streamed
from documents.pdf.prefix import LINE, WIDTHS, Entry, Prefix
from documents.pdf.seal import Signer
from documents.pdf.signature import UNSEALED, place, sign

OBJECT = b"%d 0 obj\n%s\nendobj\n"
# as it is: to compress it takes longer than to write it
CROSS_REFERENCE = b"/Type/XRef/Size %d/W%s%s"
TRAILER = b"/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"


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
    trailer = TRAILER % (catalog, catalog - 1, identifier, identifier)
    position = prefix.size + len(objects)
    if signer is None:
        last = UNSEALED % prefix.seal
        last += _cross_reference(prefix, position, entries, position + len(last), trailer)
        digest.update(last)
        return Issued(prefix.chunks, objects + last, digest.hexdigest())
    spot = place(prefix.seal, created, signer)
    rest = _cross_reference(prefix, position, entries, position + spot.size, trailer)
    rest = spot.closing(position, len(rest)) + rest
    digest.update(spot.opening)
    contents, sealed = sign(spot, digest, rest, signer)
    digest.update(contents + rest)
    tail = b"".join((objects, spot.opening, contents, rest))
    return Issued(prefix.chunks, tail, digest.hexdigest(), sealed.signature, sealed.timestamp)


def _numbered(prefix: Prefix, bodies: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The objects as they are written, and their lines of the cross-reference."""
    objects = [OBJECT % numbered for numbered in enumerate(bodies, prefix.first)]
    positions = accumulate(map(len, objects), initial=prefix.size)
    entries = [LINE.pack(1, position, 0) for position in positions]
    return b"".join(objects), b"".join(entries[:-1])


def _cross_reference(
    prefix: Prefix, seal: int, entries: bytes, position: int, trailer: bytes
) -> bytes:
    """To be written at `position`; the signature is at `seal`."""
    own = Entry(1, seal).packed() + entries + Entry(1, position).packed()
    table = prefix.lines + own
    size = len(table) // LINE.size
    body = streamed(CROSS_REFERENCE % (size, WIDTHS, trailer), table)
    return OBJECT % (size - 1, body) + b"startxref\n%d\n%%%%EOF\n" % position
