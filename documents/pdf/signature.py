"""The value of the field of the seal: the last object of a file, which vouches for all the rest.

prefix … objects … cross-reference … <</Type/Sig … /Contents <3082…> /ByteRange[…]>> … startxref
└────────────────────────── hashed ────────────────────────┘        └───────── hashed ─────────┘
"""

from datetime import date
from typing import Any, NamedTuple

from documents.pdf.cms import Sealed, room, seal
from documents.pdf.objects import day
from documents.pdf.seal import Signer

OPENING = b"%d 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M %s/Contents"
# the range is written once its end is known: its figures have fixed places
CLOSING = b"/ByteRange[0 %10d %10d %10d]>>\nendobj\n"
CLOSING_SIZE = len(CLOSING % (0, 0, 0))
UNSEALED = b"%d 0 obj\nnull\nendobj\n"


class Place(NamedTuple):
    """Where a signature goes: what stands before its contents, and how wide these are."""

    opening: bytes
    width: int

    @property
    def size(self) -> int:
        """The bytes of the whole object."""
        return len(self.opening) + self.width + CLOSING_SIZE

    def closing(self, position: int, rest: int) -> bytes:
        """After the contents, for an object at `position` that `rest` bytes follow."""
        before = position + len(self.opening)
        after = before + self.width
        return CLOSING % (before, after, position + self.size + rest - after)


def place(number: int, created: date, signer: Signer) -> Place:
    return Place(OPENING % (number, day(created)), 2 * room(signer) + len("<>"))


def sign(place: Place, before: Any, after: bytes, signer: Signer) -> tuple[bytes, Sealed]:
    """The contents, given the hash of what stands before them and the bytes that follow."""
    covered = before.copy()
    covered.update(after)
    sealed = seal(covered.digest(), signer)
    words = sealed.container.hex().encode()
    if len(words) > place.width - len("<>"):
        raise ValueError("L’horodatage reçu ne tient pas dans la place gardée.")
    return b"<%s>" % words.ljust(place.width - len("<>"), b"0"), sealed
