"""What one edition of the Entente changes of another, clause by clause and word by word."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

from mutuelles.entente_text.model import Clause, Edition, SubClause, fill
from mutuelles.entente_text.rewording import Piece, Pieces, Side, words

WORDS = re.compile(r"\w[\w’-]*")
# share of words in common from which a text is another one reworded, and of the shorter one's
# words that are found in the longer from which it was filled out
ALIKE, WITHIN = 0.5, 0.75
T = TypeVar("T")


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Pair(Generic[T]):
    """The same thing in both editions; None where one of them lacks it."""

    before: T | None
    after: T | None


@dataclass(frozen=True)
class SubChange(Pair[SubClause]):
    text: Pieces
    items: tuple[Pieces, ...]

    @property
    def change(self) -> Change:
        return _change(self, *self.items, self.text)

    @property
    def number(self) -> str:
        """Its number now, or the one that it had when it went."""
        found = self.after or self.before
        return found.number if found else ""

    @property
    def was(self) -> str:
        """The number that it had, where that is another one."""
        renumbered = self.before and self.after and self.before.number != self.after.number
        return self.before.number if self.before and renumbered else ""


@dataclass(frozen=True)
class ClauseChange(Pair[Clause]):
    title: Pieces
    sub_clauses: tuple[SubChange, ...]

    @property
    def change(self) -> Change:
        own = _change(self, self.title)
        inside = {sub.change for sub in self.sub_clauses} - {Change.SAME}
        return Change.CHANGED if own == Change.SAME and inside else own

    @property
    def unchanged(self) -> list[SubChange]:
        """Sub-clauses that say the same, under their number or another."""
        return [sub for sub in self.sub_clauses if sub.change == Change.SAME]

    @property
    def number(self) -> int:
        found = self.after or self.before
        return found.number if found else 0

    @property
    def was(self) -> int | None:
        renumbered = self.before and self.after and self.before.number != self.after.number
        return self.before.number if self.before and renumbered else None


def _change(pair: Pair[T], *texts: Pieces) -> Change:
    if pair.before is None:
        return Change.ADDED
    if pair.after is None:
        return Change.REMOVED
    same = all(piece.side == Side.BOTH for pieces in texts for piece in pieces)
    return Change.SAME if same else Change.CHANGED


# ---- comparing


@lru_cache(64)
def compare(before: Edition, after: Edition) -> tuple[ClauseChange, ...]:
    """In the order of `after`; what it lacks stands where it stood. Marks of change do not count.

    A sub-clause whose text is found elsewhere, in its clause or in another, has moved: it is the
    same under another number.
    """
    clauses = _aligned(before.clauses, after.clauses, lambda clause: clause.title, _clause_words)
    pairs = [_aligned(_subs(old), _subs(new), _said, _sub_words) for old, new in clauses]
    moved = _moved(pair for found in pairs for pair in found)
    return tuple(
        _clause_change(old, new, _settled(found, moved))
        for (old, new), found in zip(clauses, pairs, strict=True)
    )


def _clause_change(
    before: Clause | None, after: Clause | None, subs: Iterable[tuple[SubClause | None, ...]]
) -> ClauseChange:
    title = words(before.title if before else "", after.title if after else "")
    return ClauseChange(before, after, title, tuple(_sub_change(*pair) for pair in subs))


def _sub_change(before: SubClause | None, after: SubClause | None) -> SubChange:
    text = words(before.text if before else "", after.text if after else "")
    items = _aligned(
        before.items if before else (), after.items if after else (), lambda item: item, _words
    )
    pieces = tuple(words(old or "", new or "") for old, new in items)
    return SubChange(before, after, text, pieces)


def _moved(
    pairs: Iterable[tuple[SubClause | None, SubClause | None]],
) -> dict[str, SubClause]:
    """By the number that they have now: sub-clauses from elsewhere, as they stood there."""
    alone = [pair for pair in pairs if None in pair]
    gone: dict[tuple[str, ...], list[SubClause]] = defaultdict(list)
    for old, _new in alone:
        if old:
            gone[_said(old)].append(old)
    return {new.number: gone[_said(new)].pop(0) for _old, new in alone if new and gone[_said(new)]}


def _settled(
    pairs: Iterable[tuple[SubClause | None, SubClause | None]], moved: Mapping[str, SubClause]
) -> Iterator[tuple[SubClause | None, SubClause | None]]:
    """The same pairs; what has moved is found where it went, and no longer where it was."""
    away = {old.number for old in moved.values()}
    for old, new in pairs:
        if old is None and new is not None:
            yield moved.get(new.number), new
        elif new is not None or (old is not None and old.number not in away):
            yield old, new


def _subs(clause: Clause | None) -> tuple[SubClause, ...]:
    return clause.sub_clauses if clause else ()


def _said(sub: SubClause) -> tuple[str, ...]:
    return sub.text, *sub.items


def _sub_words(sub: SubClause) -> Counter[str]:
    return _words(" ".join(_said(sub)))


def _clause_words(clause: Clause) -> Counter[str]:
    return sum(map(_sub_words, clause.sub_clauses), _words(clause.title))


def _words(text: str) -> Counter[str]:
    return Counter(WORDS.findall(text))


# ---- what goes with what


def _aligned(
    before: Sequence[T],
    after: Sequence[T],
    key: Callable[[T], object],
    words_of: Callable[[T], Counter[str]],
) -> list[tuple[T | None, T | None]]:
    """Pairs: the equal ones first, then, between two of those, the ones most alike."""
    matcher = SequenceMatcher(None, list(map(key, before)), list(map(key, after)), autojunk=False)
    found: list[tuple[T | None, T | None]] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        matched = _matched(old, new, words_of)
        found.extend(zip(old, new, strict=True) if tag == "equal" else matched)
    return found


def _matched(
    before: Sequence[T], after: Sequence[T], words_of: Callable[[T], Counter[str]]
) -> Iterator[tuple[T | None, T | None]]:
    """In their order, the pairs that have most in common together; the rest has gone or come."""
    old, new = list(map(words_of, before)), list(map(words_of, after))
    # common[i][j]: the most that the ends from i and from j have in common
    common = [[0.0] * (len(new) + 1) for _rank in range(len(old) + 1)]
    for i, j in product(reversed(range(len(old))), reversed(range(len(new)))):
        together = likeness(old[i], new[j]) + common[i + 1][j + 1]
        common[i][j] = max(common[i + 1][j], common[i][j + 1], together)
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and common[i][j] == common[i + 1][j]:
            yield before[i], None
            i += 1
        elif j < len(new) and common[i][j] == common[i][j + 1]:
            yield None, after[j]
            j += 1
        else:
            yield before[i], after[j]
            i, j = i + 1, j + 1


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """From 0 to 1: 0 unless one text may be the other reworded, or filled out."""
    shared, sizes = (one & other).total(), (one.total(), other.total())
    if 2 * shared < ALIKE * sum(sizes) and shared < WITHIN * min(sizes):
        return 0.0
    return 2 * shared / sum(sizes) if shared else 0.0


# ---- what is made of it


def filled(
    changes: Iterable[ClauseChange], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[ClauseChange, ...]:
    """With the values of each edition in its own words; what both say shows those of `after`."""

    def pieces(found: Pieces) -> Pieces:
        return tuple(
            Piece(side, fill(text, before if side == Side.BEFORE else after))
            for side, text in found
        )

    def sub(change: SubChange) -> SubChange:
        return SubChange(
            before=change.before and change.before.filled(before),
            after=change.after and change.after.filled(after),
            text=pieces(change.text),
            items=tuple(map(pieces, change.items)),
        )

    return tuple(
        ClauseChange(
            before=change.before and change.before.filled(before),
            after=change.after and change.after.filled(after),
            title=pieces(change.title),
            sub_clauses=tuple(map(sub, change.sub_clauses)),
        )
        for change in changes
    )


def proposed(changes: Iterable[ClauseChange]) -> list[str]:
    """Numbers to mark « modifié cette année »: « 5 » for a clause changed through and through
    (half of it or more, its title, or by a removal alone), « 8.1 » for one of its sub-clauses.
    """
    return [number for change in changes if change.after for number in _marks(change, change.after)]


def _marks(change: ClauseChange, clause: Clause) -> list[str]:
    touched = [sub for sub in change.sub_clauses if sub.change != Change.SAME]
    kept = [sub.after.number for sub in touched if sub.after]
    throughout = 2 * len(touched) >= max(1, len(clause.sub_clauses)) or (touched and not kept)
    if throughout or _change(change, change.title) != Change.SAME:
        return [str(clause.number)]
    return kept


def marks(edition: Edition) -> list[str]:
    """The numbers that an edition marks, in their order."""
    found: list[str] = []
    for clause in edition.clauses:
        subs = [sub.number for sub in clause.sub_clauses if sub.changed]
        found += [str(clause.number)] if clause.changed else subs
    return found


def marked(edition: Edition, numbers: Iterable[str]) -> Edition:
    """The same text, marked at these numbers and nowhere else."""
    chosen = set(numbers)
    return replace(
        edition,
        clauses=tuple(
            replace(
                clause,
                changed=str(clause.number) in chosen,
                sub_clauses=tuple(
                    replace(sub, changed=sub.number in chosen) for sub in clause.sub_clauses
                ),
            )
            for clause in edition.clauses
        ),
    )
