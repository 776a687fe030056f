"""One line of the list: its sixteen values, or what is wrong with each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from mutuelles.member_list.cells import QUEBEC, Refused, clean
from mutuelles.member_list.columns import Column
from mutuelles.member_list.faults import Fault, column_letter, shorten
from mutuelles.member_list.headings import Header


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


def read_row(number: int, cells: Sequence[str], header: Header) -> tuple[MemberRow, list[Fault]]:
    """The values of a line; a refused one is empty, and has its fault."""
    values = {"province": QUEBEC, "establishment_name": ""}
    faults = _strays(number, cells, header)
    for column, index in header.columns:
        raw = cells[index] if index < len(cells) else ""
        try:
            values[column.key] = read_cell(column, raw)
        except Refused as refusal:
            values[column.key] = ""
            faults.append(_fault(number, column, index, raw, refusal))
    values["establishment_name"] = values["establishment_name"] or values["employer_name"]
    return MemberRow(row=number, **values), faults


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
    return column.parse(value)


def _fault(number: int, column: Column, index: int, raw: str, refusal: Refused) -> Fault:
    letter = column_letter(index)
    return Fault(number, letter, column.heading, shorten(raw), refusal.message, refusal.remedy)


def _strays(number: int, cells: Sequence[str], header: Header) -> list[Fault]:
    """What stands where no title is: often a separator in a text without quotes."""
    beyond = range(len(header.titles), len(cells))
    for index in (*header.untitled, *beyond):
        if index < len(cells) and cells[index].strip():
            message = _("Cette valeur n’est sous aucun titre de colonne.")
            remedy = _(
                "L’effacer ; dans un CSV, mettre entre guillemets un texte qui contient le "
                "séparateur."
            )
            letter = column_letter(index)
            return [Fault(number, letter, "", shorten(cells[index]), message, remedy)]
    return []
