"""Rows with faults, mended on the screen: typed again, read again, or set aside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from mutuelles.member_list.agreement import disagreements
from mutuelles.member_list.columns import COLUMNS, HEADING_OF
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.rows import FaultyRow, MemberRow, mend
from mutuelles.models import MemberList
from mutuelles.services import member_list_row, reading
from mutuelles.services.member_list import hold_faulty
from portal.errors import BusinessError
from portal.models import User
from portal.services import audit

KEY_OF = {heading: key for key, heading in HEADING_OF.items()}
Typed = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True)
class Cell:
    """A cell of a row to mend, with what is wrong in it."""

    key: str
    heading: str
    value: str
    letter: str
    faults: list[Fault]


@dataclass(frozen=True)
class RowToMend:
    """`faults`: those of no column of the list. Where no cell is at fault, all may be."""

    row: int
    cells: list[Cell]
    faults: list[Fault]

    @property
    def name(self) -> str:
        """Whose row it is, as it was typed."""
        values = {cell.key: cell.value for cell in self.cells}
        parts = [values["employer_name"], values["employer_number"], values["establishment_number"]]
        return " · ".join(part for part in parts if part)

    @property
    def to_type(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.faults] or self.cells

    @property
    def to_read(self) -> list[Cell]:
        return (
            [cell for cell in self.cells if not cell.faults] if self.to_type != self.cells else []
        )


@dataclass(frozen=True)
class Mended:
    """What became of the rows that were typed, and how many are left."""

    mended: int
    left: int


def rows_to_mend(
    member_list: MemberList, *, after: int, size: int, typed: Typed = MappingProxyType({})
) -> list[RowToMend]:
    """A page of the rows that follow a row; `typed`, not saved yet, stands in their cells."""
    letters = member_list.letters
    faults: dict[int | None, list[Fault]] = {}
    for fault in reading.faults_of(member_list):
        faults.setdefault(fault.row, []).append(fault)
    rows = member_list_row.to_mend(member_list).filter(row__gt=after)[:size]
    return [
        _row_to_mend(_retyped(row, typed), faults.get(row.row, []), letters)
        for row in member_list_row.as_read(rows)
    ]


def _retyped(row: FaultyRow, typed: Typed) -> FaultyRow:
    return FaultyRow(row.row, row.cells | dict(typed.get(row.row, {})))


def _row_to_mend(row: FaultyRow, faults: list[Fault], letters: Mapping[str, str]) -> RowToMend:
    cells = [
        Cell(
            key=column.key,
            heading=column.heading,
            value=row.cells.get(column.key, ""),
            letter=letters.get(column.key, ""),
            faults=[fault for fault in faults if fault.heading == column.heading],
        )
        for column in COLUMNS
    ]
    return RowToMend(row.row, cells, [fault for fault in faults if fault.heading not in KEY_OF])


@transaction.atomic
def save(*, actor: User, member_list: MemberList, typed: Typed) -> Mended:
    """Read again the rows that were typed, by row and key of column, with the rules of the reader
    and of the register; without any fault left, the list is ready to be confirmed.
    """
    held = hold_faulty(actor, member_list)
    before = _count(held)
    _read_again(held, typed)
    left = _count(held)
    audit.record(actor=actor, verb="mend", subject=held, rows=sorted(typed), left=left)
    return Mended(before - left, left)


@transaction.atomic
def set_aside(*, actor: User, member_list: MemberList, numbers: Collection[int]) -> Mended:
    """Leave rows with faults out of the list; they are kept as they were typed, and said so."""
    held = hold_faulty(actor, member_list)
    rows = member_list_row.to_mend(held).filter(row__in=numbers)
    dropped = list(rows.values_list("row", flat=True))
    with translation.override("fr"):  # kept, and read later by others
        rows.update(set_aside=_("Mise de côté par le gestionnaire."))
    before = _count(held)
    _read_again(held, {}, forgotten=dropped)
    left = _count(held)
    if not left and not member_list_row.sound(held).exists():
        raise BusinessError(_("Il ne resterait aucune ligne : abandonnez plutôt la liste."))
    audit.record(actor=actor, verb="set_aside", subject=held, rows=dropped, left=left)
    return Mended(before - left, left)


def _count(member_list: MemberList) -> int:
    return member_list_row.to_mend(member_list).count()


def _read_again(member_list: MemberList, typed: Typed, forgotten: Collection[int] = ()) -> None:
    """Read the typed rows, and those that only contradicted another: it may have changed."""
    stored, letters = reading.faults_of(member_list), member_list.letters
    strays = {fault.row for fault in stored if fault.heading not in KEY_OF}
    read, parsed, faults = [], [], []
    for faulty in member_list_row.as_read(member_list_row.to_mend(member_list)):
        again = _retyped(faulty, typed)
        row, found = mend(again.row, again.cells, letters)
        if again.row in typed or (row and again.row not in strays):
            read.append(again)
            parsed += [row] if row else []
            faults += found
    faults += _disagreements(member_list, parsed)
    wrong = {fault.row for fault in faults}
    member_list.rows.filter(row__in=[row.row for row in read]).delete()
    member_list_row.keep(member_list, [row for row in parsed if row.row not in wrong])
    member_list_row.keep_faulty(member_list, [row for row in read if row.row in wrong])
    gone = {*forgotten, *(row.row for row in read)}
    reading.tell(member_list, [fault for fault in stored if fault.row not in gone] + faults)
    member_list.save(update_fields=["status", "faults", "faults_count"])
    reading.check_register(member_list)


def _disagreements(member_list: MemberList, rows: list[MemberRow]) -> list[Fault]:
    """What these rows say otherwise than the sound ones, or than one another."""
    beside = member_list_row.sound(member_list).filter(
        Q(employer_number__in={row.employer_number for row in rows})
        | Q(establishment_number__in={row.establishment_number for row in rows})
    )
    numbers = {row.row for row in rows}
    compared = [*member_list_row.read_back(beside), *rows]
    found = disagreements(compared, member_list.letters)
    return [fault for fault in found if fault.row in numbers]
