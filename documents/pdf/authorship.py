"""What the source of a template must be: marks where they are understood, pictures that are told.

The rest of the rules (`template`) can only be seen in what is drawn.
"""

import re
from xml.etree.ElementTree import Element

from documents.pdf.characters import Undrawable, unprintable
from documents.pdf.plan import Refused
from documents.pdf.template import MARK, PICTURE, Template

TAG = re.compile("<[A-Za-z][^>]*>")
# attributes that CSS makes texts of
OPEN = re.compile(r'\sdata-[\w-]+="[^"]*"')
ALT = re.compile(r'\salt="[^"]*\S[^"]*"')
# WeasyPrint makes a place of each row and column that a cell says it spans
SPANS = ("colspan", "rowspan", "span")
NUMBER = re.compile(r"\s*\+?(\d+)")
MOST_SPANNED = 100


def check(template: Template) -> None:
    """Raise `Refused` with a sentence for the first rule that the source breaks."""
    _check_marks(template)
    if found := unprintable(template.css):
        raise Undrawable(found)
    for tag in TAG.findall(template.html):
        if "⟦" in tag:
            _check_tag(tag)


def check_page(root: Element) -> None:
    """The same for what can only be seen once the page is read: cells, characters."""
    texts = list(root.itertext())
    for element in root.iter():
        texts += element.attrib.values()
        for name in SPANS:
            _check_span(name, element.get(name, ""))
    if found := unprintable("\n".join(texts)):
        raise Undrawable(found)


def _check_span(name: str, value: str) -> None:
    found = NUMBER.match(value)
    if found and int(found[1][:9]) > MOST_SPANNED:
        raise Refused(f"Une cellule s’étend trop loin ({name}) : {MOST_SPANNED} au plus.")


def _check_marks(template: Template) -> None:
    if mark := MARK.search(template.css):
        raise Refused(f"« {mark[1]} » : une feuille de style ne porte pas de marque.")
    rest = MARK.sub("", template.html)
    if "⟦" in rest:
        start = rest.index("⟦")
        raise Refused(f"Une marque n’est pas fermée : « {rest[start : start + 40]} ».")


def _check_tag(tag: str) -> None:
    if (picture := PICTURE.match(tag)) and not ALT.search(tag):
        raise Refused(f"« {picture[2]} » : l’image ne dit pas ce qu’elle montre (alt).")
    # the mark of a picture is left out, like those of attributes that CSS reads
    rest = OPEN.sub("", PICTURE.sub(r"\1", tag))
    if mark := MARK.search(rest):
        raise Refused(
            f"« {mark[1]} » : dans une balise, une marque est la source entière d’une image"
            f" ou tient dans un attribut data-… : « {tag[:80]} »."
        )
