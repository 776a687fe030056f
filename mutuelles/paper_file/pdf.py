"""PDFs that a person can read and that do nothing else: no password, script, program or file."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pikepdf.settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mutuelles.paper_file.refusal import Refused

MAX_PAGES = 100
MAX_OBJECTS = 50_000
# of the whole process: qpdf unpacks some parts of a file to open it, and a few kilobytes could
# ask for gigabytes
UNPACKED = 50_000_000
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=UNPACKED,
    png_max_memory=UNPACKED,
    run_length_max_memory=UNPACKED,
    tiff_max_memory=UNPACKED,
)
# qpdf sets no bound to this old filter, whose name may be written in hexadecimal
LZW = re.compile(rb"/(L|#4C)(Z|#5A)(W|#57)(?=D|#44|[\s/\]>])", re.IGNORECASE)
END = re.compile(rb"%%EOF[\s\0]*\Z")

SCRIPT = gettext_noop("Ce PDF contient un programme (JavaScript).")
ACTION = gettext_noop("Ce PDF lance un programme ou envoie des données.")
FILE = gettext_noop("Ce PDF contient un fichier joint, un son ou une vidéo.")
# by key, and by value of the keys that say what an action, a note or a part is
KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/XFA": SCRIPT,
    "/EF": FILE,
    "/EmbeddedFiles": FILE,
    "/RichMediaContent": FILE,
}
ROLES = ("/S", "/Subtype", "/Type")
VALUES = {
    "/JavaScript": SCRIPT,
    "/Launch": ACTION,
    "/ImportData": ACTION,
    "/SubmitForm": ACTION,
    "/GoToE": ACTION,
    "/EmbeddedFile": FILE,
    "/FileAttachment": FILE,
    "/Movie": FILE,
    "/Rendition": FILE,
    "/RichMedia": FILE,
    "/Sound": FILE,
    "/3D": FILE,
}
# what is written without any of these names is not walked through: ten times faster
SUSPECT = re.compile("|".join(map(re.escape, {*KEYS, *VALUES})).encode())


def check_pdf(content: bytes) -> None:
    """`Refused` unless it opens without a password, has pages, and holds nothing that acts."""
    if not END.search(content, len(content) - 1024 if len(content) > 1024 else 0):
        raise Refused(_("Ce PDF est incomplet, ou suivi d’autre chose."))
    if content.count(b" obj") > MAX_OBJECTS:
        raise Refused(_remade(_too_many()))
    if LZW.search(content):
        raise Refused(_remade(_("Ce PDF est d’une forme trop ancienne.")))
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            fault = _fault(pdf)
    except pikepdf.PasswordError:
        fault = _("Ce PDF est protégé par un mot de passe.")
    except Exception:  # qpdf, and what binds it, raise errors of many kinds on a broken file
        raise Refused(_("Ce PDF est abîmé : il ne s’ouvre pas.")) from None
    if fault:
        raise Refused(_remade(fault))


def _remade(fault: str) -> str:
    remedy = _("L’ouvrir, l’imprimer en PDF, puis déposer le nouveau fichier.")
    return f"{fault} {remedy}"


def _fault(pdf: pikepdf.Pdf) -> str | None:
    if pdf.is_encrypted:
        return _("Ce PDF est protégé : il restreint la lecture, l’impression ou la copie.")
    if not len(pdf.pages):
        return _("Ce PDF n’a aucune page.")
    if len(pdf.pages) > MAX_PAGES:
        return _("Ce PDF a plus de %(most)s pages.") % {"most": MAX_PAGES}
    if len(pdf.objects) > MAX_OBJECTS:
        return _too_many()
    message = next(_forbidden(pdf), None)
    return _(message) if message else None


def _too_many() -> str:
    return _("Ce PDF est trop compliqué pour être examiné.")


def _forbidden(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What is wrong with each part that acts, wherever it hangs, even where no page leads to it."""
    for thing in pdf.objects:
        if not SUSPECT.search(_written(thing)):
            continue
        for part in _dictionaries(thing):
            yield from (KEYS[key] for key, _value in part.items() if key in KEYS)
            roles = (str(part.get(role, "")) for role in ROLES)
            yield from (VALUES[role] for role in roles if role in VALUES)


def _written(thing: Any) -> bytes:
    """An object in the one way that qpdf writes names, whatever way the file has them."""
    own = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return bytes(own.unparse(resolved=True))


def _dictionaries(thing: Any) -> Iterator[Any]:
    """An object's own dictionaries; the objects that it refers to come in their turn."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inside = [value for _key, value in part.items()]
        else:
            inside = list(part) if isinstance(part, pikepdf.Array) else []
        waiting += (each for each in inside if _is_direct(each))


def _is_direct(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Object) and not thing.is_indirect
