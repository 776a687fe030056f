"""Member lists written by the tests: values of a line, CSV and XLSX of lines."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter

from mutuelles.member_list.cells import Refused
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.reading import read

HEADINGS = [column.heading for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]
OTHER_NEQ = "1199000010"


def refusal(parse: Callable[[str], str], value: str) -> str:
    """Why a value is not taken."""
    with pytest.raises(Refused) as caught:
        parse(value)
    return caught.value.message


def line(**values: str) -> list[str]:
    """The example of the model, with some values changed."""
    return [values.get(column.key, column.example) for column in COLUMNS]


def as_csv(
    lines: Sequence[Sequence[str]],
    *,
    headings: Sequence[str] = HEADINGS,
    encoding: str = "utf-8",
    separator: str = ";",
) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([headings, *lines])
    return text.getvalue().encode(encoding)


def as_xlsx(lines: Sequence[Sequence[object]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Membres")
        for row, values in enumerate([headings, *lines]):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
    return content.getvalue()


def faults_of(*lines: Sequence[str]) -> list[Fault]:
    return list(read(as_csv(lines), "liste.csv").faults)


def places_of(*lines: Sequence[str]) -> list[tuple[int | None, str | None, str]]:
    """Row, column and message of each fault, which is what most tests look at."""
    return [(fault.row, fault.column, fault.message) for fault in faults_of(*lines)]
