import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles.entente_text import plain
from mutuelles.entente_text.comparison import marked
from mutuelles.entente_text.edition_2021 import EDITION as EDITION_2021
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import PLACEHOLDER, PLACES, Edition
from mutuelles.entente_text.writing import clause, sub

SHORT = """\
1. Objet

1.1 L’Entente lie les membres de « {mutuelle_name} » :
a) ceux qui l’ont signée ;
b) ceux qui l’ont
retournée.
1.2 Elle dure un an.
2. Durée
2.1 Du 1er janvier au 31 décembre {year}.
"""


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in plain.read(text, 2023).faults]


def test_read_what_was_written():
    reading = plain.read(SHORT, 2023)

    assert reading.faults == []
    assert reading.edition == Edition(
        2023,
        (
            clause(
                1,
                "Objet",
                sub(
                    "L’Entente lie les membres de « {mutuelle_name} » :",
                    "ceux qui l’ont signée ;",
                    "ceux qui l’ont retournée.",
                ),
                sub("Elle dure un an."),
            ),
            clause(2, "Durée", sub("Du 1er janvier au 31 décembre {year}.")),
        ),
    )


@pytest.mark.parametrize("edition", [EDITION_2021, EDITION])
def test_read_published_editions_back(edition):
    reading = plain.read(plain.write(edition), edition.year)

    assert (reading.edition, reading.faults) == (marked(edition, []), [])


def test_read_is_the_same_twice():
    text = plain.write(plain.read(SHORT, 2023).edition)

    assert plain.write(plain.read(text, 2023).edition) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [(1, "Ce texte n’a aucune clause.")]),
        (
            "Bonjour\n1. Objet\n1.1 Oui.",
            [(1, "Le texte commence par un titre\xa0: «\xa01. Objet\xa0».")],
        ),
        ("1.1 Oui.\n1. Objet\n1.1 Oui.", [(1, "Cette clause n’a pas de titre au-dessus d’elle.")]),
        ("1. Objet\na) oui\n1.1 Oui.", [(2, "Cet alinéa n’a pas de clause au-dessus de lui.")]),
        ("1. Objet\n1.1 Oui.\n3. Durée\n2.1 Oui.", [(3, "On lit 3\xa0: on attend 2.")]),
        ("1. Objet\n1.2 Oui.", [(2, "On lit 1.2\xa0: on attend 1.1.")]),
        ("1. Objet\n1.1 Oui\xa0:\nb) ceci.", [(3, "On lit b\xa0: on attend a.")]),
        ("1. Objet\n2. Durée\n2.1 Oui.", [(1, "Cette clause a un titre et ne dit rien.")]),
    ],
)
def test_read_faults_by_line(text, found):
    assert faults(text) == found


@pytest.mark.parametrize("text", ["Pour {annee}.", "Pour {year.", "Pour year}.", "Pour {}."])
def test_read_unknown_places_as_faults(text):
    [(line, message)] = faults(f"1. Objet\n1.1 {text}")

    assert (line, "{" in message) == (2, False)
    assert message.startswith("Entre accolades, on ne peut écrire que\xa0: firm_address,")


def test_places_are_those_of_published_editions():
    texts = plain.write(EDITION)

    assert set(PLACEHOLDER.findall(texts)) == PLACES


LINES = st.sampled_from(
    [
        "1. Objet",
        "2. Durée",
        "1.1 Oui.",
        "1.2 {year}",
        "2.1 Non.",
        "a) ceci",
        "b) cela",
        "",
        "et plus",
    ]
)


@given(st.lists(LINES).map("\n".join) | st.text())
def test_read_never_raises(text):
    reading = plain.read(text, 2023)

    if not reading.faults:
        assert plain.read(plain.write(reading.edition), 2023).edition == reading.edition
