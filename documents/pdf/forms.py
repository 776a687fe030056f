"""Operators with places for texts, and the shape in which they are filled fastest."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.pdf.case import Shaped
from documents.pdf.parts import Move, Part, Piece, Shift, Show

# fewer operators than this between two texts are copied rather than shared (bytes)
WORTH_SHARING = 400

# the lines of each text, by the number that a piece has for it
Lines = Mapping[int, list[Shaped]] | Sequence[list[Shaped]]


class Form(NamedTuple):
    """Bytes with `%`, and what fills them in order."""

    text: bytes
    blanks: tuple[Move | Show, ...]

    def filled(self, shaped: Lines) -> bytes:
        return self.text % tuple(
            [
                shaped[item.paragraph][item.line].operand
                if isinstance(item, Show)
                else _followed(item.x, item.shifts, shaped)
                for item in self.blanks
            ]
        )


# layouts that say the same share it
@lru_cache(1 << 12)
def form(piece: Piece) -> Form:
    text = b"".join(
        item.replace(b"%", b"%%") if isinstance(item, bytes) else _blank(item) for item in piece
    )
    return Form(text, tuple(item for item in piece if not isinstance(item, bytes)))


def _blank(item: Move | Show) -> bytes:
    if isinstance(item, Show):
        return b"[%s] TJ\n"
    return b"1 0 0 -1 %%.6f %s Tm\n" % item.y.replace(b"%", b"%%")


def written(piece: Piece, shaped: Lines) -> bytes:
    """The operators of a piece with its texts."""
    return form(piece).filled(shaped)


def settled(piece: Piece, shaped: Mapping[int, list[Shaped]]) -> Piece:
    """The piece with the texts that are known, some of which others may follow."""
    return tuple(_settled(item, shaped) for item in piece)


def _settled(item: bytes | Move | Show, shaped: Mapping[int, list[Shaped]]) -> bytes | Move | Show:
    if isinstance(item, bytes):
        return item
    if isinstance(item, Show):
        return written((item,), shaped) if item.paragraph in shaped else item
    known = tuple(shift for shift in item.shifts if shift.paragraph in shaped)
    unknown = tuple(shift for shift in item.shifts if shift.paragraph not in shaped)
    moved = Move(_followed(item.x, known, shaped), item.y, unknown)
    return moved if unknown else written((moved,), shaped)


def _followed(x: float, shifts: tuple[Shift, ...], shaped: Lines) -> float:
    for paragraph, line, rate in shifts:
        x += rate * shaped[paragraph][line].width
    return x


def told(piece: Piece, part: Part) -> Piece:
    """The piece in terms of the texts of a setting: several paragraphs may say the same one.

    The header of each page comes out as one piece, to be written once.
    """

    def told_of(item: bytes | Move | Show) -> bytes | Move | Show:
        if isinstance(item, Show):
            return item._replace(paragraph=part.rank[item.paragraph])
        if isinstance(item, Move):
            ranked = [shift._replace(paragraph=part.rank[shift.paragraph]) for shift in item.shifts]
            return item._replace(shifts=tuple(ranked))
        return item

    return tuple(map(told_of, piece))


def shown(piece: Piece) -> set[int]:
    """The paragraphs of which a piece writes lines, or that it follows."""
    moves = {
        shift.paragraph
        for item in piece
        if not isinstance(item, bytes | Show)
        for shift in item.shifts
    }
    return moves | {item.paragraph for item in piece if isinstance(item, Show)}


def pieces(operators: list[bytes], changed: Mapping[int, Move | Show]) -> list[bytes | Piece]:
    """Operators that every document shares, and between them the pieces that each one writes."""
    found: list[bytes | Piece] = []
    static, dynamic = b"", list[bytes | Move | Show]()
    for rank, operator in enumerate(operators):
        if rank not in changed:
            static += operator.replace(b">0<", b"") + b"\n"
        elif dynamic and len(static) < WORTH_SHARING:
            dynamic += [static, changed[rank]]
            static = b""
        else:
            found += [tuple(dynamic), static] if dynamic else [static]
            static, dynamic = b"", [changed[rank]]
    found += [tuple(dynamic), static] if dynamic else [static]
    return [piece for piece in found if piece]
