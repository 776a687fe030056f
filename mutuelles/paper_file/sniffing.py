"""What a file is, by its content and never by its name: a PDF, a JPEG, a PNG, or nothing we keep.

Nobody's browser is to run what a stranger sent: whatever passes is also served as what it was found
to be, and nothing else (`views/paper_file.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mutuelles.paper_file.image import check_jpeg, check_png
from mutuelles.paper_file.pdf import check_pdf
from mutuelles.paper_file.refusal import Refused

MAX_MEGABYTES = 10
MAX_BYTES = MAX_MEGABYTES * 1024 * 1024

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
SUFFIXES = {PDF: "pdf", JPEG: "jpg", PNG: "png"}
READERS: dict[bytes, tuple[str, Callable[[bytes], None]]] = {
    b"%PDF-": (PDF, check_pdf),
    b"\xff\xd8\xff": (JPEG, check_jpeg),
    b"\x89PNG\r\n\x1a\n": (PNG, check_png),
}
PROGRAM = gettext_noop("C’est un programme, et non une pièce.")
OFFICE = gettext_noop("C’est un fichier de bureautique ou une archive : l’enregistrer en PDF.")
PICTURE = gettext_noop("C’est une image d’un autre genre : l’enregistrer en JPEG ou en PDF.")
# beginnings that people send by mistake: where, what, and what to say
FOREIGN = (
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"#!", PROGRAM),
    (0, b"PK\x03\x04", OFFICE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE),
    (0, b"{\\rtf", OFFICE),
    (0, b"II*\0", PICTURE),
    (0, b"MM\0*", PICTURE),
    (0, b"GIF8", PICTURE),
    (8, b"WEBP", PICTURE),
    (4, b"ftyp", PICTURE),  # HEIC, AVIF
)
# where an archive says that it is one: at the end, so that anything may stand before it
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_END_LENGTH = 22
ARCHIVE_COMMENT = 65_535


@dataclass(frozen=True, slots=True)
class Sniffed:
    content_type: str

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.content_type]


def sniff(content: bytes) -> Sniffed:
    """The kind of an acceptable file; `Refused` for any other bytes."""
    if not content:
        raise Refused(_("Ce fichier est vide."))
    if len(content) > MAX_BYTES:
        raise Refused(too_heavy())
    for beginning, (content_type, check) in READERS.items():
        if content.startswith(beginning):
            if _is_archive(content):
                raise Refused(_("Une archive est cachée dans ce fichier."))
            check(content)
            return Sniffed(content_type)
    raise Refused(_foreign(content))


def too_heavy() -> str:
    text = _("Ce fichier dépasse %(size)s Mo : le numériser de nouveau, en gris et à 200 ppp.")
    return text % {"size": MAX_MEGABYTES}


def _foreign(content: bytes) -> str:
    for place, beginning, message in FOREIGN:
        if content.startswith(beginning, place):
            return _(message)
    return _("Ce n’est ni un PDF, ni une image JPEG ou PNG.")


def _is_archive(content: bytes) -> bool:
    """Whether a reader of ZIP files would open it too: its last record spans to the end."""
    at = content.rfind(ARCHIVE_END, -(ARCHIVE_END_LENGTH + ARCHIVE_COMMENT))
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    return at >= 0 and at + ARCHIVE_END_LENGTH + comment == len(content)
