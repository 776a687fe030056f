"""The kinds of values that columns hold: from a clean text to what the register keeps."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from stdnum import luhn

from mutuelles.member_list.cells import Refused, fold
from portal import identifiers

# In the two lines of the model; untouched, they are not read.
EXAMPLE_NAME = "Exemple à effacer (Menuiserie des Trois Saules inc.)"
QUEBEC = "Québec"
PROVINCES = {
    QUEBEC: ("qc", "pq", "quebec", "que", "provincedequebec"),
    "AB": ("ab", "alberta", "alb"),
    "BC": ("bc", "cb", "britishcolumbia", "colombiebritannique"),
    "MB": ("mb", "manitoba", "man"),
    "NB": ("nb", "newbrunswick", "nouveaubrunswick"),
    "NL": ("nl", "tnl", "newfoundlandandlabrador", "terreneuveetlabrador"),
    "NS": ("ns", "ne", "novascotia", "nouvelleecosse"),
    "NT": ("nt", "tno", "northwestterritories", "territoiresdunordouest"),
    "NU": ("nu", "nunavut"),
    "ON": ("on", "ont", "ontario"),
    "PE": ("pe", "ipe", "princeedwardisland", "ileduprinceedouard"),
    "SK": ("sk", "saskatchewan", "sask"),
    "YT": ("yt", "yn", "yukon"),
}
PROVINCE_OF = {name: province for province, names in PROVINCES.items() for name in names}
PAPERS = {
    "resolution": "RESOLUTION",
    **dict.fromkeys(("procuration", "powerofattorney", "proxy"), "PROCURATION"),
}

ABBREVIATED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
TYPED_PAPERS = {"RESOLUTION": "Résolution", "PROCURATION": "Procuration"}
# 1,14E+09 opened and saved again is 1140000000.
ROUNDED = re.compile(r"\d+0{5}", re.ASCII)
BETWEEN_DIGITS = re.compile(r"[\s\-‐‑–]")
DIGITS = re.compile(r"\d+", re.ASCII)
# Luhn's sum of two digits: the sum of a number is that of its pairs.
LUHN_SUMS = {f"{pair:02d}": luhn.checksum(f"{pair:02d}") for pair in range(100)}


class Kind(NamedTuple):
    """`parse` gives the value of a clean text, or raises `Refused`.

    `taken`, where there is one, tells of many clean texts at once whether `parse` would leave them
    all as they are: the usual case, in a tenth of the time.
    """

    parse: Callable[[str], str]
    taken: Callable[[Sequence[str]], bool] | None = None


def _all_like(usual: str) -> Callable[[Sequence[str]], bool]:
    pattern = re.compile(usual, re.ASCII)
    return lambda values: all(map(pattern.fullmatch, values))


def _compact(value: str) -> str:
    """A number without spaces and dashes; refuse what Excel shortened."""
    if ABBREVIATED.fullmatch(value.replace(" ", "")):
        raise _abbreviated()
    return BETWEEN_DIGITS.sub("", value).upper()


def _abbreviated() -> Refused:
    return Refused(
        _("Excel a abrégé ce numéro : ses derniers chiffres sont perdus."),
        _("Mettre la colonne au format Texte, puis retaper le numéro au complet."),
    )


def _employer_number(value: str) -> str:
    """A NEQ or an employer number (`domain.md` § 5), without spaces."""
    number = _compact(value)
    if identifiers.EMPLOYER_NUMBER.fullmatch(number) or identifiers.is_neq(number):
        return number
    if number.startswith("ENL"):
        raise Refused(
            _lost_digits(number, 8)
            or _("Un numéro d’employeur s’écrit ENL suivi de huit chiffres."),
            _("Vérifier le numéro sur un avis de cotisation, ou inscrire le NEQ."),
        )
    if not DIGITS.fullmatch(number):
        raise Refused(
            _("Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres)."),
            _("Inscrire l’un des deux, seul, sans autre texte."),
        )
    raise _refused_neq(number)


def _lost_digits(number: str, count: int) -> str:
    """`ENL1234` for `ENL00001234`: a spreadsheet drops the zeros before a number."""
    digits = number[3:]
    if not DIGITS.fullmatch(digits) or len(digits) >= count:
        return ""
    return _(
        "Ce numéro compte %(expected)s chiffres après ses trois lettres ; "
        "il en a perdu, il en reste %(left)s."
    ) % {"expected": count, "left": len(digits)}


def _refused_neq(number: str) -> Refused:
    if len(number) < 10:
        return Refused(
            _("Un NEQ compte dix chiffres ; celui-ci en a perdu, il en reste %(count)s.")
            % {"count": len(number)},
            _(
                "Mettre la colonne au format Texte, puis retaper le NEQ au complet. "
                "Un numéro d’employeur commence par ENL."
            ),
        )
    if len(number) > 10:
        return Refused(
            _("Un NEQ compte dix chiffres ; celui-ci en a %(count)s.") % {"count": len(number)},
            _("Vérifier le numéro au registre des entreprises."),
        )
    if number[:2] not in identifiers.LEGAL_FORMS:
        return Refused(
            _("Un NEQ commence par 11, 22, 33 ou 88 ; celui-ci commence par %(prefix)s.")
            % {"prefix": number[:2]},
            _("Vérifier le numéro au registre des entreprises."),
        )
    if ROUNDED.fullmatch(number):
        return _abbreviated()
    return Refused(
        _("Ce NEQ n’existe pas : son dernier chiffre ne va pas avec les autres."),
        _("Chercher une faute de frappe ou deux chiffres intervertis."),
    )


def _establishment_number(value: str) -> str:
    number = _compact(value)
    if identifiers.ESTABLISHMENT_NUMBER.fullmatch(number):
        return number
    lost = _lost_digits(number, 9) if number.startswith("ETA") else ""
    raise Refused(
        lost or _("Un numéro d’établissement s’écrit ETA suivi de neuf chiffres."),
        _("Vérifier le numéro et l’inscrire au complet, ETA compris."),
    )


def _postal_code(value: str) -> str:
    code = identifiers.postal_code(BETWEEN_DIGITS.sub("", value))
    if code:
        return code
    raise Refused(
        _("Ce n’est pas un code postal canadien."),
        _("L’écrire comme G1K 7E2 ; la lettre O et le chiffre 0 se confondent souvent."),
    )


def _province(value: str) -> str:
    """« Québec » for its many spellings, two letters for the others."""
    found = PROVINCE_OF.get(fold(value))
    if found:
        return found
    raise Refused(
        _("Cette province n’est pas reconnue."),
        _("Écrire Québec, ou le nom ou les deux lettres d’une autre province du Canada."),
    )


def _email(value: str) -> str:
    """An address in lower case: it will name an account."""
    try:
        validate_email(value)
    except ValidationError:
        raise Refused(
            _("Ce n’est pas une adresse de courriel."),
            _("Inscrire une seule adresse, comme prenom.nom@entreprise.example."),
        ) from None
    return value.lower()


def _paper(value: str) -> str:
    found = PAPERS.get(fold(value))
    if found:
        return found
    raise Refused(
        _("La pièce qui nomme le signataire est une résolution ou une procuration."),
        _("Écrire Résolution ou Procuration."),
    )


_usual_numbers = _all_like(r"(?:11|22|33|88)\d{8}|ENL\d{8}")


def _usual_employer_numbers(values: Sequence[str]) -> bool:
    sums = LUHN_SUMS
    return _usual_numbers(values) and not any(
        (sums[number[2:4]] + sums[number[4:6]] + sums[number[6:8]] + sums[number[8:]]) % 10
        for number in values
        if number[0] != "E"
    )


def _employer_name(value: str) -> str:
    if value == EXAMPLE_NAME:
        raise Refused(
            _("C’est encore le nom de l’exemple du modèle."),
            _("Inscrire le nom de l’employeur, ou effacer la ligne."),
        )
    return value


TEXT = Kind(lambda value: value, lambda _values: True)
EMPLOYER_NUMBER = Kind(_employer_number, _usual_employer_numbers)
EMPLOYER_NAME = Kind(_employer_name, lambda values: EXAMPLE_NAME not in values)
ESTABLISHMENT_NUMBER = Kind(_establishment_number, _all_like(r"ETA\d{9}"))
POSTAL_CODE = Kind(
    _postal_code, _all_like(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d")
)
PROVINCE = Kind(_province)
EMAIL = Kind(
    _email,
    _all_like(
        r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    ),
)
PAPER = Kind(_paper)
