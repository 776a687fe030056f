"""A table as text, whatever wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.member_list.faults import Unreadable


@dataclass(frozen=True, slots=True)
class Table:
    """`lines` yields every line from the first, blank ones too, and may end in `Unreadable`."""

    format: str
    lines: Iterator[list[str]]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


def not_a_list(name: str) -> Unreadable:
    return Unreadable(
        _("« %(name)s » n’est pas un classeur Excel (.xlsx) ni un fichier CSV.") % {"name": name},
        _("Ouvrir la liste dans un tableur et l’enregistrer au format .xlsx ou CSV."),
        value=name,
    )
