import pytest

from mutuelles.member_list.doubts import Doubt, doubts
from mutuelles.member_list.headings import read_header
from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import HEADINGS, KEYS, as_csv, line


def found(titles: list[str]) -> list[Doubt]:
    return list(doubts(read_header(1, titles)[0]))


def titles(**changes: str) -> list[str]:
    return [changes.get(key, heading) for key, heading in zip(KEYS, HEADINGS, strict=True)]


def test_doubts_are_none_for_the_titles_of_the_model():
    assert found(HEADINGS) == []


@pytest.mark.parametrize(
    "key, title",
    [
        ("contact_email", "Corriel"),
        ("employer_number", "NEQ (10 chiffres)"),
        ("employer_name", "Nom légal de l’employeur"),
        ("city", "Ville (siège)"),
        ("establishment_city", "Ville de létabl."),
        ("capacity", "Fonction"),
        ("signatory", "Nom de la personne signataire"),
    ],
)
def test_doubts_offer_first_the_column_that_looks_like_the_title(key, title):
    (doubt, missing) = found(titles(**{key: title}))

    assert (doubt.title, doubt.index, doubt.candidates[0]) == (title, KEYS.index(key), key)
    assert missing == Doubt(None, "", "", (key,))


def test_doubts_offer_no_column_that_has_its_place():
    (doubt,) = found([*HEADINGS, "Villes"])

    assert doubt == Doubt(16, "Villes", "Q", ())


def test_doubts_name_a_title_that_comes_twice():
    (doubt,) = found([*HEADINGS, "Ville"])

    assert doubt == Doubt(16, "Ville", "Q", ("city",))


def test_doubts_are_settled_by_a_mapping():
    content = as_csv([[*line(), "x"]], headings=[*titles(city="Lieu", street="Ville"), "Ville"])
    unsettled = read(content, "liste.csv")

    settled = read(content, "liste.csv", mapping={key: i for i, key in enumerate(KEYS)})

    assert (unsettled.rows, len(unsettled.doubts)) == ((), 3)
    assert (settled.faults, settled.doubts) == ((), ())
    assert (settled.rows[0].city, settled.places["city"]) == ("Lévis", 3)


def test_mapping_may_give_one_column_to_two_keys():
    content = as_csv([line()[:10]], headings=HEADINGS[:10])
    mapping = {key: index for index, key in enumerate(KEYS[:10])}
    same = {
        "establishment_street": 2,
        "establishment_city": 3,
        "establishment_postal_code": 5,
        "signatory": 6,
        "capacity": 6,
    }

    reading = read(content, "liste.csv", mapping=mapping | same | {"paper": 11})

    assert [(fault.column, fault.message) for fault in reading.faults] == [
        ("L", "Cette cellule est vide.")
    ]
    assert reading.faulty[0].cells["establishment_city"] == "Lévis"
