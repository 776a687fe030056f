"""Read a member list whole: its rows, or everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from django.utils.translation import gettext as _

from mutuelles.member_list.agreement import disagreements
from mutuelles.member_list.columns import EXAMPLES
from mutuelles.member_list.doubts import Doubt, doubts
from mutuelles.member_list.employers import ListedEmployer, group
from mutuelles.member_list.faults import Fault, Unreadable
from mutuelles.member_list.files import open_table, weight_limit
from mutuelles.member_list.headings import Header, read_header
from mutuelles.member_list.lines import chunks, filled, from_titles
from mutuelles.member_list.rows import FaultyRow, MemberRow, as_typed, is_example, read_rows
from mutuelles.member_list.tables import Line, Table

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_FAULTS = 2_000


@dataclass(frozen=True)
class Reading:
    """What a file says. `rows` and `employers` leave out the lines that have a fault: those stand
    in `faulty` as they were read, to be mended.

    `letters` gives the column of each key, for the faults that others find in these rows; `places`
    its index, and `titles` what stands in the line of titles. Where there are `doubts`, reading the
    file again with a mapping settles them.
    """

    format: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0
    titles: tuple[str, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    rows: tuple[MemberRow, ...] = ()
    faulty: tuple[FaultyRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    rows_read: int = 0

    @property
    def ok(self) -> bool:
        return not self.faults

    @cached_property
    def employers(self) -> tuple[ListedEmployer, ...]:
        return group(self.rows)


def read(
    content: bytes,
    name: str,
    *,
    mapping: Mapping[str, int] | None = None,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
) -> Reading:
    """Read an uploaded list; `name` only serves the messages. Never raises.

    `mapping` gives the index of each key's column, in place of the titles; the columns that it does
    not name are left out. A file in UTF-16 may weigh twice `max_bytes`.
    """
    limit = weight_limit(content, max_bytes)
    if len(content) > limit:
        return Reading(faults=(_too_large(limit, name),))
    try:
        table = open_table(content, name)
    except Unreadable as refusal:
        return Reading(faults=(refusal.fault,))
    return _read_table(table, name, mapping, max_rows)


def _read_table(
    table: Table, name: str, mapping: Mapping[str, int] | None, max_rows: int
) -> Reading:
    """Faults of columns alone, where there are any; otherwise those of the rows, in order."""
    reading = Reading(
        format=table.format,
        encoding=table.encoding.shown if table.encoding else "",
        separator=table.separator,
        sheet=table.sheet,
    )
    try:
        titles, lines = from_titles(filled(table.lines))
    except Unreadable as refusal:
        return replace(reading, faults=(refusal.fault,))
    if titles is None:
        return replace(reading, faults=(_without_rows(name, table.sheet),))
    header, faults = read_header(*titles, mapping)
    reading = replace(
        reading,
        header_row=header.row,
        titles=header.titles,
        places=header.places,
        letters=header.letters,
    )
    if faults:
        return replace(reading, faults=tuple(faults), doubts=tuple(doubts(header)))
    members = _Members(header)
    members.read(_without_examples(lines, header), max_rows)
    if not members.rows and not members.end:
        return replace(reading, faults=(_without_rows(name, table.sheet),))
    return replace(
        reading,
        rows=members.sound,
        faulty=members.to_mend,
        faults=(*members.faults, *members.end),
        rows_read=len(members.rows),
    )


class _Members:
    """The lines under the titles, read a few hundred at a time, then compared."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.rows: list[MemberRow] = []
        self.faults: list[Fault] = []
        self.cells: dict[int, Sequence[str]] = {}  # of the lines that have a fault of their own
        self.end: list[Fault] = []  # what ended the reading too early

    def read(self, lines: Iterator[Line], max_rows: int) -> None:
        try:
            for chunk in chunks(_at_most(max_rows, lines)):
                self._read_chunk(chunk)
        except Unreadable as refusal:
            self.end = [refusal.fault]
        self._compare()

    def _read_chunk(self, chunk: list[Line]) -> None:
        rows, faults = read_rows(chunk, self.header)
        self.rows += rows
        if faults:
            self.faults += faults
            cells = dict(chunk)
            self.cells |= {fault.row: cells[fault.row] for fault in faults if fault.row}
            if len(self.faults) > MAX_FAULTS:
                raise self._too_many_faults()

    def _compare(self) -> None:
        """One fault too many tells that there are more."""
        found = disagreements(self.rows, self.header.letters)
        self.faults += islice(found, MAX_FAULTS + 1)
        self.faults.sort(key=_place)
        if len(self.faults) > MAX_FAULTS:
            self.end = [self._too_many_faults().fault]

    def _too_many_faults(self) -> Unreadable:
        """Forget the line of the fault that is one too many and those after it: the lines before
        are told of whole."""
        self.faults.sort(key=_place)
        stop = self.faults[MAX_FAULTS].row or 0
        self.faults = [fault for fault in self.faults if (fault.row or 0) < stop]
        self.rows = [row for row in self.rows if row.row < stop]
        return _stopped_before(stop, len(self.faults))

    @property
    def sound(self) -> tuple[MemberRow, ...]:
        wrong = {fault.row for fault in self.faults}
        return tuple(row for row in self.rows if row.row not in wrong)

    @property
    def to_mend(self) -> tuple[FaultyRow, ...]:
        wrong = {fault.row for fault in self.faults}
        return tuple(self._as_read(row) for row in self.rows if row.row in wrong)

    def _as_read(self, row: MemberRow) -> FaultyRow:
        """A line that only contradicts another was not kept as it was; its values were."""
        cells = self.cells.get(row.row)
        if cells is None:
            return FaultyRow(row.row, as_typed(row))
        places = self.header.places.items()
        here = {key: cells[index] if index < len(cells) else "" for key, index in places}
        return FaultyRow(row.row, here)


