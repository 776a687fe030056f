import pytest

from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import HEADINGS, as_csv, faults_of, line, places_of


def test_read_row_gives_normalised_values():
    values = line(
        employer_number="1199 000 002", province="qc", postal_code="g0x1a9", paper="PROCURATION"
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
