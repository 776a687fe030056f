"""What the source of a template must be: marks where they are understood, pictures that are told.

The rest of the rules (`template`) can only be seen in what is drawn.
"""

import re

from documents.pdf.plan import Refused
from documents.pdf.template import MARK, PICTURE, Template

TAG = re.compile("<[A-Za-z][^>]*>")
# attributes that CSS makes texts of
OPEN = re.compile(r'\sdata-[\w-]+="[^"]*"')
ALT = re.compile(r'\salt="[^"]*\S[^"]*"')


def check(template: Template) -> None:
    """Raise `Refused` with a sentence for the first rule that the source breaks."""
    _check_marks(template)
    for tag in TAG.findall(template.html):
        if "⟦" in tag:
            _check_tag(tag)


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
