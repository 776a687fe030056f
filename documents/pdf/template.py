"""A page with marks where the data goes: « Certificat nº ⟦number⟧ », and what its author may do.

A mark is a field's name between ⟦ and ⟧. It may stand in text, in the title, in an attribute
`data-…` that makes a bookmark or a footnote. As the whole address of a picture,
`<img src="⟦qr⟧" alt="…">`, it stands for the text that a QR code holds. Page numbers are written
as CSS has them: `counter(page)`, `counter(pages)`, `target-counter(attr(…), page)`; only the
linker knows their values.

What the compiler asks of the author, and says in a sentence where it is not so (`authorship` reads
it in the source, `plan` in what is drawn):

- a line that holds a field is in one font, or stays on one line;
- its text is all of its paragraph: no field in the middle of prose that wraps by itself;
- its box has a width of its own, that does not follow the text;
- nothing on other lines moves with it, and nothing is drawn around it (underline, frame);
- each field is drawn, or is in the title or a bookmark;
- a picture says what it shows (`alt`) and keeps its pixels (`image-rendering: pixelated`).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from documents.pdf import qr

MARK = re.compile("⟦([^⟦⟧]+)⟧")
# a picture whose whole address is a mark, up to the mark and what it names
PICTURE = re.compile(r'(<img\b[^>]*?\ssrc=")⟦([^⟦⟧]+)⟧(?=")')

# spaces that HTML takes for another, or leaves out after one
UNTIDY = re.compile(r"\t|\r|\n|\f| (?: |\Z)")


class MissingValue(ValueError):
    """A field of the template was given no value."""


@dataclass(frozen=True)
class Template:
    """One part of a document: HTML with marks, and the stylesheet that lays it out.

    Addresses start from the folder `base` and stay in `folders`; `edition` names the published
    paper that the template comes from.
    """

    html: str
    css: str
    base: Path
    folders: tuple[Path, ...]
    edition: str = ""

    @property
    def address(self) -> str:
        """Where its relative addresses start from."""
        return f"{self.base.resolve().as_uri()}/"

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.html, self.css, self.base, self.folders, self.edition))

    def fields(self) -> frozenset[str]:
        return self._fields

    @cached_property
    def _fields(self) -> frozenset[str]:
        return frozenset(MARK.findall(self.html))

    def filled(self, values: Mapping[str, str]) -> str:
        """The page as WeasyPrint would print it without any of this: the reference."""
        html = PICTURE.sub(
            lambda found: found[1] + qr.address(value_of(found[2], values)), self.html
        )
        return MARK.sub(lambda mark: _escaped(value_of(mark[1], values)), html)


def value_of(field: str, values: Mapping[str, str]) -> str:
    if field not in values:
        raise MissingValue(f"Le champ « {field} » n’a pas de valeur.")
    return tidy(values[field])


def _escaped(text: str) -> str:
    """For text and attributes; what looks like a mark in a value is not one."""
    return escape(text).replace("⟦", "&#10214;")


def tidy(text: str) -> str:
    """Composed accents, and spaces as HTML would leave them."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    if not UNTIDY.search(text) and unicodedata.is_normalized("NFC", text):
        return text.lstrip(" ")
    return " ".join(re.split(r"[ \t\r\n\f]+", unicodedata.normalize("NFC", text))).strip(" ")
