"""From what stands in one cell to a value of the register, or the reason why not."""

import re
import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal import identifiers

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
PAPERS = {"resolution": "RESOLUTION", "procuration": "PROCURATION"}

# What copying from a web page or a mail leaves behind, and nobody can see to remove.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# « Ã© » for « é »: UTF-8 that a program took for Windows-1252.
MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]|â€|\N{REPLACEMENT CHARACTER}")
ABBREVIATED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
BETWEEN_DIGITS = re.compile(r"[\s\-‐‑–]")
DIGITS = re.compile(r"\d+", re.ASCII)


class Refused(Exception):
    """The value cannot be taken: why, and what to do."""

    def __init__(self, message: str, remedy: str):
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Letters and digits alone, without case or accents: « Code postal » is `codepostal`."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    return "".join(c for c in plain.casefold() if c.isalnum() and not unicodedata.combining(c))


def clean(raw: str) -> str:
    """NFC, every run of spaces and line breaks as one space; refuse what no one can read."""
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    text = unicodedata.normalize("NFC", raw if raw.isprintable() else raw.translate(INVISIBLE))
    if MOJIBAKE.search(text):
        raise Refused(
            _("Les accents de ce texte ont été abîmés par une conversion."),
            _("Repartir du fichier d’origine et l’enregistrer en « CSV UTF-8 » ou en .xlsx."),
        )
    value = " ".join(text.split())
    if CONTROL.search(text) or not value.isprintable():
        raise _illegible(text)
    return value


def _illegible(text: str) -> Refused:
    odd = next(c for c in text if CONTROL.match(c) or not (c.isprintable() or c.isspace()))
    return Refused(
        _("Un caractère qui ne s’imprime pas (U+%(code)s) se trouve dans cette cellule.")
        % {"code": f"{ord(odd):04X}"},
        _("Effacer la cellule et la retaper au clavier."),
    )


def plain(value: str) -> str:
    return value


def _compact(value: str) -> str:
    """A number without spaces and dashes; refuse what Excel shortened."""
    if ABBREVIATED.fullmatch(value.replace(" ", "")):
        raise Refused(
            _("Excel a abrégé ce numéro : ses derniers chiffres sont perdus."),
            _("Mettre la colonne au format Texte, puis retaper le numéro au complet."),
        )
    return BETWEEN_DIGITS.sub("", value).upper()


def employer_number(value: str) -> str:
    """A NEQ or an employer number (`domain.md` § 5), without spaces."""
    number = _compact(value)
    if identifiers.EMPLOYER_NUMBER.fullmatch(number) or identifiers.is_neq(number):
        return number
    if number.startswith("ENL"):
        raise Refused(
            _("Un numéro d’employeur s’écrit ENL suivi de huit chiffres."),
            _("Vérifier le numéro sur un avis de cotisation, ou inscrire le NEQ."),
        )
    if not DIGITS.fullmatch(number):
        raise Refused(
            _("Ni un NEQ (dix chiffres), ni un numéro d’employeur (ENL et huit chiffres)."),
            _("Inscrire l’un des deux, seul, sans autre texte."),
        )
    raise _refused_neq(number)


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
    return Refused(
        _("Ce NEQ n’existe pas : son dernier chiffre ne va pas avec les autres."),
        _("Chercher une faute de frappe ou deux chiffres intervertis."),
    )


def establishment_number(value: str) -> str:
    number = _compact(value)
    if identifiers.ESTABLISHMENT_NUMBER.fullmatch(number):
        return number
    raise Refused(
        _("Un numéro d’établissement s’écrit ETA suivi de neuf chiffres."),
        _("Vérifier le numéro et l’inscrire au complet, ETA compris."),
    )


@lru_cache(maxsize=1024)
def postal_code(value: str) -> str:
    code = identifiers.postal_code(BETWEEN_DIGITS.sub("", value))
    if code:
        return code
    raise Refused(
        _("Ce n’est pas un code postal canadien."),
        _("L’écrire comme G1K 7E2 ; la lettre O et le chiffre 0 se confondent souvent."),
    )


@lru_cache(maxsize=1024)
def province(value: str) -> str:
    """« Québec » for its many spellings, two letters for the others."""
    found = PROVINCE_OF.get(fold(value))
    if found:
        return found
    raise Refused(
        _("Cette province n’est pas reconnue."),
        _("Écrire Québec, ou le nom ou les deux lettres d’une autre province du Canada."),
    )


def email(value: str) -> str:
    """An address in lower case: it will name an account."""
    try:
        validate_email(value)
    except ValidationError:
        raise Refused(
            _("Ce n’est pas une adresse de courriel."),
            _("Inscrire une seule adresse, comme prenom.nom@entreprise.example."),
        ) from None
    return value.lower()


@lru_cache(maxsize=1024)
def paper(value: str) -> str:
    found = PAPERS.get(fold(value))
    if found:
        return found
    raise Refused(
        _("La pièce qui nomme le signataire est une résolution ou une procuration."),
        _("Écrire Résolution ou Procuration."),
    )
