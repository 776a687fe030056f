"""For whom a paper is and which one, by its file name, as people write such names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles.choices import PaperKind
from mutuelles.paper_file.naming import Named, read_name
from mutuelles.paper_file.refusal import Refused
from tests.cast import neq

NEQ = neq(1)
SPACED = f"{NEQ[:4]} {NEQ[4:7]} {NEQ[7:]}"


def refusal(name: str) -> str:
    with pytest.raises(Refused) as refused:
        read_name(name)
    return str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("name", "number", "kind"),
    [
        (f"{NEQ}_resolution.pdf", NEQ, PaperKind.RESOLUTION),
        (f"{NEQ}.pdf", NEQ, None),
        (f"{NEQ} Résolution (1).PDF", NEQ, PaperKind.RESOLUTION),
        (f"Résolution-{NEQ}-2022.jpeg", NEQ, PaperKind.RESOLUTION),
        (f"NEQ {SPACED} procuration.png", NEQ, PaperKind.PROCURATION),
        (f"{NEQ[:3]}-{NEQ[3:6]}-{NEQ[6:]}.pdf", NEQ, None),
        ("ENL12345678-revocation.png", "ENL12345678", PaperKind.REVOCATION),
        ("enl 1234 5678 RÉVOCATION.png", "ENL12345678", PaperKind.REVOCATION),
        (f"{NEQ}_annulation de révocation.pdf", NEQ, PaperKind.ANNULMENT),
        (f"pièces/2022\\{NEQ}_procuration.pdf", NEQ, PaperKind.PROCURATION),
        (f"2021121600_{NEQ}.pdf", NEQ, None),
        (f"{NEQ}_{NEQ}.pdf", NEQ, None),
    ],
)
def test_read_number_and_kind(name, number, kind):
    assert read_name(name) == Named(number, kind)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("résolution.pdf", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."),
        ("", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."),
        ("IMG_20211216.jpg", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."),
        (f"{NEQ}0.pdf", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."),
        ("1199000003.pdf", "1199000003 n’est pas un NEQ : vérifier les dix chiffres."),
        (f"{NEQ}_{neq(2)}.pdf", "Le nom du fichier porte deux numéros."),
        (
            f"{NEQ}_resolution_procuration.pdf",
            "Le nom du fichier dit deux pièces : une par fichier.",
        ),
    ],
)
def test_refuse_name_that_does_not_say(name, sentence):
    assert refusal(name) == sentence


@given(st.text(max_size=60))
def test_answer_to_any_name(name):
    try:
        named = read_name(name)
    except Refused as refused:
        assert str(refused).endswith(".")
    else:
        assert len(named.number) in (10, 11)
