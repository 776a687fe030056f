"""CSV files: separator and lines."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import count, islice

from django.utils.translation import gettext as _

from mutuelles.member_list.encoding import Encoding, find_encoding
from mutuelles.member_list.faults import Unreadable
from mutuelles.member_list.headings import FIRST_LINES, recognised
from mutuelles.member_list.tables import Line, Table

HEAD = 64 * 1024
SEPARATORS = ";,\t"
# Excel obeys such a first line and does not show it.
DECLARATION = re.compile(r'"?sep=([;,|:\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)


def open_csv(content: bytes, name: str) -> Table:
    encoding = find_encoding(content, name)
    text = _text(content, encoding)
    head = text.read(HEAD)
    declared = DECLARATION.match(head)
    separator = declared[1] if declared else _separator(head)
    text = _text(content, encoding)
    declaration = text.read(declared.end() if declared else 0)
    return Table("CSV", _lines(text, separator), separator, encoding, declaration)


def _text(content: bytes, encoding: Encoding) -> io.TextIOWrapper:
    stream = io.BytesIO(content)
    stream.seek(len(encoding.mark))
    return io.TextIOWrapper(stream, encoding=encoding.codec, newline="")


def _separator(head: str) -> str:
    """The separator under which the titles are those of a list; failing that, the most frequent."""

    def titles(separator: str) -> tuple[int, int]:
        lines = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            first = list(islice(filter(any, lines), FIRST_LINES))
        except csv.Error:
            return 0, 0
        return max(map(recognised, first), default=0), max(map(len, first), default=0)

    return max(SEPARATORS, key=titles)


def _lines(text: io.TextIOWrapper, separator: str) -> Iterator[Line]:
    """Strict, since a quotation mark left open would swallow the lines after it."""
    numbers = count(1)
    try:
        yield from zip(numbers, csv.reader(text, delimiter=separator, strict=True), strict=False)
    except csv.Error:
        raise Unreadable(
            _("Les guillemets de cette ligne ne se referment pas comme il faut."),
            _("Doubler les guillemets qui font partie d’un texte, ou enregistrer en .xlsx."),
            row=next(numbers) - 1,
        ) from None
