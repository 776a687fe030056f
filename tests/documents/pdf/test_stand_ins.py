from pathlib import Path

from documents.pdf.stand_ins import STAND_IN, Slot, stand_in
from documents.pdf.template import Template


def stood_in(html: str, css: str = "", splits: dict[int, int] | None = None):
    return stand_in(Template(html, css, Path(), ()), splits or {}, stretch=False)


def test_stand_in_gives_each_occurrence_its_own():
    html, _, words = stood_in("<p>⟦name⟧ et ⟦name⟧</p>")

    codes = STAND_IN.findall(html)

    assert [words.meanings[code].occurrence for code in codes] == [0, 1]


def test_stand_in_splits_text_and_not_attributes():
    html, _, _ = stood_in('<h1 title="⟦name⟧">⟦name⟧</h1>', splits={0: 1, 1: 2})

    shape = STAND_IN.sub("…", html)

    assert shape == '<h1 title="…">…<br>…<br>…</h1>'


def test_stand_in_replaces_page_counters():
    css = 'p::after { content: counter(page) " de " counter(pages) }'

    _, css, words = stood_in("<p></p>", css)

    found = [words.meanings[code].slot for code in STAND_IN.findall(css)]
    assert found == [Slot("page", automatic=True), Slot("pages", automatic=True)]


def test_stand_in_names_the_target_of_a_page_number():
    css = "p::after { content: target-counter(attr(data-target), page) }"

    html, css, words = stood_in('<p data-target="#fin"></p>', css)

    (code,) = STAND_IN.findall(html)
    assert css == "p::after { content: attr(data-target) }"
    assert words.meanings[code].slot == Slot("page of fin", automatic=True)


def test_stand_in_leaves_a_text_that_looks_like_one():
    html, _, words = stood_in("<p>'iiiii' ⟦name⟧</p>")

    pattern = words.pattern(html)

    assert pattern == ("<p>'iiiii' ", Slot("name"), "</p>")


def test_pattern_counts_the_lines_of_a_value_once():
    html, _, words = stood_in("⟦name⟧", splits={0: 1})

    pattern = words.pattern(html.replace("<br>", ""))

    assert pattern == (Slot("name"),)
