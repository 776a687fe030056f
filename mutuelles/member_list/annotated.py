"""A list given back with its faults in it, to be mended and uploaded again as it is."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from mutuelles.member_list.annotated_xlsx import write_xlsx
from mutuelles.member_list.cells import FORMULA_SIGNS
from mutuelles.member_list.encoding import Encoding
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.files import open_table
from mutuelles.member_list.marked import MarkedList
from mutuelles.member_list.tables import Table

SUFFIX = "-fautes"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AnnotatedFile(NamedTuple):
    content: bytes
    name: str
    content_type: str


def annotated(
    content: bytes,
    name: str,
    faults: Sequence[Fault],
    *,
    mapping: Mapping[str, int] | None = None,
) -> AnnotatedFile:
    """The same CSV, or an XLSX for any workbook: every cell where it was, every fault where it is.

    Raises `Unreadable` for a file that cannot be read to its end.
    """
    table = open_table(content, name)
    marked = MarkedList(table, faults, mapping)
    stem = PurePath(name).stem.removesuffix(SUFFIX) + SUFFIX
    if table.encoding:
        kind = f"text/csv; charset={table.encoding.codec}"
        return AnnotatedFile(_write_csv(table, table.encoding, marked), f"{stem}.csv", kind)
    return AnnotatedFile(write_xlsx(marked, table.sheet, name), f"{stem}.xlsx", XLSX)


def _write_csv(table: Table, encoding: Encoding, marked: MarkedList) -> bytes:
    text = io.StringIO()
    text.write(table.declaration)
    writer = csv.writer(text, delimiter=table.separator)
    for number, cells in marked.lines:
        words = marked.in_words(number)
        if words or len(cells) > marked.column:
            padding = [""] * (marked.column - len(cells))
            cells = [*cells[: marked.column], *padding, words, *cells[marked.column + 1 :]]
        writer.writerow(map(_no_formula, cells))
    return encoding.mark + text.getvalue().encode(encoding.codec, "replace")


def _no_formula(cell: str) -> str:
    """A spreadsheet takes a cell of a CSV for a formula by its first sign, even after a tab."""
    inner = cell.lstrip()
    return f"'{inner}" if inner.startswith(FORMULA_SIGNS) else cell
