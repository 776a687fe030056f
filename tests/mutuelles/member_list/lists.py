"""Member lists written by the tests: values of a line, CSV and XLSX of lines."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import xlsxwriter

from mutuelles.member_list.cells import Refused
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.reading import read

HEADINGS = [column.heading for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]
CORPUS = Path(__file__).with_name("corpus")
ODS_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="Membres">%s</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
ODS_CELL = '<table:table-cell office:value-type="string">'
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


def as_ods(table: str) -> bytes:
    """What LibreOffice would make of the rows of a table, less all that does not matter."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        archive.writestr("content.xml", ODS_CONTENT % table)
    return content.getvalue()


def ods_row(cells: Sequence[str]) -> str:
    written = "".join(
        f"{ODS_CELL}<text:p>{escape(cell)}</text:p></table:table-cell>" for cell in cells
    )
    return f"<table:table-row>{written}</table:table-row>"


def altered(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one of its members changed."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            data = old.read(name)
            archive.writestr(name, change(data) if name == member else data)
    return new.getvalue()


def only_message(content: bytes, name: str = "liste") -> str:
    (fault,) = read(content, name).faults
    return fault.message


def told(faults: Iterable[Fault]) -> list[tuple[int | None, str | None, str]]:
    """Row, column and message of each, which is what most tests look at."""
    return [(fault.row, fault.column, fault.message) for fault in faults]


def faults_of(*lines: Sequence[str]) -> list[Fault]:
    return list(read(as_csv(lines), "liste.csv").faults)


def places_of(*lines: Sequence[str]) -> list[tuple[int | None, str | None, str]]:
    return told(faults_of(*lines))
