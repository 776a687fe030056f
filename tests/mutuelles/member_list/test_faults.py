import pytest

from mutuelles.member_list.faults import column_letter, column_number, shorten


@pytest.mark.parametrize(
    "index, letter", [(0, "A"), (15, "P"), (25, "Z"), (26, "AA"), (16383, "XFD")]
)
def test_column_letter_is_the_spreadsheet_s(index, letter):
    assert column_letter(index) == letter
    assert column_number(letter) == index + 1


def test_shorten_keeps_eighty_characters():
    short = shorten("x" * 81)

    assert short == "x" * 79 + "…"


def test_shorten_shows_what_does_not_print():
    short = shorten("a\0b")

    assert short == "a\N{REPLACEMENT CHARACTER}b"
