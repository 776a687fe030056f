import pytest

from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import CORPUS, told

PASSWORD = "« {} » est protégé par un mot de passe."
ERROR = "La formule de cette cellule donne une erreur."
EMPTY = "Cette cellule est vide."


@pytest.mark.parametrize(
    "name, found",
    [
        ("libreoffice.ods", ("ODS", "", "", "Membres 2022")),
        ("libreoffice.xls", ("XLS", "", "", "Membres 2022")),
        ("libreoffice.xlsx", ("XLSX", "", "", "Membres 2022")),
        ("utf-8.csv", ("CSV", "UTF-8", ",", "")),
        ("utf-16.csv", ("CSV", "UTF-16", "\t", "")),
        ("windows-1252.csv", ("CSV", "Windows-1252", ";", "")),
        ("texte-entre-guillemets.csv", ("CSV", "UTF-8", ";", "")),
    ],
)
def test_read_takes_one_list_in_every_form(name, found):
    reading = read((CORPUS / name).read_bytes(), name)

    assert (reading.format, reading.encoding, reading.separator, reading.sheet) == found
    assert (reading.faults, reading.header_row) == ((), 3)
    kept = [(row.row, row.employer_number, row.establishment_number) for row in reading.rows]
    assert kept == [
        (4, "1199000002", "ETA990000001"),
        (5, "1199000010", "ETA990000002"),
        (7, "1199000002", "ETA990000003"),
    ]
    second = reading.rows[1]
    assert (second.employer_name, second.street) == ("L’Œuvre du Nord, s.e.n.c.", "8e Rang Est")


@pytest.mark.parametrize(
    "name, place",
    [("feuille-cachee.ods", (4, "C")), ("feuille-cachee.xls", (4, "C"))],
)
def test_read_takes_the_first_sheet_that_is_seen(name, place):
    reading = read((CORPUS / name).read_bytes(), name)

    assert (reading.sheet, reading.faults, len(reading.rows)) == ("Liste", (), 1)
    assert (reading.header_row, reading.letters["employer_number"]) == place


@pytest.mark.parametrize(
    "name, message", [("formules.ods", ERROR), ("formules.xls", EMPTY), ("formules.xlsx", ERROR)]
)
def test_read_takes_the_values_of_formulas_less_errors(name, message):
    reading = read((CORPUS / name).read_bytes(), name)

    assert told(reading.faults) == [(4, "C", message), (4, "D", message)]
    values = [(row.employer_number, row.employer_name, row.city) for row in reading.rows]
    assert values == [("1199000002", "Menuiserie des Trois Saules inc.", "Lévis")] * 2


@pytest.mark.parametrize(
    "name, capacity", [("dates.ods", "1"), ("dates.xls", "VRAI"), ("dates.xlsx", "VRAI")]
)
def test_read_takes_dates_and_figures_as_they_are_seen(name, capacity):
    row = read((CORPUS / name).read_bytes(), name).rows[1]

    assert (row.city, row.contact_name, row.capacity) == ("2021-12-16", "12.5", capacity)


@pytest.mark.parametrize(
    "name, message",
    [
        ("mot-de-passe.ods", PASSWORD),
        ("mot-de-passe.xls", PASSWORD),
        ("mot-de-passe.xlsx", PASSWORD),
        ("page-web.xls", "« {} » est une page web ou un fichier XML, et non une liste."),
        ("plat.fods", "« {} » est une page web ou un fichier XML, et non une liste."),
    ],
)
def test_read_says_what_is_no_list(name, message):
    faults = read((CORPUS / name).read_bytes(), name).faults

    assert told(faults) == [(None, None, message.format(name))]
