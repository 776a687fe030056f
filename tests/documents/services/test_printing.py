"""The press of the process: what it says of a text that cannot be printed."""

import pytest

from documents.models import PaperVersion
from documents.services import paper_samples, printing
from tests.paper import named

CROISSANT = "\U0001f950"
SAID = "Aucune police ne dessine «\u00a0%s\u00a0». À corriger\u00a0: %s."
SAMPLE = paper_samples.letter()
LETTERS = {
    "nom de l’employeur": {"employer": SAMPLE["employer"] | {"name": CROISSANT}},
    "adresse de l’employeur": {"employer": SAMPLE["employer"] | {"address": CROISSANT}},
    "titre": {"title": CROISSANT},
    "sujet": {"subject": CROISSANT},
    "paragraphe 2": {"paragraphs": ["Bonjour.", f"Un {CROISSANT}."]},
    "paragraphe 1, paragraphe 2": {"paragraphs": [CROISSANT, CROISSANT]},
    "tableau": {"table": {"head": ["Pain"], "rows": [[CROISSANT]]}},
    "coordonnées": {"contact": SAMPLE["contact"] | {"name": CROISSANT}},
}


@pytest.mark.parametrize("place", LETTERS)
def test_say_where_a_letter_cannot_be_printed(db, place):
    letter = SAMPLE | LETTERS[place]

    with pytest.raises(printing.Unprintable) as refusal:
        printing.print_document(letter, PaperVersion.objects.get(), None)

    assert str(refusal.value) == SAID % (CROISSANT, place)


def test_say_where_a_letter_hides_a_character(db):
    letter = SAMPLE | {"subject": "Avis \u202esiva"}

    with pytest.raises(printing.Unprintable) as refusal:
        printing.print_document(letter, PaperVersion.objects.get(), None)

    assert str(refusal.value) == SAID % ("U+202E", "sujet")


def test_say_which_fields_of_a_certificate_cannot_be_printed(db):
    snapshot = named(f"Boulangerie {CROISSANT}")
    number = snapshot["certificates"][0]["number"]

    with pytest.raises(printing.Unprintable) as refusal:
        printing.print_certificate(snapshot, PaperVersion.objects.get(), number, None)

    places = "nom de la mutuelle, nom de l’employeur, nom de l’établissement, nom du gestionnaire"
    assert str(refusal.value) == SAID % (CROISSANT, places)
