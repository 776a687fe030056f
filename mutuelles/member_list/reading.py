"""Read a member list whole: its rows, or everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from mutuelles.member_list.agreement import disagreements
from mutuelles.member_list.employers import ListedEmployer, group
from mutuelles.member_list.faults import Fault, Unreadable, column_letter
from mutuelles.member_list.files import open_table
from mutuelles.member_list.headings import Header, read_header
from mutuelles.member_list.rows import MemberRow, read_row
from mutuelles.member_list.tables import Table

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 50_000
MAX_FAULTS = 2_000
MAX_LINES = 1_048_576  # no spreadsheet shows more

Lines = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says. `rows` and `employers` leave out the lines that have a fault.

    `letters` gives the column of each key, for the faults that others find in these rows.
    """

    format: str = ""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    rows: tuple[MemberRow, ...] = ()
    employers: tuple[ListedEmployer, ...] = ()
    faults: tuple[Fault, ...] = ()
    rows_read: int = 0

    @property
    def ok(self) -> bool:
        return not self.faults


def read(
    content: bytes, name: str, *, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> Reading:
    """Read an uploaded CSV or XLSX file; `name` only serves the messages. Never raises."""
    if len(content) > max_bytes:
        return Reading(faults=(_too_large(max_bytes, name),))
    try:
        table = open_table(content, name)
    except Unreadable as refusal:
        return Reading(faults=(refusal.fault,))
    letters, rows, faults = _read_table(table, name, max_rows)
    faulty = {fault.row for fault in faults}
    sound = tuple(row for row in rows if row.row not in faulty)
    return Reading(
        format=table.format,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        letters=letters,
        rows=sound,
        employers=group(sound),
        faults=tuple(faults),
        rows_read=len(rows),
    )


def _read_table(
    table: Table, name: str, max_rows: int
) -> tuple[dict[str, str], list[MemberRow], list[Fault]]:
    """Faults of columns alone, where there are any; otherwise those of the rows, in order."""
    lines = _filled(table)
    try:
        first = next(lines, None)
    except Unreadable as refusal:
        return {}, [], [refusal.fault]
    if first is None:
        return {}, [], [_without_rows(name, table.sheet)]
    header, faults = read_header(*first)
    letters = {key: column_letter(index) for key, index in header.places.items()}
    if faults:
        return letters, [], faults
    rows, faults, end = _read_rows(lines, header, max_rows)
    if not rows and not end:
        return letters, [], [_without_rows(name, table.sheet)]
    faults += islice(disagreements(rows, header), MAX_FAULTS)
    return letters, rows, sorted(faults, key=_place)[:MAX_FAULTS] + end


def _filled(table: Table) -> Lines:
    """Lines that hold something, with the number that the spreadsheet shows."""
    for number, line in enumerate(table.lines, start=1):
        if number > MAX_LINES:
            raise _too_many_rows(MAX_LINES)
        if any(cell and not cell.isspace() for cell in line):
            yield number, line


def _read_rows(
    lines: Lines, header: Header, max_rows: int
) -> tuple[list[MemberRow], list[Fault], list[Fault]]:
    """Rows, their faults, and the fault that ended the reading too early, if any."""
    rows: list[MemberRow] = []
    faults: list[Fault] = []
    try:
        for number, line in lines:
            if len(rows) == max_rows:
                raise _too_many_rows(max_rows)
            if len(faults) >= MAX_FAULTS:
                raise _too_many_faults(number)
            row, found = read_row(number, line, header)
            rows.append(row)
            faults += found
    except Unreadable as end:
        return rows, faults, [end.fault]
    return rows, faults, []


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


def _too_many_faults(row: int) -> Unreadable:
    return Unreadable(
        _("La lecture s’arrête avant la ligne %(row)s, après %(limit)s fautes.")
        % {"row": row, "limit": MAX_FAULTS},
        _("Corriger d’abord celles-ci ; la même faute revient sans doute sur toutes les lignes."),
    )
