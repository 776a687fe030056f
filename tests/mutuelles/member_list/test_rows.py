import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles.member_list import rows
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.reading import read
from mutuelles.member_list.rows import as_typed, mend
from tests.mutuelles.member_list.lists import (
    HEADINGS,
    KEYS,
    as_csv,
    faults_of,
    line,
    places_of,
    told,
)


def test_read_row_gives_normalised_values():
    values = line(
        employer_number="1199 000 002", province="qc", postal_code="g0x1a9", paper="PROCURATION"
    )

    row = read(as_csv([values]), "liste.csv").rows[0]

    assert (row.row, row.employer_number, row.province) == (2, "1199000002", "Québec")
    assert (row.postal_code, row.paper) == ("G0X 1A9", "PROCURATION")


def test_read_row_fills_what_may_be_empty():
    values = line(province="", establishment_name="")

    row = read(as_csv([values]), "liste.csv").rows[0]

    assert (row.province, row.establishment_name) == ("Québec", row.employer_name)


def test_read_row_fills_columns_that_are_left_out():
    kept = [i for i, title in enumerate(HEADINGS) if title not in ("Province", HEADINGS[9])]
    content = as_csv([[line()[i] for i in kept]], headings=[HEADINGS[i] for i in kept])

    row = read(content, "liste.csv").rows[0]

    assert (row.province, row.establishment_name) == ("Québec", row.employer_name)


def test_read_row_says_where_each_fault_is():
    values = line(employer_number="1199000003", city="", postal_code="H0H")

    faults = faults_of(values)

    assert [(f.row, f.column, f.heading, f.value) for f in faults] == [
        (2, "A", "NEQ ou numéro d’employeur", "1199000003"),
        (2, "D", "Ville", ""),
        (2, "F", "Code postal", "H0H"),
    ]
    assert faults[1].message == "Cette cellule est vide."
    assert faults[1].remedy == "La remplir : elle est obligatoire."


@pytest.mark.parametrize(
    "key, column, limit",
    [("employer_name", "B", 200), ("city", "D", 100), ("contact_name", "G", 150)],
)
def test_read_row_refuses_a_text_too_long(key, column, limit):
    places = places_of(line(**{key: "x" * (limit + 1)}))

    message = f"Ce texte compte {limit + 1} caractères ; la limite est de {limit}."
    assert places == [(2, column, message)]


def test_read_row_refuses_a_value_under_no_title():
    places = places_of([*line(), "bureau 3"])

    assert places == [(2, "Q", "Cette valeur n’est sous aucun titre de colonne.")]


def test_read_row_sees_a_line_cut_short():
    places = places_of(line()[:15])

    assert places == [(2, "P", "Cette cellule est vide.")]


def test_read_row_forgives_the_apostrophe_of_a_text():
    row = read(as_csv([line(city="'-Ville", capacity='="Président"')]), "liste.csv").rows[0]

    assert (row.city, row.capacity) == ("-Ville", "Président")


ODD = st.sampled_from(
    [
        *("", " ", "  Lévis  ", "Le\u0301vis", "QuÃ©bec", "a\x07b", "=1+1", "'=1", "'+1", "#N/A"),
        *("#3", "a|b", "|", "a  b", "SÃO", "\u00a0x", "g1k7e2", "G1K 7E2", "QC", "Ontario"),
        *("1199000002", "1199000003", "ENL12345678", "eta990000001", "ETA990000001", "A@b.ca"),
        *("a@b.ca", "Résolution", "x" * 101, "x" * 201),
    ]
)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
@given(st.lists(ODD | st.text(max_size=9), min_size=1, max_size=300))
def test_read_column_finds_what_each_cell_alone_would_give(column, raws):
    values, refusals = rows._read_column(column, raws)

    each, refused = rows._read_each(column, raws)
    assert list(values) == each
    assert [(place, one.message) for place, one in refusals] == [
        (place, one.message) for place, one in refused
    ]


def test_read_keeps_faulty_lines_as_they_were_read():
    lines = [line(), line(city=" ", province=" qc "), line(establishment_number="ETA2")[:9]]

    faulty = read(as_csv(lines), "liste.csv").faulty

    assert [row.row for row in faulty] == [3, 4]
    assert (faulty[0].cells["city"], faulty[0].cells["province"]) == (" ", " qc ")
    assert (faulty[1].cells["establishment_number"], faulty[1].cells["paper"]) == ("ETA2", "")


def test_read_keeps_lines_that_contradict_others_as_they_would_be_typed():
    lines = [line(), line(establishment_number="eta 990 000 002", signatory="Anne Roy")]

    (faulty,) = read(as_csv(lines), "liste.csv").faulty

    assert (faulty.row, set(faulty.cells)) == (3, set(KEYS))
    assert (faulty.cells["paper"], faulty.cells["signatory"]) == ("Résolution", "Anne Roy")


def test_mend_reads_a_line_as_the_file_would():
    (kept,) = read(as_csv([line(province="qc", establishment_name="")]), "liste.csv").rows

    row, faults = mend(2, dict(zip(KEYS, line(establishment_name=""), strict=True)), {})

    assert (row, faults) == (kept, [])


def test_mend_says_what_is_still_wrong():
    cells = dict(zip(KEYS, line(city="", contact_email="x"), strict=True))

    row, faults = mend(7, cells, {"city": "D"})

    assert row is None
    assert told(faults) == [
        (7, "D", "Cette cellule est vide."),
        (7, None, "Ce n’est pas une adresse de courriel."),
    ]
    assert [fault.heading for fault in faults] == ["Ville", "Courriel"]


def test_mend_takes_back_what_as_typed_gives():
    (kept,) = read(as_csv([line(province="Ontario", paper="procuration")]), "liste.csv").rows

    assert mend(kept.row, as_typed(kept), {}) == (kept, [])
