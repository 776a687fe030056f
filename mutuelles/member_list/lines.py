"""The lines of a table that hold something, from the titles on."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.utils.translation import gettext as _

from mutuelles.member_list.faults import Unreadable
from mutuelles.member_list.headings import FIRST_LINES, find_titles
from mutuelles.member_list.tables import Line

MAX_BLANK_LINES = 100_000
# Enough to be quick together; few enough to stay in the processor's cache, and that one odd cell
# costs little.
CHUNK = 200


def filled(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that hold something."""
    blank = 0
    for line in lines:
        if any(map(str.strip, line[1])):
            yield line
        else:
            blank += 1
            if blank > MAX_BLANK_LINES:
                raise _too_many_blank_lines()


def from_titles(lines: Iterator[Line]) -> tuple[Line | None, Iterator[Line]]:
    """The line of titles, None where there are no lines at all, and the lines after it."""
    first: list[Line] = []
    try:
        first.extend(islice(lines, FIRST_LINES))
    except Unreadable as refusal:
        if not first:
            raise
        lines = _ended_by(refusal)
    if not first:
        return None, lines
    place = find_titles([cells for _number, cells in first])
    return first[place], chain(first[place + 1 :], lines)


def _ended_by(refusal: Unreadable) -> Iterator[Line]:
    """What comes after the lines that could be read."""
    raise refusal
    yield


def chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines by the hundred; those before the line that cannot be read come too."""
    chunk: list[Line] = []
    try:
        for line in lines:
            chunk.append(line)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    except Unreadable:
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk


def _too_many_blank_lines() -> Unreadable:
    return Unreadable(
        _("Le fichier contient plus de %(limit)s lignes vides.") % {"limit": MAX_BLANK_LINES},
        _("Copier la liste seule dans un nouveau classeur, et déposer celui-ci."),
    )
