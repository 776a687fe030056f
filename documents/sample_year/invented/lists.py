"""The spreadsheets that managers uploaded, good or full of faults."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable

import xlsxwriter

from documents.sample_year.invented.employers import PlannedEmployer, PlannedEstablishment
from mutuelles.member_list.columns import COLUMNS

CREATED = dt.datetime(2021, 9, 1)
Cells = dict[str, str]


def rows(employers: Iterable[PlannedEmployer]) -> list[Cells]:
    """A row for each establishment, by key of column."""
    return [_row(employer, one) for employer in employers for one in employer.establishments]


def _row(employer: PlannedEmployer, establishment: PlannedEstablishment) -> Cells:
    return {
        "employer_number": employer.neq or employer.number,
        "employer_name": employer.name,
        "street": employer.place.street,
        "city": employer.place.city,
        "province": "Québec",
        "postal_code": employer.place.postal_code,
        "contact_name": employer.contact.name,
        "contact_email": employer.contact.email,
        "establishment_number": establishment.number,
        "establishment_name": establishment.name,
        "establishment_street": establishment.place.street,
        "establishment_city": establishment.place.city,
        "establishment_postal_code": establishment.place.postal_code,
        "paper": "Résolution" if employer.neq else "Procuration",
        "signatory": employer.signatory,
        "capacity": employer.capacity,
    }


def spoil(rows: list[Cells]) -> list[Cells]:
    """The same list with the faults that people really make, one per row from the second on."""
    spoiled = [dict(row) for row in rows]
    for row, fault in zip(spoiled[1:], FAULTS, strict=False):
        row.update(fault(row))
    return [*spoiled, dict(rows[0])]


FAULTS: tuple[Callable[[Cells], Cells], ...] = (
    lambda row: {"employer_number": "1,19928E+09"},  # a spreadsheet that shortens numbers
    lambda row: {"establishment_postal_code": "G1K 7E"},
    lambda row: {"signatory": ""},
    lambda row: {"contact_email": row["contact_email"].replace("@", " à ")},
    lambda row: {"paper": "Lettre"},
)


def write(file_name: str, rows: list[Cells]) -> bytes:
    """The file that a manager would upload, in the format that its name tells."""
    table = [[column.heading for column in COLUMNS]]
    table += [[row[column.key] for column in COLUMNS] for row in rows]
    return _write_xlsx(table) if file_name.endswith(".xlsx") else _write_csv(table)


def _write_csv(table: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(table)
    return text.getvalue().encode("utf-8-sig")


def _write_xlsx(table: list[list[str]]) -> bytes:
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        workbook.set_properties({"created": CREATED})
        sheet = workbook.add_worksheet("Membres")
        for number, cells in enumerate(table):
            sheet.write_row(number, 0, cells)
    return content.getvalue()
