import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutuelles.member_list import reading as reading_module
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.reading import Reading, read
from portal.identifiers import neq_with_check_digit
from tests.mutuelles.member_list.lists import (
    CORPUS,
    HEADINGS,
    KEYS,
    OTHER_NEQ,
    altered,
    as_csv,
    as_ods,
    as_xlsx,
    line,
    ods_row,
)


def text_of(*, max_size: int):
    """Printable Latin text as a list may hold it, with single spaces, in Windows-1252 too."""
    letters = st.characters(codec="cp1252", categories=("Lu", "Ll", "Nd"))
    words = st.text(letters | st.sampled_from("'’.-&,;\"/()"), min_size=1, max_size=12)
    return (
        st.lists(words, min_size=1, max_size=4)
        .map(" ".join)
        .filter(lambda text: len(text) <= max_size and "Ã" not in text and "â" not in text)
    )


NEQS = st.builds(
    lambda prefix, rest: neq_with_check_digit(f"{prefix}{rest:07d}"),
    st.sampled_from(["11", "22", "33", "88"]),
    st.integers(0, 9_999_999),
)
NUMBERS = NEQS | st.integers(0, 99_999_999).map("ENL{:08d}".format)
POSTAL_CODES = st.from_regex(r"\A[GHJK][0-9][ABCEGHJ] [0-9][ABCEGHJ][0-9]\Z")
EMPLOYERS = st.fixed_dictionaries(
    {
        "employer_number": NUMBERS,
        "employer_name": text_of(max_size=200),
        "street": text_of(max_size=200),
        "city": text_of(max_size=100),
        "province": st.sampled_from(["Québec", "ON", "NB"]),
        "postal_code": POSTAL_CODES,
        "contact_name": text_of(max_size=150),
        "contact_email": st.from_regex(r"\A[a-z]{1,9}\.[a-z]{1,9}@[a-z]{1,9}\.example\Z"),
        "paper": st.sampled_from(["RESOLUTION", "PROCURATION"]),
        "signatory": text_of(max_size=200),
        "capacity": text_of(max_size=100),
    }
)
ESTABLISHMENTS = st.fixed_dictionaries(
    {
        "establishment_number": st.integers(0, 999_999_999).map("ETA{:09d}".format),
        "establishment_name": text_of(max_size=200),
        "establishment_street": text_of(max_size=200),
        "establishment_city": text_of(max_size=100),
        "establishment_postal_code": POSTAL_CODES,
    }
)


@st.composite
def member_lists(draw):
    """Rows of employers that agree with themselves, each establishment once, in any order."""
    employers = draw(
        st.lists(EMPLOYERS, min_size=1, max_size=4, unique_by=lambda e: e["employer_number"])
    )
    establishments = draw(
        st.lists(
            ESTABLISHMENTS, min_size=1, max_size=8, unique_by=lambda e: e["establishment_number"]
        )
    )
    return [draw(st.sampled_from(employers)) | establishment for establishment in establishments]


def lines_of(rows):
    return [[row[column.key] for column in COLUMNS] for row in rows]


def values_of(reading: Reading):
    kept = [row._asdict() for row in reading.rows]
    return [{key: value for key, value in row.items() if key != "row"} for row in kept]


