"""The lines of a list: the sixteen values of each, or what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from mutuelles.member_list.cells import Refused, are_tidy, clean
from mutuelles.member_list.columns import COLUMNS, EXAMPLES, Column
from mutuelles.member_list.faults import Fault, column_letter, shorten
from mutuelles.member_list.headings import Header
from mutuelles.member_list.kinds import TYPED_PAPERS
from mutuelles.member_list.tables import Line

Refusals = list[tuple[int, Refused]]


class MemberRow(NamedTuple):
    """An establishment and its employer; `row` as the spreadsheet numbers it.

    A plain tuple, since a list may have 50,000 of them; the employer's own facts stand together
    so that two rows can be compared at once.
    """

    row: int
    employer_number: str
    employer_name: str
    street: str
    city: str
    postal_code: str
    contact_name: str
    contact_email: str
    paper: str
    signatory: str
    capacity: str
    province: str
    establishment_number: str
    establishment_street: str
    establishment_city: str
    establishment_postal_code: str
    establishment_name: str

    @property
    def employer_facts(self) -> tuple[str, ...]:
        return self[2:12]


EMPLOYER_FACTS = MemberRow._fields[2:12]


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A line to mend: what stands in its cells, by key of column, as it was read."""

    row: int
    cells: dict[str, str]


def as_typed(row: MemberRow) -> dict[str, str]:
    """The values as a person would type them, by key of column."""
    cells = {column.key: str(getattr(row, column.key)) for column in COLUMNS}
    return cells | {"paper": TYPED_PAPERS.get(row.paper, "")}


def is_example(cells: Sequence[str], header: Header) -> bool:
    """Whether the line is one of the model's, left as it was."""
    read = {c.key: cells[index] for c, index in header.columns if index < len(cells)}
    return any(read.items() == example.items() for example in EXAMPLES)


def read_rows(lines: Sequence[Line], header: Header) -> tuple[list[MemberRow], list[Fault]]:
    """The values of some lines; a refused one is empty, and has its fault.

    Column by column rather than line by line: where all the cells of a column are as they should
    be, which a few searches tell, nothing is done for each.
    """
    numbers = [number for number, _cells in lines]
    raws = list(zip(*_squared(lines, header.width), strict=True))
    faults = _strays(lines, header) if header.strict else []
    values: dict[str, Sequence[str]] = {}
    for column, index in header.columns:
        values[column.key], refusals = _read_column(column, raws[index])
        faults += [
            _fault(numbers[place], column, column_letter(index), raws[index][place], refusal)
            for place, refusal in refusals
        ]
    return _gathered(numbers, values), faults


def mend(
    row: int, cells: Mapping[str, str], letters: Mapping[str, str]
) -> tuple[MemberRow | None, list[Fault]]:
    """One line read again from what stands in its cells, by key: its values, or its faults."""
    values: dict[str, Sequence[str]] = {}
    faults = []
    for column in COLUMNS:
        raw = cells.get(column.key, "")
        values[column.key], refusals = _read_each(column, [raw])
        faults += [
            _fault(row, column, letters.get(column.key), raw, refusal)
            for _place, refusal in refusals
        ]
    return None if faults else _gathered([row], values)[0], faults


def _squared(lines: Sequence[Line], width: int) -> list[Sequence[str]]:
    """The cells of each line, as many as there are columns."""
    return [
        cells if len(cells) == width else [*cells[:width], *[""] * (width - len(cells))]
        for _number, cells in lines
    ]


def _gathered(numbers: Sequence[int], values: dict[str, Sequence[str]]) -> list[MemberRow]:
    defaults = {column.key: column.default for column in COLUMNS if column.key not in values}
    columns = values | {key: [default] * len(numbers) for key, default in defaults.items()}
    columns["establishment_name"] = [
        name or employer
        for name, employer in zip(
            columns["establishment_name"], columns["employer_name"], strict=True
        )
    ]
    fields = (columns[key] for key in MemberRow._fields[1:])
    return list(map(MemberRow._make, zip(numbers, *fields, strict=True)))


def _read_column(column: Column, raws: Sequence[str]) -> tuple[Sequence[str], Refusals]:
    """All cells as they are, or less the spaces around them, where that makes them sound."""
    if _are_sound(column, raws):
        return raws, []
    stripped = [raw.strip(" ") for raw in raws]
    if stripped != list(raws) and _are_sound(column, stripped):
        return stripped, []
    return _read_each(column, raws)


def _are_sound(column: Column, raws: Sequence[str]) -> bool:
    """Whether each cell already is its own value, told of all of them at once."""
    return (
        column.kind.taken is not None
        and (all(raws) or not column.required)
        and max(map(len, raws)) <= column.max_length
        and are_tidy(raws)
        and column.kind.taken(raws)
    )


def _read_each(column: Column, raws: Sequence[str]) -> tuple[Sequence[str], Refusals]:
    """What each cell gives; the same text is read once."""
    read = {raw: _read_cell(column, raw) for raw in set(raws)}
    found = [read[raw] for raw in raws]
    refusals = [(place, one) for place, one in enumerate(found) if isinstance(one, Refused)]
    return ["" if isinstance(one, Refused) else one for one in found], refusals


def _read_cell(column: Column, raw: str) -> str | Refused:
    """The value or the refusal, as a value too: the same one may serve a thousand lines."""
    try:
        return read_cell(column, raw)
    except Refused as refusal:
        return refusal


def read_cell(column: Column, raw: str) -> str:
    value = clean(raw)
    if not value:
        if column.required:
            raise Refused(_("Cette cellule est vide."), _("La remplir : elle est obligatoire."))
        return column.default
    if len(value) > column.max_length:
        message = _("Ce texte compte %(length)s caractères ; la limite est de %(limit)s.")
        counts = {"length": len(value), "limit": column.max_length}
        raise Refused(message % counts, _("Abréger ce texte."))
    return column.kind.parse(value)


def _fault(row: int, column: Column, letter: str | None, raw: str, refusal: Refused) -> Fault:
    return Fault(row, letter, column.heading, shorten(raw), refusal.message, refusal.remedy)


def _strays(lines: Sequence[Line], header: Header) -> list[Fault]:
    """What stands where no title is: often a separator in a text without quotes."""
    untitled, width = header.untitled, len(header.titles)
    return [
        _stray(number, index, cells[index])
        for number, cells in lines
        if untitled or len(cells) > width
        for index in _first_filled(cells, (*untitled, *range(width, len(cells))))
    ]


def _first_filled(cells: Sequence[str], indices: Iterable[int]) -> list[int]:
    return [index for index in indices if index < len(cells) and cells[index].strip()][:1]


def _stray(number: int, index: int, raw: str) -> Fault:
    message = _("Cette valeur n’est sous aucun titre de colonne.")
    remedy = _(
        "L’effacer ; dans un CSV, mettre entre guillemets un texte qui contient le séparateur."
    )
    return Fault(number, column_letter(index), "", shorten(raw), message, remedy)
