import csv
import io
import zipfile

import pytest
import python_calamine as calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuelles.member_list.annotated import AnnotatedFile, annotated
from mutuelles.member_list.faults import Fault, Unreadable
from mutuelles.member_list.reading import Reading, read
from tests.mutuelles.member_list.lists import (
    CORPUS,
    HEADINGS,
    KEYS,
    altered,
    as_csv,
    as_xlsx,
    line,
    told,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMPTY = "Cette cellule est vide. La remplir : elle est obligatoire."


def given_back(content: bytes, name: str) -> tuple[Reading, AnnotatedFile]:
    reading = read(content, name)
    return reading, annotated(content, name, reading.faults)


def sheets(content: bytes) -> dict[str, list[list[str]]]:
    workbook = calamine.load_workbook(io.BytesIO(content))
    return {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_annotated_csv_keeps_encoding_and_separator(encoding, separator):
    lines = [line(), [], line(establishment_number="ETA990000002", city="")]
    content = as_csv(lines, encoding=encoding, separator=separator)

    _reading, file = given_back(content, "liste.csv")

    assert (file.name, file.content_type.split(";")[0]) == ("liste-fautes.csv", "text/csv")
    read_back = list(csv.reader(io.StringIO(file.content.decode(encoding)), delimiter=separator))
    words = f"D : {EMPTY}  ·  D : "
    assert [row[:16] for row in read_back] == [HEADINGS, *lines]
    assert [row[16:] for row in read_back[:3]] == [["Fautes"], [], []]
    assert read_back[3][16].startswith(words[:60])


def test_annotated_csv_keeps_the_separator_declared_to_excel():
    content = b"sep=|\r\n" + as_csv([line(city="")], separator="|")

    reading, file = given_back(content, "liste.csv")

    assert file.content.startswith(b"sep=|\r\nNEQ")
    assert told(read(file.content, file.name).faults) == told(reading.faults)


def test_annotated_csv_makes_no_formula():
    content = as_csv([line(city="=cmd", signatory="+1", capacity=" @x", street="\t-1")])

    _reading, file = given_back(content, "liste.csv")

    row = list(csv.reader(io.StringIO(file.content.decode()), delimiter=";"))[1]
    cells = dict(zip(KEYS, row, strict=False))
    assert [cells[key] for key in ("city", "signatory", "capacity", "street")] == [
        "'=cmd",
        "'+1",
        "'@x",
        "'-1",
    ]


def test_annotated_replaces_the_faults_of_a_file_that_comes_back():
    _reading, first = given_back(as_csv([line(city="")]), "liste.csv")

    _reading, again = given_back(first.content, first.name)

    assert again == first


def test_annotated_tells_the_faults_of_columns_beside_the_titles():
    content = as_csv([line()], headings=["Remarques" if h == "Ville" else h for h in HEADINGS])

    reading, file = given_back(content, "liste.csv")

    title = file.content.decode().splitlines()[0].split(";")[16]
    assert title.startswith("Fautes  ·  Il manque la colonne « Ville ».")
    assert told(read(file.content, file.name).faults) == told(reading.faults)


def test_annotated_refuses_a_file_that_cannot_be_read_to_its_end():
    content = as_csv([line()]) + b'"'

    with pytest.raises(Unreadable):
        annotated(content, "liste.csv", [])


@pytest.mark.parametrize("name", ["libreoffice.ods", "libreoffice.xls", "libreoffice.xlsx"])
def test_annotated_workbook_has_every_cell_in_its_place(name):
    content = (CORPUS / name).read_bytes()
    fault = Fault(5, "D", "Ville", "Saint-Éloi", "Ville inconnue.", "La vérifier.")

    file = annotated(content, name, [fault])

    assert (file.name, file.content_type) == ("libreoffice-fautes.xlsx", XLSX)
    table = sheets(file.content)["Membres 2022"]
    assert table[0][0] == "Liste des membres 2022"
    assert (table[3][0], table[4][0]) == ("1199000002", "1199 000 010")
    assert (table[2][16], table[4][16]) == ("Fautes", "D : Ville inconnue. La vérifier.")
    assert read(file.content, file.name).rows == read(content, name).rows


def test_annotated_workbook_has_the_same_bytes_each_time():
    content = as_xlsx([line(city="")])
    faults = read(content, "liste.xlsx").faults

    assert annotated(content, "liste.xlsx", faults) == annotated(content, "liste.xlsx", faults)


def test_annotated_workbook_marks_each_faulty_cell():
    content = as_xlsx([line(city="", contact_email="x")])

    _reading, file = given_back(content, "liste.xlsx")

    archive = zipfile.ZipFile(io.BytesIO(file.content))
    comments = archive.read("xl/comments1.xml").decode()
    assert [f'ref="{cell}"' in comments for cell in ("D2", "H2", "A2")] == [True, True, False]
    assert "La remplir : elle est obligatoire." in comments


def test_annotated_workbook_makes_no_formula():
    content = as_xlsx([line(city="=1+1", street="+1", signatory="@x")])

    _reading, file = given_back(content, "liste.xlsx")

    archive = zipfile.ZipFile(io.BytesIO(file.content))
    assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")
    assert sheets(file.content)["Membres"][1][3] == "=1+1"


def test_annotated_workbook_ends_with_a_summary():
    lines = [line(city=""), line(city="", establishment_number="ETA990000002")]

    _reading, file = given_back(as_xlsx(lines), "liste.xlsx")

    summary = sheets(file.content)["Sommaire"]
    assert summary[0][0] == "Fautes de « liste.xlsx »"
    assert summary[1][0] == "Fautes : 2. Lignes touchées : 2."
    assert ["Ville", "Ville", "D", "2"] in summary
    assert ["Cette cellule est vide.", "La remplir : elle est obligatoire.", "2", "2"] in summary
    assert list(sheets(file.content)) == ["Membres", "Sommaire"]


@pytest.mark.parametrize("name", ["Sommaire", "x" * 32, "a/b", "'a", "History"])
def test_annotated_workbook_names_its_sheets_as_excel_allows(name):
    escaped = name.encode()
    content = altered(
        as_xlsx([line(city="")]),
        "xl/workbook.xml",
        lambda xml: xml.replace(b'name="Membres"', b'name="%s"' % escaped),
    )

    reading, file = given_back(content, "liste.xlsx")

    assert reading.sheet == name
    assert list(sheets(file.content)) == ["Membres", "Sommaire"]


CELLS = st.text(
    st.characters(exclude_characters="\0", codec="utf-8"), max_size=12
) | st.sampled_from(["=1", "+1", "'=1", "Lévis", "", "\t@", "a;b", '"'])
ROWS = st.lists(
    st.dictionaries(st.sampled_from(KEYS), CELLS, max_size=6).map(lambda odd: line(**odd)),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60)
@given(ROWS, st.sampled_from(["utf-8", "utf-16"]), st.sampled_from(";,\t"))
def test_annotated_csv_is_read_as_the_file_was(rows, encoding, separator):
    content = as_csv(rows, encoding=encoding, separator=separator)
    reading, file = given_back(content, "liste.csv")

    again = read(file.content, file.name)

    assert (again.rows, told(again.faults)) == (reading.rows, told(reading.faults))


@settings(max_examples=40)
@given(ROWS)
def test_annotated_workbook_is_read_as_the_file_was(rows):
    reading, file = given_back(as_xlsx(rows), "liste.xlsx")

    again = read(file.content, file.name)

    assert (again.rows, told(again.faults)) == (reading.rows, told(reading.faults))
