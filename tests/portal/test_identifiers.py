import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import identifiers


@pytest.mark.parametrize("neq", ["1199000002", "2299000002", "3399000002", "8899000002"])
def test_is_neq_takes_each_legal_form(neq):
    assert identifiers.is_neq(neq)


@pytest.mark.parametrize(
    "value",
    ["", "119900000", "11990000021", "4499000002", "1199000003", "1199 000 002", "١١٩٩٠٠٠٠٠٢"],
)
def test_is_neq_refuses_what_is_none(value):
    assert identifiers.is_neq(value) is False


@given(st.sampled_from(sorted(identifiers.LEGAL_FORMS)), st.integers(0, 9_999_999))
def test_neq_with_check_digit_makes_a_neq(prefix, rest):
    neq = identifiers.neq_with_check_digit(f"{prefix}{rest:07d}")

    assert identifiers.is_neq(neq)


@given(st.integers(0, 9_999_999), st.integers(2, 9), st.integers(1, 9))
def test_is_neq_refuses_any_single_typing_error(rest, position, shift):
    neq = identifiers.neq_with_check_digit(f"11{rest:07d}")
    wrong = str((int(neq[position]) + shift) % 10)

    assert not identifiers.is_neq(neq[:position] + wrong + neq[position + 1 :])


@pytest.mark.parametrize("neq, form", [("1199000002", "Personne morale"), ("4499000002", "")])
def test_legal_form_is_told_by_the_prefix(neq, form):
    assert identifiers.legal_form(neq) == form


@pytest.mark.parametrize(
    "value, code",
    [
        ("G1K 7E2", "G1K 7E2"),
        ("g1k7e2", "G1K 7E2"),
        ("G1K 7EO", None),
        ("D1K 7E2", None),
        ("G1K 7E", None),
    ],
)
def test_postal_code_is_written_one_way(value, code):
    assert identifiers.postal_code(value) == code


@pytest.mark.parametrize(
    "value, found", [("ENL12345678", True), ("ENL1234567", False), ("enl12345678", False)]
)
def test_employer_number_is_eight_digits_after_its_letters(value, found):
    assert bool(identifiers.EMPLOYER_NUMBER.fullmatch(value)) == found


@pytest.mark.parametrize("value, found", [("ETA123456789", True), ("ETA12345678", False)])
def test_establishment_number_is_nine_digits_after_its_letters(value, found):
    assert bool(identifiers.ESTABLISHMENT_NUMBER.fullmatch(value)) == found
