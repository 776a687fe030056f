"""French orthotypography: sources are typed with plain spaces, pages show the right ones."""

import re

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"

RULES = (
    (re.compile(r" (?=[:»%$])"), NO_BREAK),
    (re.compile(r"(?<=«) "), NO_BREAK),
    (re.compile(r" (?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(rf"(?<=\d|r) (?=(?:{MONTHS})\b)"), NO_BREAK),
    (re.compile(rf"\b({MONTHS}) (?=[\d{{])"), rf"\1{NO_BREAK}"),
    (re.compile(r"\b(clauses?|articles?|sections?|numéro) (?=[\d{])"), rf"\1{NO_BREAK}"),
    (re.compile(r"(?<=\b[A-Z]\d[A-Z]) (?=\d[A-Z]\d\b)"), NO_BREAK),  # a postal code
)

# a space in one of the places that a rule may change: most names have none
CANDIDATE = re.compile(
    r" (?:(?=[:»%$;!?])|(?<=« )|(?<=[eilnorstA-Z] )(?=[\d{])|(?<=[\dr] )(?=[adfjmnos]))"
)


def typeset(text: str) -> str:
    """The same sentence with the no-break spaces of French before and after its marks.

    Idempotent: a space that is already right is left alone.
    """
    if CANDIDATE.search(text):
        for pattern, space in RULES:
            text = pattern.sub(space, text)
    return text
