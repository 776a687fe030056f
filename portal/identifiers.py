"""Forms and checks of the identifiers of employers (`domain.md` § 5); pure functions."""

import re

from stdnum import luhn

LEGAL_FORMS = {
    "11": "Personne morale",
    "22": "Entreprise individuelle",
    "33": "Société de personnes ou association",
    "88": "Organisme public",
}
EMPLOYER_NUMBER = re.compile(r"ENL\d{8}", re.ASCII)
ESTABLISHMENT_NUMBER = re.compile(r"ETA\d{9}", re.ASCII)
POSTAL_CODE = re.compile(
    r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d", re.ASCII
)


def is_neq(value: str) -> bool:
    """Ten digits, a known prefix, and Luhn over digits 3 to 10."""
    return bool(re.fullmatch(r"(11|22|33|88)\d{8}", value, re.ASCII)) and luhn.is_valid(value[2:])


def neq_with_check_digit(nine_digits: str) -> str:
    """Complete nine digits with the check digit: `119900000` gives `1199000009`, say."""
    return nine_digits + luhn.calc_check_digit(nine_digits[2:])


def legal_form(neq: str) -> str:
    """French label of the legal form told by the first two digits, or an empty string."""
    return LEGAL_FORMS.get(neq[:2], "")


def postal_code(value: str) -> str | None:
    """`g1k7e2` as `G1K 7E2`, or None when it is not a Canadian postal code."""
    compact = "".join(value.split()).upper()
    return f"{compact[:3]} {compact[3:]}" if POSTAL_CODE.fullmatch(compact) else None
