"""What was reworded in a text: runs of words that stay, go or come."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

# a word, a place to fill, or a mark, with the space after it
WORD = re.compile(r"(?:\{\w+\}|\w[\w’.-]*\w|\w|\S)\s*")
# a run of fewer words between two changes is read as part of them
SHORTEST = 2

Place = tuple[int, int, int, int]


class Side(StrEnum):
    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


class Piece(NamedTuple):
    """A run of words: of both texts, of the former only, or of the new one only."""

    side: Side
    text: str


Pieces = tuple[Piece, ...]


def words(before: str, after: str) -> Pieces:
    """The runs of words that make both texts, what was removed before what was put there."""
    old, new = WORD.findall(before), WORD.findall(after)
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    pieces: list[Piece] = []
    for same, (start, end, new_start, new_end) in _runs(matcher):
        removed, added = "".join(old[start:end]), "".join(new[new_start:new_end])
        if same:
            pieces.append(Piece(Side.BOTH, added))
            continue
        pieces += [Piece(Side.BEFORE, removed)] if removed else []
        pieces += [Piece(Side.AFTER, added)] if added else []
    return tuple(pieces)


def _runs(matcher: SequenceMatcher[str]) -> Iterator[tuple[bool, Place]]:
    """Equal runs and changed ones, in turns: a word alone between two changes is one of them."""
    codes = matcher.get_opcodes()
    changed: Place | None = None
    for rank, (tag, *place) in enumerate(codes):
        start, end, new_start, new_end = place
        inside = changed is not None and rank < len(codes) - 1
        if tag == "equal" and not (inside and end - start < SHORTEST):
            if changed:
                yield False, changed
            changed = None
            yield True, (start, end, new_start, new_end)
        elif changed:
            changed = (changed[0], end, changed[2], new_end)
        else:
            changed = (start, end, new_start, new_end)
    if changed:
        yield False, changed
