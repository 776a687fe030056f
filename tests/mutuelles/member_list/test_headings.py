import pytest

from mutuelles.member_list.headings import find_titles, read_header
from tests.mutuelles.member_list.lists import HEADINGS, KEYS


def messages(titles):
    return [(fault.column, fault.message) for fault in read_header(1, titles)[1]]


def test_read_header_takes_the_model_s_titles():
    header, faults = read_header(1, HEADINGS)

    assert header.places == {key: index for index, key in enumerate(KEYS)}
    assert faults == []


def test_read_header_forgets_case_accents_spaces_and_order():
    titles = [f"  {title.upper().replace('É', 'E')} : " for title in reversed(HEADINGS)]

    header, faults = read_header(1, titles)

    assert header.places == {key: 15 - index for index, key in enumerate(KEYS)}
    assert faults == []


def test_read_header_takes_other_names():
    titles = ["neq", "Raison sociale", "Adresse", *HEADINGS[3:]]

    header, faults = read_header(1, titles)

    assert header.letter("employer_name") == "B"
    assert faults == []


ENGLISH = [
    "Employer number",
    "Employer name",
    "Street address",
    "City",
    "Province",
    "Postal code",
    "Contact name",
    "E-mail",
    "Establishment number",
    "Establishment name",
    "Establishment address",
    "Establishment city",
    "Establishment postal code",
    "Resolution or power of attorney",
    "Signatory",
    "Signatory’s title",
]


def test_read_header_takes_english_names():
    header, faults = read_header(1, ENGLISH)

    assert header.places == {key: index for index, key in enumerate(KEYS)}
    assert faults == []


def test_read_header_names_a_missing_column():
    found = messages([title for title in HEADINGS if title != "Courriel"])

    assert found == [(None, "Il manque la colonne « Courriel ».")]


def test_read_header_lets_optional_columns_miss():
    found = messages([t for t in HEADINGS if t not in ("Province", "Nom de l’établissement")])

    assert found == []


def test_read_header_names_a_repeated_column():
    found = messages(["No d’employeur", *HEADINGS[1:15], "NEQ", HEADINGS[15]])

    assert found == [
        (None, "La liste a 17 colonnes ; elle en a 16 au plus."),
        ("P", "La colonne « NEQ ou numéro d’employeur » se trouve déjà en A."),
    ]


def test_read_header_names_an_unknown_column():
    found = messages(["Remarques" if title == "Province" else title for title in HEADINGS])

    assert found == [("E", "Le titre « Remarques » n’est pas celui d’une colonne de la liste.")]


def test_read_header_leaves_untitled_columns():
    header, faults = read_header(1, [*HEADINGS[:8], "", *HEADINGS[8:], " "])

    assert header.untitled == [8]
    assert faults == []


def test_read_header_counts_columns_far_to_the_right():
    found = messages([*HEADINGS, *[""] * 5000, "Remarques"])

    assert found == [(None, "La liste a 5017 colonnes ; elle en a 16 au plus.")]


def test_read_header_says_once_that_there_are_no_titles():
    found = messages(["1199000002", "Menuiserie", "Lévis"])

    assert found == [(None, "La première ligne ne contient aucun titre de colonne connu.")]


def test_read_header_says_that_other_sheets_are_not_read():
    (fault,) = read_header(1, ["Liste des membres, voir la feuille 2"])[1]

    assert fault.remedy == (
        "Repartir du modèle à télécharger, ou copier sa première ligne en tête de la liste. "
        "D’un classeur, seule la première feuille est lue."
    )


def test_read_header_counts_columns_by_the_thousand():
    found = messages([*HEADINGS, *["Remarques"] * 5000])

    assert found == [(None, "La liste a 5016 colonnes ; elle en a 16 au plus.")]


def test_read_header_leaves_out_the_column_of_faults():
    header, faults = read_header(1, [*HEADINGS, "Fautes · A : ce titre"])

    assert (len(header.columns), faults) == (16, [])


def test_read_header_obeys_a_mapping():
    mapping = {key: 2 * index for index, key in enumerate(KEYS)}

    header, faults = read_header(1, HEADINGS, mapping)

    assert (header.places, header.letter("city"), faults) == (mapping, "G", [])


def test_read_header_names_what_a_mapping_lacks():
    mapping = {key: index for index, key in enumerate(KEYS) if key != "city"}

    faults = read_header(1, HEADINGS, mapping | {"street": -1})[1]

    assert [fault.message for fault in faults] == [
        "Il manque la colonne « Adresse (numéro et rue) ».",
        "Il manque la colonne « Ville ».",
    ]


@pytest.mark.parametrize(
    "before",
    [[], [["Liste des membres 2022"]], [["Mutuelle", "Ville"], ["le 3 septembre"], ["", "NEQ"]]],
)
def test_find_titles_passes_what_comes_before(before):
    place = find_titles([*before, HEADINGS, ["Ville", "Contact", "Employeur"]])

    assert place == len(before)


@pytest.mark.parametrize(
    "lines, place",
    [
        ([["Un", "Deux"], ["Ville", "Nom"]], 0),
        ([["Liste", " ", ""], ["Un", "Deux", "Trois"], ["a", "b", "c"]], 1),
    ],
)
def test_find_titles_takes_the_first_wide_line_where_none_is_known(lines, place):
    assert find_titles(lines) == place
