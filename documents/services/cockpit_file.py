"""The members of a cockpit as a file: whatever their number, few of them in memory at a time."""

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from documents.services import cockpit_words
from mutuelles.member_list.cells import FORMULA_SIGNS
from portal.models import Employer

BATCH = 2000
COLUMNS = (
    *("name", "neq", "number", "city", "status", "papers", "signature"),
    *("signed_on", "issued_on", "first_read_on"),
)
WIDTHS = (40, 14, 16, 20, 18, 20, 18, 12, 16, 16)

Cell = str | dt.date | None


def headings() -> list[str]:
    return [
        _("Membre"),
        _("NEQ"),
        _("Numéro d’employeur"),
        _("Ville"),
        _("Adhésion"),
        _("Pièces"),
        _("Signature"),
        _("Signée le"),
        _("Document émis le"),
        _("Première lecture"),
    ]


def as_csv(members: QuerySet[Employer]) -> Iterator[bytes]:
    """Line by line, as French spreadsheets want them: UTF-8 with its mark, semicolons.

    The words are those of the language of this call, whenever the lines are taken.
    """
    return _lines(headings(), _reader(), members)


def _lines(
    titles: list[str], read: Callable[[tuple[Any, ...]], list[Cell]], members: QuerySet[Employer]
) -> Iterator[bytes]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield b"\xef\xbb\xbf" + writer.writerow(titles)
    for member in _values(members):
        yield writer.writerow(_as_text(cell) for cell in read(member))


class _Echo:
    """Where `csv` writes: it gives each line back."""

    def write(self, line: str) -> bytes:
        return line.encode()


def _as_text(cell: Cell) -> str:
    """A spreadsheet takes a cell of a CSV for a formula by its first sign, even after a space."""
    text = cell.isoformat() if isinstance(cell, dt.date) else cell or ""
    return f"'{text}" if text.lstrip().startswith(FORMULA_SIGNS) else text


def as_xlsx(members: QuerySet[Employer]) -> IO[bytes]:
    """A file to read from its beginning; it goes away when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 (whoever sends it closes it)
    options = {
        "constant_memory": True,
        "default_date_format": "yyyy-mm-dd",
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet(_("Membres"))
        sheet.freeze_panes(1, 1)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        title = workbook.add_format({"bold": True, "bg_color": "#DAE6F0"})
        sheet.write_row(0, 0, headings(), title)
        _write(sheet, map(_reader(), _values(members)))
    file.seek(0)
    return file


def _write(sheet: Worksheet, rows: Iterable[list[Cell]]) -> None:
    """Text as text, whatever it looks like: numbers keep their zeros, nothing is a formula."""
    for rank, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(rank, column, cell)
            elif cell:
                sheet.write_string(rank, column, cell)


def _values(members: QuerySet[Employer]) -> Iterator[tuple[Any, ...]]:
    return members.values_list(*COLUMNS).iterator(BATCH)


def _reader() -> Callable[[tuple[Any, ...]], list[Cell]]:
    """What makes cells of a member, in today's language: a file outlives its request."""
    statuses, papers, signatures = (
        {word: str(label) for word, label in words.items()}
        for words in (cockpit_words.STATUSES, cockpit_words.PAPERS, cockpit_words.SIGNATURES)
    )

    def read(member: tuple[Any, ...]) -> list[Cell]:
        name, neq, number, city, status, worst, signature, *days = member
        words = statuses.get(status), papers.get(worst), signatures.get(signature)
        return [name, neq, number, city, *words, *days]

    return read
