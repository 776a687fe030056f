import io
import re
import zipfile
from datetime import date, datetime, time

import pytest
import xlsxwriter

from mutuelles.member_list.reading import read
from mutuelles.member_list.workbook import as_text
from tests.mutuelles.member_list.lists import HEADINGS, altered, as_xlsx, line, only_message, told

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
DAMAGED = "Le classeur « liste.xlsx » est abîmé : il ne s’ouvre pas."


def test_open_xlsx_reads_numbers_as_they_are_seen():
    values = [1199000002.0, *line()[1:]]

    reading = read(as_xlsx([values]), "liste.xlsx")

    assert (reading.format, reading.sheet, reading.ok) == ("XLSX", "Membres", True)
    assert reading.rows[0].employer_number == "1199000002"


@pytest.mark.parametrize(
    "value, text",
    [
        (1199000002.0, "1199000002"),
        (12.5, "12.5"),
        (True, "VRAI"),
        (date(2021, 12, 16), "2021-12-16"),
        (datetime(2021, 12, 16, 11, 22), "2021-12-16T11:22:00"),
        (time(11, 22), "11:22:00"),
    ],
)
def test_as_text_writes_what_a_person_reads(value, text):
    assert as_text(value) == text


def test_open_xlsx_numbers_rows_and_columns_as_the_sheet_does():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row("C4", HEADINGS)
        sheet.write_row("C6", line(city=""))

    reading = read(content.getvalue(), "liste.xlsx")

    assert [(fault.row, fault.column) for fault in reading.faults] == [(6, "F")]


def test_open_xlsx_reads_the_first_visible_sheet():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("Calculs").hide()
        sheet = book.add_worksheet("Liste 2022")
        sheet.activate()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, line())

    reading = read(content.getvalue(), "liste.xlsx")

    assert (reading.sheet, reading.ok) == ("Liste 2022", True)


def test_open_xlsx_ignores_a_million_rows_that_are_only_coloured():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, line())
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bg_color": "red"}))

    reading = read(content.getvalue(), "liste.xlsx")

    assert (reading.ok, reading.rows_read) == (True, 1)


def test_open_xlsx_refuses_a_cell_at_the_end_of_the_sheet():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write(1_048_575, 16_383, "x")

    message = only_message(content.getvalue(), "liste.xlsx")

    assert message == "Le tableau de « liste.xlsx » s’étend jusqu’à la cellule XFD1048576."


def test_open_xlsx_refuses_a_long_text_repeated():
    message = only_message(as_xlsx([["x" * 30_000] * 16] * 1500), "liste.xlsx")

    assert message == "Le classeur « liste.xlsx » contient beaucoup trop de texte."


@pytest.mark.parametrize("announced", [b'count="4000000000"', b"uniqueCount\n= '4000000000'"])
def test_open_xlsx_reserves_nothing_for_texts_that_are_only_announced(announced):
    content = altered(
        as_xlsx([line()]),
        TEXTS,
        lambda xml: re.sub(rb'count="\d+" uniqueCount="\d+"', announced, xml),
    )

    reading = read(content, "liste.xlsx")

    assert (reading.ok, reading.rows_read) == (True, 1)


def with_inline_cell(text: bytes) -> bytes:
    cell = b'<row r="2"><c r="A2" t="inlineStr"><is>%s</is></c></row></sheetData>' % text
    return altered(as_xlsx([]), SHEET, lambda xml: xml.replace(b"</sheetData>", cell))


@pytest.mark.parametrize(
    "text", [b"<t>" + b"x" * 32_768 + b"</t>", (b"<r><t>" + b"x" * 16_384 + b"</t></r>") * 2]
)
def test_open_xlsx_refuses_a_cell_longer_than_a_spreadsheet_writes(text):
    message = only_message(with_inline_cell(text), "liste.xlsx")

    assert message == "Le classeur « liste.xlsx » contient beaucoup trop de texte."


def test_open_xlsx_refuses_a_bomb():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(TYPES, "spreadsheetml.sheet.main+xml")
        for number in range(9):
            archive.writestr(f"xl/{number}.xml", b" " * 25_000_000)

    message = only_message(bomb.getvalue(), "liste.xlsx")

    assert message == ("« liste.xlsx » est trop lourd : plus de 200 Mo une fois ouvert.")


def test_open_xlsx_refuses_entities():
    content = altered(
        as_xlsx([line()]),
        SHEET,
        lambda xml: xml.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
    )

    message = only_message(content, "liste.xlsx")

    assert message == "Le classeur « liste.xlsx » contient du code qu’aucun tableur n’écrit."


@pytest.mark.parametrize("value", [b"", b"<v></v>", b"<v />"])
@pytest.mark.parametrize("kind", [b"", b' t="str"'])
def test_open_xlsx_says_that_a_formula_was_not_calculated(value, kind):
    formula = b"<f>B2&amp;C2</f>" + value
    content = altered(
        as_xlsx([line(city=12.5)]),
        SHEET,
        lambda xml: xml.replace(
            b'<c r="D2"><v>12.5</v></c>', b'<c r="D2"%s>%s</c>' % (kind, formula)
        ),
    )

    reading = read(content, "liste.xlsx")

    message = "Cette cellule contient une formule, et non une valeur."
    assert told(reading.faults) == [(2, "D", message)]
    assert reading.faults[0].value == "=B2&C2"


def test_open_xlsx_says_that_a_formula_gives_an_error():
    content = altered(
        as_xlsx([line(city=12.5)]),
        SHEET,
        lambda xml: xml.replace(
            b'<c r="D2"><v>12.5</v></c>', b'<c r="D2" t="e"><f>A1</f><v>#REF!</v></c>'
        ),
    )

    faults = read(content, "liste.xlsx").faults

    assert told(faults) == [(2, "D", "La formule de cette cellule donne une erreur.")]


def test_open_xlsx_takes_the_value_of_a_formula():
    content = altered(
        as_xlsx([line(city=12.5)]),
        SHEET,
        lambda xml: xml.replace(
            b'<c r="D2"><v>12.5</v></c>', b'<c r="D2" t="str"><f>A1</f><v>Lac</v></c>'
        ),
    )

    rows = read(content, "liste.xlsx").rows

    assert [row.city for row in rows] == ["Lac"]


def test_open_xlsx_refuses_binary_workbooks():
    kind = b"vnd.ms-excel.sheet.binary.macroEnabled.main"

    message = only_message(altered(as_xlsx([line()]), TYPES, lambda xml: kind), "liste.xlsx")

    assert message == "« liste.xlsx » est un classeur avec macros (.xlsb)."


def test_open_xlsx_refuses_macros():
    content = altered(
        as_xlsx([line()]),
        TYPES,
        lambda xml: xml.replace(
            b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )

    message = only_message(content, "liste.xlsx")

    assert message == "« liste.xlsx » est un classeur avec macros (.xlsm)."


def test_open_xlsx_says_that_a_file_is_damaged():
    content = as_xlsx([line()])

    message = only_message(content[: len(content) // 2], "liste.xlsx")

    assert message == DAMAGED


def test_open_xlsx_says_that_a_sheet_is_damaged():
    content = altered(as_xlsx([line()]), SHEET, lambda xml: xml[: xml.index(b"</sheetData>")])

    message = only_message(content, "liste.xlsx")

    assert message == DAMAGED