@given(
    member_lists(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(";,\t"),
)
def test_read_gives_back_any_csv_that_we_can_write(rows, encoding, separator):
    content = as_csv(lines_of(rows), encoding=encoding, separator=separator)

    reading = read(content, "liste.csv")

    assert reading.faults == ()
    assert values_of(reading) == rows


@settings(max_examples=40)
@given(member_lists(), st.permutations(range(len(COLUMNS))))
def test_read_gives_back_any_workbook_that_we_can_write(rows, order):
    lines = [[line[index] for index in order] for line in lines_of(rows)]
    content = as_xlsx(lines, headings=[HEADINGS[index] for index in order])

    reading = read(content, "liste.xlsx")

    assert reading.faults == ()
    assert values_of(reading) == rows


@settings(max_examples=15)
@given(member_lists())
def test_read_gives_back_any_ods_that_we_can_write(rows):
    content = as_ods("".join(map(ods_row, [HEADINGS, *lines_of(rows)])))

    reading = read(content, "liste.ods")

    assert reading.faults == ()
    assert values_of(reading) == rows


@settings(max_examples=30)
@given(member_lists(), st.lists(st.lists(text_of(max_size=20), max_size=4), max_size=9))
def test_read_passes_what_comes_before_the_titles(rows, before):
    before = [cells for cells in before if any(cells)]
    content = as_csv([*before, HEADINGS, *lines_of(rows)], headings=["Liste"])

    reading = read(content, "liste.csv")

    assert (reading.header_row, reading.faults) == (len(before) + 2, ())
    assert values_of(reading) == rows


@settings(max_examples=30)
@given(member_lists(), st.permutations(range(len(COLUMNS) + 3)))
def test_read_obeys_any_mapping(rows, order):
    mapping = dict(zip(KEYS, order, strict=False))
    lines = [["x"] * (len(COLUMNS) + 3) for _row in rows]
    for cells, row in zip(lines, rows, strict=True):
        for key, index in mapping.items():
            cells[index] = row[key]
    content = as_csv(lines, headings=["?"] * (len(COLUMNS) + 3))

    reading = read(content, "liste.csv", mapping=mapping)

    assert (reading.faults, reading.places) == ((), mapping)
    assert values_of(reading) == rows


@given(st.binary(max_size=2000))
def test_read_never_raises_for_bytes(content):
    reading = read(content, "liste")

    assert not reading.ok


@given(st.lists(st.sampled_from([*HEADINGS, "", "x"]) | st.text(max_size=9), max_size=120))
def test_read_never_raises_for_titles(titles):
    content = as_csv([line(), [*line(), "x"]], headings=titles)

    reading = read(content, "liste.csv")

    assert isinstance(reading, Reading)


@given(st.lists(st.lists(st.text(max_size=30), max_size=18), min_size=1, max_size=6))
def test_read_never_raises_for_cells(lines):
    content = as_csv(lines, encoding="utf-8-sig").replace(b"\r\n", b"\n")

    reading = read(content, "liste.csv")

    assert {row.row for row in reading.rows}.isdisjoint(fault.row for fault in reading.faults)


# places are shares of the file: a workbook holds the hour, and with it its length varies
DAMAGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8
)


def damaged(content: bytes, damages: list[tuple[float, int]], kept: float) -> bytes:
    bytes_of_it = bytearray(content)
    for place, byte in damages:
        bytes_of_it[int(place * len(content))] = byte
    return bytes(bytes_of_it[: int(kept * len(content))])


@settings(max_examples=60)
@given(DAMAGES, st.floats(0, 1) | st.just(1.0))
def test_read_never_raises_for_a_damaged_workbook(damages, kept):
    content = damaged(as_xlsx([line()]), damages, kept)

    reading = read(content, "liste.xlsx")

    assert isinstance(reading, Reading)


