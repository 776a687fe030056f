import pytest

from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import (
    CORPUS,
    HEADINGS,
    ODS_CELL,
    altered,
    as_ods,
    line,
    ods_row,
    only_message,
    told,
)

CONTENT = "content.xml"
GREEDY = "Le classeur « liste » demande trop de mémoire ou de temps pour être ouvert."
ODD_CODE = "Le classeur « liste » contient du code qu’aucun tableur n’écrit."
FULL_ROW = "".join(f"{ODS_CELL}<text:p>x</text:p></table:table-cell>" for _ in range(16))


def test_open_ods_reads_repeated_rows_and_cells_where_they_are():
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    content = as_ods(ods_row(HEADINGS) + blank + ods_row(line(city="")))

    reading = read(content, "liste")

    assert (reading.format, reading.sheet) == ("ODS", "Membres")
    assert told(reading.faults) == [(5, "D", "Cette cellule est vide.")]


def test_open_ods_says_that_a_formula_was_not_calculated():
    formula = '<table:table-cell table:formula="of:=[.B2]&amp;&quot;!&quot;"/>'
    cells = f"{ODS_CELL}<text:p>Lévis</text:p></table:table-cell>"
    row = ods_row(line(city="Lévis", establishment_city="x")).replace(cells, formula, 1)

    reading = read(as_ods(ods_row(HEADINGS) + row), "liste")

    message = "Cette cellule contient une formule, et non une valeur."
    assert told(reading.faults) == [(2, "D", message)]
    assert reading.faults[0].value == '=[.B2]&"!"'


@pytest.mark.parametrize(
    "rows, message",
    [
        (
            f'<table:table-row table:number-rows-repeated="300000">{FULL_ROW}</table:table-row>',
            "Le tableau de « liste » s’étend jusqu’à la cellule P300000.",
        ),
        (
            f'<table:table-row table:number-rows-repeated="4000000000">{FULL_ROW}'
            "</table:table-row>",
            GREEDY,
        ),
        (
            f'<table:table-row>{ODS_CELL}<text:p><text:s text:c="2000000000"/></text:p>'
            "</table:table-cell></table:table-row>",
            GREEDY,
        ),
    ],
)
def test_open_ods_refuses_bombs(rows, message):
    assert only_message(as_ods(rows)) == message


def test_open_ods_refuses_entities():
    content = altered(
        as_ods(ods_row(HEADINGS)),
        CONTENT,
        lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml,
    )

    assert only_message(content) == ODD_CODE


@pytest.mark.parametrize(
    "change", [lambda xml: xml[: len(xml) // 2], lambda xml: b"", lambda xml: b"\xff" + xml]
)
def test_open_ods_says_that_a_file_is_damaged(change):
    content = altered((CORPUS / "libreoffice.ods").read_bytes(), CONTENT, change)

    reading = read(content, "liste")

    assert not reading.ok


def test_open_ods_refuses_other_documents():
    content = altered(
        as_ods(""), "mimetype", lambda kind: b"application/vnd.oasis.opendocument.text"
    )

    message = only_message(content)

    assert message == "« liste » n’est ni un classeur (.xlsx, .xls, .ods) ni un fichier CSV."
