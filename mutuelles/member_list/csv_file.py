"""CSV files: encoding, separator and lines."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mutuelles.member_list.faults import Unreadable
from mutuelles.member_list.headings import recognised
from mutuelles.member_list.tables import Table, not_a_list

HEAD = 64 * 1024
SEPARATORS = ";,\t"
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SHOWN = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
# Excel obeys such a first line and does not show it.
DECLARATION = re.compile(r'"?sep=([;,|:\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
# An accent of UTF-8: in a file that is not wholly UTF-8, the sign of two encodings mixed.
ACCENT_IN_UTF8 = re.compile(rb"\xc3[\xa0-\xbf]")


def open_csv(content: bytes, name: str) -> Table:
    """Strict at each step: a byte read wrongly would change somebody's name."""
    codec = _codec(content, name)
    text = io.TextIOWrapper(io.BytesIO(content), encoding=codec, newline="")
    head = text.read(HEAD)
    declared = DECLARATION.match(head)
    separator = declared[1] if declared else _separator(head)
    text.seek(0)
    text.read(declared.end() if declared else 0)
    return Table("CSV", _lines(text, separator), encoding=SHOWN[codec], separator=separator)


def _codec(content: bytes, name: str) -> str:
    marked = next((codec for mark, codec in BYTE_ORDER_MARKS if content.startswith(mark)), None)
    for codec in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise not_a_list(name)
        if codec == "cp1252" and ACCENT_IN_UTF8.search(content):
            break
        return codec
    raise Unreadable(
        _("« %(name)s » n’est pas d’un bout à l’autre en UTF-8, UTF-16 ou Windows-1252.")
        % {"name": name},
        _("L’ouvrir dans un tableur, vérifier les accents, et l’enregistrer en « CSV UTF-8 »."),
        value=name,
    )


def _separator(head: str) -> str:
    """The separator under which the titles are those of a list."""

    def titles(separator: str) -> int:
        lines = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            return recognised(next(filter(any, lines), []))
        except csv.Error:
            return 0

    return max(SEPARATORS, key=titles)


def _lines(text: io.TextIOWrapper, separator: str) -> Iterator[list[str]]:
    """Strict, since a quotation mark left open would swallow the lines after it."""
    read = 0
    try:
        for line in csv.reader(text, delimiter=separator, strict=True):
            read += 1
            yield line
    except csv.Error:
        raise Unreadable(
            _("Les guillemets de cette ligne ne se referment pas comme il faut."),
            _("Doubler les guillemets qui font partie d’un texte, ou enregistrer en .xlsx."),
            row=read + 1,
        ) from None
