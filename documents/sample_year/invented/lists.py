"""The member lists of 2022: what became of each, and the spreadsheets that were uploaded."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import xlsxwriter

from documents.sample_year.invented.employers import PlannedEmployer, PlannedEstablishment
from mutuelles.choices import MemberListStatus
from mutuelles.member_list.columns import COLUMNS

YEAR = 2022
TO_UPLOAD = "MUT00047"  # nothing for 2022 yet: the visitor of the demo uploads its list
NEWCOMER = "Entretien Belle-Marée inc."  # whom the register does not know: accepted, it is invited
CREATED = dt.datetime(2021, 9, 1)
Cells = dict[str, str]


@dataclass(frozen=True)
class PlannedList:
    mutuelle: str
    file_name: str
    day: dt.date
    fate: MemberListStatus
    decided_on: dt.date | None = None
    reason: str = ""
    unknown: str = ""  # the name of an employer that the register does not know


def _september(day: int) -> dt.date:
    return dt.date(2021, 9, day)


def _accepted(mutuelle: str, file_name: str, day: int, november: int) -> PlannedList:
    decided = dt.date(2021, 11, november)
    return PlannedList(mutuelle, file_name, _september(day), MemberListStatus.ACCEPTED, decided)


LISTS = (
    PlannedList("MUT00042", "membres_boulange_2022.xlsx", _september(20), MemberListStatus.FAULTY),
    _accepted("MUT00042", "membres_boulange_2022_corrige.xlsx", 28, 12),
    _accepted("MUT00007", "transporteurs-2022.csv", 14, 5),
    PlannedList(
        "MUT00011", "bois-et-foret-2022-essai.csv", _september(15), MemberListStatus.ABANDONED
    ),
    _accepted("MUT00011", "bois-et-foret-2022.csv", 16, 5),
    _accepted("MUT00015", "Soudure et métal 2022.xlsx", 22, 9),
    _accepted("MUT00019", "batir_ensemble_membres.csv", 24, 9),
    _accepted("MUT00053", "communautes-du-nord.csv", 27, 12),
    _accepted("MUT00058", "soins_2022.xlsx", 29, 15),
    PlannedList(
        "MUT00031",
        "champs-fromageries.csv",
        _september(17),
        MemberListStatus.REFUSED,
        dt.date(2021, 10, 22),
        "L’exposé sommaire des objectifs de prévention n’est pas joint au projet.",
    ),
    PlannedList(
        "MUT00031",
        "champs-fromageries-v2.csv",
        dt.date(2021, 11, 2),
        MemberListStatus.SUBMITTED,
        unknown="Fromagerie des Deux-Rivières-Neuves inc.",
    ),
    PlannedList(
        "MUT00036",
        "garages_2022.xlsx",
        _september(30),
        MemberListStatus.SUBMITTED,
        unknown="Garage Aube-Nord inc.",
    ),
    PlannedList(
        "MUT00023", "comptoirs 2022 (2).xlsx", dt.date(2021, 12, 13), MemberListStatus.FAULTY
    ),
    PlannedList(
        "MUT00028", "tables_et_auberges.xlsx", dt.date(2021, 12, 14), MemberListStatus.TO_CONFIRM
    ),
)


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
