"""What to ask of a person where the titles leave a doubt: which column does this one hold?"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from mutuelles.member_list.cells import fold
from mutuelles.member_list.columns import COLUMN_OF
from mutuelles.member_list.faults import column_letter
from mutuelles.member_list.headings import Header, missing_columns, odd_titles

CLOSE = 0.7  # « Corriel » is « Courriel », « Vile » is « Ville »
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A title that nobody knows, or that comes again; a column without a title has no `index`.

    `candidates` are the keys that it may stand for, the likeliest first; a reading with `mapping`
    settles all doubts.
    """

    index: int | None
    title: str
    letter: str
    candidates: tuple[str, ...]


def doubts(header: Header) -> Iterator[Doubt]:
    """In the order of the titles, then of the columns that are missing."""
    for index, column in odd_titles(header) if header.strict else ():
        title = header.titles[index].strip()
        candidates = (column.key,) if column else _candidates(title, header)
        yield Doubt(index, title, column_letter(index), candidates)
    for column in missing_columns(header):
        yield Doubt(None, "", "", (column.key,))


def _candidates(title: str, header: Header) -> tuple[str, ...]:
    """Columns without a place whose names look like the title, or hold it, or are in it."""
    folded, places = fold(title), header.places
    free = {name: column.key for name, column in COLUMN_OF.items() if column.key not in places}
    close = get_close_matches(folded, free, n=3, cutoff=CLOSE)
    within = [
        name
        for name in sorted(free, key=len, reverse=True)
        if min(len(name), len(folded)) >= SHORTEST_WORD and (name in folded or folded in name)
    ]
    return tuple(dict.fromkeys(free[name] for name in (*close, *within)))