@pytest.mark.parametrize("name", ["libreoffice.ods", "libreoffice.xls", "utf-16.csv"])
@settings(max_examples=25)
@given(DAMAGES, st.floats(0.5, 1) | st.just(1.0))
def test_read_never_raises_for_a_damaged_file(name, damages, kept):
    content = damaged((CORPUS / name).read_bytes(), damages, kept)

    reading = read(content, name)

    assert isinstance(reading, Reading)


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.ods"])
@settings(max_examples=25)
@given(st.data())
def test_read_never_raises_for_an_archive_with_a_damaged_part(name, data):
    content = (CORPUS / name).read_bytes()
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = [member.filename for member in archive.infolist() if member.file_size]
    part = data.draw(st.sampled_from(parts))
    damages = data.draw(DAMAGES)
    kept = data.draw(st.floats(0.5, 1) | st.just(1.0))

    reading = read(altered(content, part, lambda xml: damaged(xml, damages, kept)), name)

    assert isinstance(reading, Reading)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "a"]),
        st.binary(max_size=200),
    )
)
def test_read_never_raises_for_an_archive(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
        for name, data in members.items():
            archive.writestr(name, data)

    reading = read(content.getvalue(), "liste.xlsx")

    assert not reading.ok


def test_read_tells_where_each_column_stands():
    content = as_csv([line()[::-1]], headings=HEADINGS[::-1])

    letters = read(content, "liste.csv").letters

    assert (letters["capacity"], letters["employer_number"], len(letters)) == ("A", "P", 16)


def test_read_refuses_a_file_too_large():
    (fault,) = read(as_csv([line()]), "liste.csv", max_bytes=100).faults

    assert (fault.row, fault.message) == (None, "« liste.csv » pèse plus de 0 Mo.")


def test_read_refuses_too_many_rows():
    lines = [line(establishment_number=f"ETA{number:09d}") for number in range(4)]

    reading = read(as_csv(lines), "liste.csv", max_rows=3)

    assert [(fault.row, fault.message) for fault in reading.faults] == [
        (None, "La liste compte plus de 3 lignes.")
    ]


def test_read_takes_as_many_rows_as_the_limit():
    lines = [line(establishment_number=f"ETA{number:09d}") for number in range(3)]

    reading = read(as_csv([*lines, [], []]), "liste.csv", max_rows=3)

    assert (reading.ok, reading.rows_read) == (True, 3)


def test_read_says_that_there_are_only_titles():
    reading = read(as_csv([]), "liste.csv")

    assert [(fault.row, fault.message) for fault in reading.faults] == [
        (None, "« liste.csv » ne contient aucun membre.")
    ]


def test_read_says_which_sheet_is_empty():
    reading = read(as_xlsx([], headings=[]), "liste.xlsx")

    assert [fault.message for fault in reading.faults] == [
        "La première feuille de « liste.xlsx », « Membres », ne contient aucun membre."
    ]


def test_read_reports_columns_first_and_alone():
    content = as_csv(
        [line(city="")], headings=["Remarques" if h == "Province" else h for h in HEADINGS]
    )

    reading = read(content, "liste.csv")

    assert [(fault.row, fault.column) for fault in reading.faults] == [(1, "E")]
    assert (reading.rows, reading.rows_read) == ((), 0)


def test_read_orders_faults_as_the_sheet_does():
    lines = [
        line(),
        line(employer_name="Autre nom", capacity=""),
        line(employer_number=OTHER_NEQ, establishment_number="ETA990000003", city=""),
    ]

    faults = read(as_csv(lines), "liste.csv").faults

    assert [(f.row, f.column) for f in faults] == [(3, "B"), (3, "I"), (3, "P"), (4, "D")]


def test_read_keeps_only_sound_rows():
    lines = [line(), line(establishment_number="ETA990000002", city="")]

    reading = read(as_csv(lines), "liste.csv")

    assert ([row.row for row in reading.rows], reading.rows_read, reading.ok) == ([2], 2, False)
    assert len(reading.employers) == 1


def test_read_stops_after_two_thousand_faults():
    lines = [line(establishment_number="", city="")] * 1500

    faults = read(as_csv(lines), "liste.csv").faults

    assert len(faults) == reading_module.MAX_FAULTS + 1
    assert faults[-1].message == "La lecture s’arrête avant la ligne 1002, après 2000 fautes."


def test_read_stops_after_two_thousand_disagreements():
    reading = read(as_csv([line()] * 2500), "liste.csv")

    assert (len(reading.rows), len(reading.faulty), reading.rows_read) == (1, 2000, 2001)
    assert reading.faults[-1].message == (
        "La lecture s’arrête avant la ligne 2003, après 2000 fautes."
    )


def test_read_keeps_every_line_with_a_fault_apart():
    lines = [line(), line(city=""), line(establishment_number="ETA990000002", capacity="Chef")]

    reading = read(as_csv(lines), "liste.csv")

    assert [row.row for row in reading.rows] == [2]
    assert [row.row for row in reading.faulty] == [3, 4]
