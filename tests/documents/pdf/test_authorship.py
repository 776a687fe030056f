"""What the source of a template must be."""

import pytest

from documents.pdf.characters import Undrawable
from documents.pdf.compiler import Compiler
from documents.pdf.plan import Refused
from tests.documents.pdf.pages import template

CELL = "<table><tr><td %s>Texte</td></tr></table>"
FAR = {
    "columns": CELL % 'colspan="999999"',
    "rows": CELL % "ROWSPAN = ' +101px'",
    "a number beyond all": CELL % f"rowspan={'9' * 5000}",
    "digits as entities": CELL % 'colspan="&#57;99"',
    "columns of a table": '<table><col span="999999"><tr><td>Texte</td></tr></table>',
}


@pytest.mark.parametrize("name", FAR)
def test_refuse_cells_that_span_too_far(tmp_path, name):
    with pytest.raises(Refused, match=r"trop loin .* 100 au plus"):
        Compiler().compile(template(tmp_path, FAR[name]))


def test_take_cells_that_span_a_few(tmp_path):
    page = template(tmp_path, CELL % 'colspan="3" rowspan="2"')

    assert len(Compiler().compile(page).pages) == 1


HIDING = {
    "a text": ("<p>\u202etxet</p>", ""),
    "an entity": ("<p>&#x202e;txet</p>", ""),
    "an attribute": ('<p data-name="\u202e">Texte</p>', ""),
    "the stylesheet": ("<p>Texte</p>", 'p::after { content: "\u202e" }'),
}


@pytest.mark.parametrize("name", HIDING)
def test_refuse_characters_that_no_page_prints(tmp_path, name):
    body, css = HIDING[name]

    with pytest.raises(Undrawable, match="U\\+202E"):
        Compiler().compile(template(tmp_path, body, css))
