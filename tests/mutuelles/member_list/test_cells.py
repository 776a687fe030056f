import pytest

from mutuelles.member_list import cells
from tests.mutuelles.member_list.lists import refusal


@pytest.mark.parametrize(
    "raw, value",
    [
        ("  Les  Scieries\tdu Nord ", "Les Scieries du Nord"),
        ("12, rue\u00a0Haute\nbureau 3", "12, rue Haute bureau 3"),
        ("E\u0301loi\u0308se", "Éloïse"),
        ("\ufeffa@b.example\u200b", "a@b.example"),
    ],
)
def test_clean_leaves_one_space_and_composed_letters(raw, value):
    cleaned = cells.clean(raw)

    assert cleaned == value


@pytest.mark.parametrize(
    "odd, code",
    [
        ("\x07", "0007"),
        ("\x1c", "001C"),
        ("\u202e", "202E"),
        ("\ufdd0", "FDD0"),
        ("\ue000", "E000"),
    ],
)
def test_clean_refuses_what_does_not_print(odd, code):
    message = refusal(cells.clean, f"Scierie{odd} inc.")

    assert message == f"Un caractère qui ne s’imprime pas (U+{code}) se trouve dans cette cellule."


@pytest.mark.parametrize(
    "garbled", ["QuÃ©bec", "Lâ€™Entrepôt", "Qu\N{REPLACEMENT CHARACTER}bec", "NoÃ«l"]
)
def test_clean_refuses_damaged_accents(garbled):
    message = refusal(cells.clean, garbled)

    assert message == "Les accents de ce texte ont été abîmés par une conversion."
