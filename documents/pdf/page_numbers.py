"""Page numbers, which only the linker knows, set in their places; kept for layouts with the same.

« 3 de 16 » at the foot of the Entente is the same stream in every document of sixteen pages.
"""

from functools import lru_cache

from documents.pdf.case import Shaped, Unfit
from documents.pdf.forms import settled, shown, written
from documents.pdf.objects import Body, Ref, stream
from documents.pdf.parts import Given, Part, Piece, filled
from documents.pdf.stand_ins import Slot

# pieces of pages kept, of a few hundred bytes each
PIECES = 1 << 12


@lru_cache(PIECES)
def awaited(part: Part, page: int, place: int) -> tuple[str, ...]:
    """The fields that a piece of a page waits for from the linker."""
    fields = {
        slot.field
        for number in shown(_piece(part, page, place))
        if part.paragraphs[number].automatic
        for slot in part.paragraphs[number].pattern
        if isinstance(slot, Slot)
    }
    return tuple(sorted(fields))


@lru_cache(PIECES)
def numbered(part: Part, page: int, place: int, known: tuple[tuple[str, str], ...]) -> Body | Piece:
    """A piece with its page numbers; when nothing else is to write, a stream."""
    piece = _piece(part, page, place)
    shaped = {
        number: _shaped(part, number, Given(known))
        for number in shown(piece)
        if part.paragraphs[number].automatic
    }
    rest = settled(piece, shaped)
    if all(isinstance(item, bytes) for item in rest):
        return stream(written(rest, {}))
    return rest


def _piece(part: Part, page: int, place: int) -> Piece:
    """The operators of a place of the page; what is shared already waits for nothing."""
    piece = part.pages[page].pieces[place]
    return () if isinstance(piece, Ref) else piece


def _shaped(part: Part, number: int, known: Given) -> list[Shaped]:
    paragraph = part.paragraphs[number]
    text = filled(paragraph.pattern, known)
    lines = paragraph.shape(text, part.typefaces[paragraph.typeface])
    if len(lines) != paragraph.lines:
        raise Unfit("Un numéro de page ne tient pas à sa place.")
    return lines
