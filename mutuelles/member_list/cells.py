"""From what stands in a cell to a clean text, or the reason why not."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

# What copying from a web page or a mail leaves behind, and nobody can see to remove.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# « Ã© » for « é »: UTF-8 that a program took for Windows-1252.
MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸŽ]|â€|\N{REPLACEMENT CHARACTER}")
GARBLED = ("Ã", "â€", "\N{REPLACEMENT CHARACTER}")  # a glance before the search
# What a text may begin with to be more than itself: a formula, or the apostrophe by which a
# spreadsheet marks a text that would be taken for one.
MARKS = ("=", "'", "#")
QUOTED = re.compile(r'="([^"]*)"')
FORMULA_SIGNS = ("=", "+", "-", "@")
MARKED_FORMULAS = tuple(f"'{sign}" for sign in FORMULA_SIGNS)
ERROR_VALUE = re.compile(
    r"#(N/[AD]|REF!|NAME\?|NOM\?|VALUE!|VALEUR!|DIV/0!|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)"
)


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
    """NFC, every run of spaces and line breaks as one space; refuse what is no text."""
    value = " ".join(raw.split()) if raw.isascii() and raw.isprintable() else _legible(raw)
    return _unmarked(value) if value.startswith(MARKS) else value


def are_tidy(raws: Sequence[str]) -> bool:
    """Whether `clean` would leave each of these as it is, told at once for all of them."""
    text = "|".join(("", *raws, ""))
    return (
        text.isprintable()
        and not any(spaces in text for spaces in ("  ", "| ", " |"))
        and not any(mark in text and f"|{mark}" in text for mark in MARKS)
        and (text.isascii() or (unicodedata.is_normalized("NFC", text) and not _is_garbled(text)))
    )


def _legible(raw: str) -> str:
    text = unicodedata.normalize("NFC", raw if raw.isprintable() else raw.translate(INVISIBLE))
    if _is_garbled(text):
        raise Refused(
            _("Les accents de ce texte ont été abîmés par une conversion."),
            _("Repartir du fichier d’origine et l’enregistrer en « CSV UTF-8 » ou en .xlsx."),
        )
    value = " ".join(text.split())
    if CONTROL.search(text) or not value.isprintable():
        raise _illegible(text)
    return value


def _is_garbled(text: str) -> bool:
    return any(sign in text for sign in GARBLED) and MOJIBAKE.search(text) is not None


def _illegible(text: str) -> Refused:
    odd = next(c for c in text if CONTROL.match(c) or not (c.isprintable() or c.isspace()))
    return Refused(
        _("Un caractère qui ne s’imprime pas (U+%(code)s) se trouve dans cette cellule.")
        % {"code": f"{ord(odd):04X}"},
        _("Effacer la cellule et la retaper au clavier."),
    )


def _unmarked(value: str) -> str:
    """`="0123"` is how exports keep a number whole, `'+1` how a spreadsheet keeps `+1` a text."""
    quoted = QUOTED.fullmatch(value)
    if quoted:
        value = quoted[1].strip()
    elif value.startswith(MARKED_FORMULAS):
        value = value[1:]
    if value.startswith("="):
        raise Refused(
            _("Cette cellule contient une formule, et non une valeur."),
            _("Dans le tableur, copier la colonne, puis la coller en « valeurs » seulement."),
        )
    if ERROR_VALUE.fullmatch(value):
        raise Refused(
            _("La formule de cette cellule donne une erreur."),
            _("Inscrire la valeur elle-même."),
        )
    return value
