"""The encoding of a text file, told by its bytes; strict, since a wrong one changes names."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from mutuelles.member_list.faults import Unreadable

HEAD = 4096
# An accent of UTF-8: in a file that is not wholly UTF-8, the sign of two encodings mixed.
ACCENT_IN_UTF_8 = re.compile(rb"\xc3[\xa0-\xbf]")


class Encoding(NamedTuple):
    """Python's codec, the mark that comes before the text, and the name to show."""

    codec: str
    mark: bytes
    shown: str


MARKED = (
    Encoding("utf-8", b"\xef\xbb\xbf", "UTF-8"),
    Encoding("utf-16-le", b"\xff\xfe", "UTF-16"),
    Encoding("utf-16-be", b"\xfe\xff", "UTF-16"),
)
UNMARKED = (Encoding("utf-8", b"", "UTF-8"), Encoding("cp1252", b"", "Windows-1252"))


def find_encoding(content: bytes, name: str) -> Encoding:
    """The one in which the whole file can be read."""
    utf_16 = _utf_16(content)
    marked = [encoding for encoding in MARKED if content.startswith(encoding.mark)]
    for encoding in [utf_16] if utf_16 else marked or UNMARKED:
        try:
            text = content.decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise _nul(name)
        if encoding.codec == "cp1252" and ACCENT_IN_UTF_8.search(content):
            break
        return encoding
    raise Unreadable(
        _("« %(name)s » n’est pas d’un bout à l’autre en UTF-8, UTF-16 ou Windows-1252.")
        % {"name": name},
        _("L’ouvrir dans un tableur, vérifier les accents, et l’enregistrer en « CSV UTF-8 »."),
        value=name,
    )


def is_utf_16(content: bytes) -> bool:
    return _utf_16(content) is not None


def _utf_16(content: bytes) -> Encoding | None:
    """By its mark or, without one, because nearly every second byte of Latin text is nul."""
    for encoding in MARKED[1:]:
        if content.startswith(encoding.mark):
            return encoding
    first, second = content[:HEAD:2].count(0), content[1:HEAD:2].count(0)
    most = min(len(content), HEAD) * 0.35
    if max(first, second) > most and min(first, second) == 0:
        return Encoding("utf-16-le" if second else "utf-16-be", b"", "UTF-16")
    return None


def _nul(name: str) -> Unreadable:
    return Unreadable(
        _("« %(name)s » contient des octets nuls : ce n’est pas un texte, ou il est abîmé.")
        % {"name": name},
        _("Ouvrir la liste dans un tableur et l’enregistrer au format .xlsx ou « CSV UTF-8 »."),
        value=name,
    )