def _without_examples(lines: Iterator[Line], header: Header) -> Iterator[Line]:
    """The model's own are the first lines, where they are still there."""
    first = islice(lines, len(EXAMPLES))
    yield from (line for line in first if not is_example(line[1], header))
    yield from lines


def _at_most(max_rows: int, lines: Iterator[Line]) -> Iterator[Line]:
    yield from islice(lines, max_rows)
    if next(lines, None):
        raise _too_many_rows(max_rows)


def _place(fault: Fault) -> tuple[int, int, str]:
    column = fault.column or ""
    return fault.row or 0, len(column), column


def _too_large(limit: int, name: str) -> Fault:
    return Unreadable(
        _("« %(name)s » pèse plus de %(limit)s Mo.")
        % {"name": name, "limit": limit // (1024 * 1024)},
        _("Copier la liste seule dans un nouveau classeur, ou la déposer en plusieurs fichiers."),
        value=name,
    ).fault


def _without_rows(name: str, sheet: str) -> Fault:
    message = _("« %(name)s » ne contient aucun membre.")
    if sheet:
        message = _("La première feuille de « %(name)s », « %(sheet)s », ne contient aucun membre.")
    remedy = _("Inscrire un établissement par ligne, sous les titres, dans la première feuille.")
    return Unreadable(message % {"name": name, "sheet": sheet}, remedy, value=name).fault


def _too_many_rows(limit: int) -> Unreadable:
    return Unreadable(
        _("La liste compte plus de %(limit)s lignes.") % {"limit": limit},
        _("Enlever les lignes de trop, ou déposer la liste en plusieurs fichiers."),
    )


def _stopped_before(row: int, count: int) -> Unreadable:
    return Unreadable(
        _("La lecture s’arrête avant la ligne %(row)s, après %(limit)s fautes.")
        % {"row": row, "limit": count},
        _("Corriger d’abord celles-ci ; la même faute revient sans doute sur toutes les lignes."),
    )
