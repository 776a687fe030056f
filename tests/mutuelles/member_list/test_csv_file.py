import pytest

from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import HEADINGS, as_csv, line


@pytest.mark.parametrize(
    "encoding, shown",
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_open_csv_finds_encoding_and_separator(encoding, shown, separator):
    content = as_csv([line()], encoding=encoding, separator=separator)

    reading = read(content, "liste.csv")

    assert (reading.format, reading.encoding, reading.separator) == ("CSV", shown, separator)
    assert reading.rows[0].signatory == "Jean-Noël Côté"


def test_open_csv_reads_big_endian_utf_16():
    content = b"\xfe\xff" + as_csv([line()], encoding="utf-16-be")

    reading = read(content, "liste.csv")

    assert (reading.ok, reading.encoding) == (True, "UTF-16")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_open_csv_tells_utf_16_without_its_mark(encoding):
    reading = read(as_csv([line()], encoding=encoding), "liste.csv")

    assert (reading.ok, reading.encoding, reading.separator) == (True, "UTF-16", ";")


def test_open_csv_finds_the_separator_of_unknown_titles():
    reading = read(b"Un,Deux,Trois\r\na,b,c\r\n", "liste.csv")

    assert (reading.separator, reading.titles) == (",", ("Un", "Deux", "Trois"))


def test_open_csv_obeys_the_separator_declared_to_excel():
    content = b"sep=|\r\n" + as_csv([line()], separator="|")

    reading = read(content, "liste.csv")

    assert (reading.ok, reading.separator, reading.rows[0].row) == (True, "|", 2)


def test_open_csv_counts_blank_lines_and_lines_within_quotes():
    first = line(street="214, rue des Érables,\r\nbureau 3")
    wrong = line(establishment_number="ETA1")
    content = b"\r\n" + as_csv([first, [], wrong])

    reading = read(content, "liste.csv")

    assert [row.row for row in reading.rows] == [3]
    assert [(fault.row, fault.column) for fault in reading.faults] == [(5, "I")]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_open_csv_takes_every_end_of_line(end):
    content = as_csv([line()]).replace(b"\r\n", end.encode())

    reading = read(content, "liste.csv")

    assert (reading.ok, reading.rows_read) == (True, 1)


def test_open_csv_names_the_line_of_a_quote_left_open():
    content = as_csv([line()]) + b'1199000002;"Menuiserie des Trois Saules;214, rue\r\n'

    reading = read(content, "liste.csv")

    assert [(fault.row, fault.message) for fault in reading.faults] == [
        (3, "Les guillemets de cette ligne ne se referment pas comme il faut.")
    ]


def test_open_csv_reads_the_lines_before_a_quote_left_open():
    content = as_csv([line(city="")]) + b'1199000002;"Menuiserie\r\n'

    reading = read(content, "liste.csv")

    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "D"), (3, None)]


def test_open_csv_refuses_a_million_blank_lines():
    content = as_csv([line()]) + b";;;\r\n" * 1_000_000

    reading = read(content, "liste.csv")

    assert [fault.message for fault in reading.faults] == [
        "Le fichier contient plus de 100000 lignes vides."
    ]


def test_open_csv_refuses_two_encodings_in_one_file():
    content = as_csv([line()]) + as_csv([line()], encoding="cp1252")

    faults = read(content, "liste.csv").faults

    assert [(fault.row, fault.message) for fault in faults] == [
        (None, "« liste.csv » n’est pas d’un bout à l’autre en UTF-8, UTF-16 ou Windows-1252.")
    ]


def test_open_csv_refuses_nul_bytes():
    content = ";".join(HEADINGS).encode() + b"\r\n1199000002\0;"

    faults = read(content, "liste.csv").faults

    assert [(fault.row, fault.message) for fault in faults] == [
        (None, "« liste.csv » contient des octets nuls : ce n’est pas un texte, ou il est abîmé.")
    ]
