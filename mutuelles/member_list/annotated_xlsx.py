"""The XLSX of an annotated list: colours and comments in its cells, a summary on its last sheet."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mutuelles.member_list.columns import HEADING_OF
from mutuelles.member_list.faults import Fault, column_letter, column_number, shorten
from mutuelles.member_list.marked import MarkedList

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TITLE = {"bold": True, "bg_color": "#DAE6F0", "border": 1, "text_wrap": True, "valign": "top"}
WRONG = {"bg_color": "#FBE3DF", "font_color": "#8A1F11"}
TEXT = {"num_format": "@"}
# whether in the line of titles, whether wrong
LOOKS = {
    (False, False): TEXT,
    (False, True): TEXT | WRONG,
    (True, False): TITLE,
    (True, True): TITLE | WRONG,
}
COMMENT = {"x_scale": 2.5, "y_scale": 1.2}
Looks = dict[tuple[bool, bool], Format]
NAME_OF_SHEET = re.compile(r"(?!')[^\[\]:*?/\\]{1,31}(?<!')")
NOT_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
MESSAGES = 100
CREATED = datetime(2021, 9, 1)  # not the hour: the same list gives the same bytes


def write_xlsx(marked: MarkedList, sheet_name: str, file_name: str) -> bytes:
    """The list stays the first sheet, since the reader looks at no other."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as workbook:
        workbook.set_properties({"created": CREATED})
        looks = {kind: workbook.add_format(look) for kind, look in LOOKS.items()}
        first, last = _names_of_sheets(sheet_name)
        _ListSheet(workbook.add_worksheet(first), looks, marked).write()
        _Summary(workbook.add_worksheet(last), looks, marked).write(file_name)
    return content.getvalue()


def _names_of_sheets(name: str) -> tuple[str, str]:
    """Theirs, where Excel would take it, and ours."""
    ours = _("Sommaire")
    usable = NAME_OF_SHEET.fullmatch(name) and name.casefold() not in ("history", ours.casefold())
    return name if usable else _("Membres"), ours


class _ListSheet:
    """Every cell as a text, where it was: nothing becomes a formula, no number loses a zero."""

    def __init__(self, sheet: Worksheet, looks: Looks, marked: MarkedList) -> None:
        self.sheet, self.looks, self.marked = sheet, looks, marked

    def write(self) -> None:
        titles, column = self.marked.header.row, self.marked.column
        self.sheet.set_column(0, max(column - 1, 0), 24, self.looks[False, False])
        self.sheet.set_column(column, column, 90, self.looks[False, False])
        for number, cells in self.marked.lines:
            self._write_line(number, cells)
            self._mark_line(number, cells)
        self.sheet.freeze_panes(titles, 0)
        last = max(len(self.marked.lines), titles + 1)
        self.sheet.autofilter(titles - 1, 0, last - 1, column)

    def _write_line(self, number: int, cells: Sequence[str]) -> None:
        look = self.looks[number == self.marked.header.row, False]
        for index, cell in enumerate(cells):
            if cell and index != self.marked.column:
                self.sheet.write_string(number - 1, index, _writable(cell), look)

    def _mark_line(self, number: int, cells: Sequence[str]) -> None:
        faults = self.marked.by_row.get(number, [])
        look = self.looks[number == self.marked.header.row, bool(faults)]
        words = self.marked.in_words(number)
        if words:
            self.sheet.write_string(number - 1, self.marked.column, _writable(words), look)
        for letter, found in groupby(sorted(faults, key=_letter), key=_letter):
            if letter:
                index = column_number(letter) - 1
                cell = cells[index] if index < len(cells) else ""
                notes = [f"{fault.message}\n{fault.remedy}" for fault in found]
                self._mark_cell(number - 1, index, cell, "\n\n".join(notes), look)

    def _mark_cell(self, row: int, column: int, cell: str, note: str, look: Format) -> None:
        if cell:
            self.sheet.write_string(row, column, _writable(cell), look)
        else:
            self.sheet.write_blank(row, column, None, look)
        self.sheet.write_comment(row, column, _writable(note), COMMENT)


def _letter(fault: Fault) -> str:
    return fault.column or ""


def _writable(text: str) -> str:
    return text if text.isprintable() else text.translate(NOT_IN_XML)


class _Summary:
    """How many faults, in which columns, of which kinds, and how to go on."""

    def __init__(self, sheet: Worksheet, looks: Looks, marked: MarkedList) -> None:
        self.sheet, self.looks, self.marked = sheet, looks, marked
        self.row = 0

    def write(self, file_name: str) -> None:
        self.sheet.set_column(0, 1, 70)
        self.sheet.set_column(2, 3, 16)
        counts = {"faults": len(self.marked.faults), "rows": len(self.marked.by_row)}
        self._write_lines(
            [_("Fautes de « %(name)s »") % {"name": shorten(file_name)}],
            [_("Fautes : %(faults)s. Lignes touchées : %(rows)s.") % counts],
            *([step] for step in _steps()),
        )
        titles = [_("Titre dans le fichier"), _("Lue comme"), _("Colonne"), _("Fautes")]
        self._write_lines(titles, *self._columns())
        titles = [_("Faute"), _("Que faire"), _("Première ligne"), _("Fautes")]
        self._write_lines(titles, *_messages(self.marked.faults))

    def _write_lines(self, titles: Sequence[str], *lines: Sequence[str]) -> None:
        """And a blank line after them."""
        for number, cells in enumerate([titles, *lines]):
            for index, cell in enumerate(cells):
                look = self.looks[number == 0, False]
                self.sheet.write_string(self.row, index, _writable(cell), look)
            self.row += 1
        self.row += 1

    def _columns(self) -> Iterator[list[str]]:
        counts = Counter(fault.column for fault in self.marked.faults)
        read_as = {index: HEADING_OF[key] for key, index in self.marked.header.places.items()}
        for index, title in enumerate(self.marked.header.titles):
            letter = column_letter(index)
            if counts[letter] or index in read_as:
                yield [title, read_as.get(index, ""), letter, str(counts[letter])]
        if counts[None]:
            yield [_("Aucune en particulier"), "", "", str(counts[None])]


def _steps() -> list[str]:
    return [
        _("1. Corriger les cellules en rouge de la première feuille : un commentaire dit comment."),
        _("2. Enregistrer le classeur au format .xlsx."),
        _(
            "3. Le déposer de nouveau tel quel : la colonne « Fautes » et cette feuille "
            "ne sont pas lues."
        ),
    ]


def _messages(faults: Iterable[Fault]) -> Iterator[list[str]]:
    """The most frequent first."""
    first: dict[tuple[str, str], int | None] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for fault in faults:
        told = (fault.message, fault.remedy)
        first.setdefault(told, fault.row)
        counts[told] += 1
    for told, count in counts.most_common(MESSAGES):
        yield [*told, str(first[told] or ""), str(count)]
