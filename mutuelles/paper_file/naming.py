"""For whom a paper is, and which one, as its file name says: « 1199000002_résolution.pdf »."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.choices import PaperKind
from mutuelles.paper_file.refusal import Refused
from portal.identifiers import is_neq

# ten digits or ENL and eight, in one run; else with spaces, points or dashes where people put them
WHOLE = re.compile(r"(?<![A-Z\d])(?:ENL\d{8}|\d{10})(?!\d)")
SPACED = re.compile(r"(?<![A-Z\d])(?:ENL(?:[ .-]?\d){8}|(?:11|22|33|88)(?:[ .-]?\d){8})(?!\d)")
# beginnings of words, so that a plural, an abbreviation or English are understood; an annulment
# names the révocation that it annuls
WORDS = {
    PaperKind.ANNULMENT: ("ANNUL",),
    PaperKind.REVOCATION: ("REVOC",),
    PaperKind.RESOLUTION: ("RESOL",),
    PaperKind.PROCURATION: ("PROCUR", "PROXY"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A NEQ or employer number; the kind is None where the name does not say it."""

    number: str
    kind: PaperKind | None


def read_name(name: str) -> Named:
    """What a file name says, or `Refused` with what it lacks."""
    text = _plain(name)
    found = WHOLE.findall(text) or SPACED.findall(text)
    numbers = {re.sub(r"[ .-]", "", each) for each in found}
    if not numbers:
        raise Refused(_("Le nom du fichier ne porte ni NEQ ni numéro d’employeur."))
    # a date or a telephone number may look like one
    valid = {number for number in numbers if number.startswith("ENL") or is_neq(number)}
    if not valid:
        message = _("%(number)s n’est pas un NEQ : vérifier les dix chiffres.")
        raise Refused(message % {"number": min(numbers)})
    if len(valid) > 1:
        raise Refused(_("Le nom du fichier porte deux numéros."))
    return Named(valid.pop(), _kind(text))


def _plain(name: str) -> str:
    """Capitals without accents; the folder that a browser may add is left out."""
    letters = unicodedata.normalize("NFKD", re.split(r"[\\/]", name)[-1])
    return "".join(c for c in letters if not unicodedata.combining(c)).upper()


def _kind(text: str) -> PaperKind | None:
    said = [kind for kind, words in WORDS.items() if any(word in text for word in words)]
    if PaperKind.ANNULMENT in said:
        said = [kind for kind in said if kind != PaperKind.REVOCATION]
    if len(said) > 1:
        raise Refused(_("Le nom du fichier dit deux pièces : une par fichier."))
    return said[0] if said else None
