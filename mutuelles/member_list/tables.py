"""A table as text, whatever wrote it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.member_list.encoding import Encoding
from mutuelles.member_list.faults import Unreadable

# A line with its number, as the spreadsheet shows it.
Line = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`lines` yields every line from the first, blank ones too, and may end in `Unreadable`.

    A CSV has a separator, an encoding and maybe a `declaration` before its first line; a workbook
    has a sheet.
    """

    format: str
    lines: Iterator[Line]
    separator: str = ""
    encoding: Encoding | None = None
    declaration: str = ""
    sheet: str = ""


def not_a_list(name: str) -> Unreadable:
    return Unreadable(
        _("« %(name)s » n’est ni un classeur (.xlsx, .xls, .ods) ni un fichier CSV.")
        % {"name": name},
        _("Ouvrir la liste dans un tableur et l’enregistrer au format .xlsx ou CSV."),
        value=name,
    )
