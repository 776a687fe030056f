from pathlib import Path

import pytest

from documents.pdf.template import MissingValue, Template, tidy


def template(html: str) -> Template:
    return Template(html, "", Path(), ())


def test_fields_are_those_marked_in_text_and_attributes():
    page = template('<h1 data-bookmark="⟦name⟧">⟦name⟧, ⟦city⟧</h1>')

    fields = page.fields()

    assert fields == {"name", "city"}


def test_filled_escapes_values():
    page = template("<p>⟦name⟧</p>")

    html = page.filled({"name": '<b>&"'})

    assert html == "<p>&lt;b&gt;&amp;&quot;</p>"


def test_filled_takes_no_mark_from_a_value():
    page = template("<p>⟦name⟧</p>")

    filled = template(page.filled({"name": "⟦city⟧"}))

    assert filled.fields() == frozenset()


def test_filled_without_a_value_names_the_field():
    page = template("<p>⟦name⟧</p>")

    with pytest.raises(MissingValue, match="« name »"):
        page.filled({})


def test_tidy_composes_accents_and_joins_spaces():
    text = " Ae\u0301ro \n inc.\u00a0"

    result = tidy(text)

    assert result == "Aéro inc.\u00a0"
