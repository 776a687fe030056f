"""What anyone types to have it verified: nothing that is typed breaks the reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.forms import MOST_LINES, ListForm
from documents.services.snapshot import CODE_LETTERS
from documents.services.verification import Line, canonical

NUMBER, CODE = "2022-00042-1187-01", "K7QM-2T4X-9RVD"

codes = st.text(CODE_LETTERS, min_size=12, max_size=12)


def read(lines: str) -> list[Line]:
    form = ListForm({"lines": lines})
    form.is_valid()
    return form.cleaned_data["lines"]


@given(st.text())
def test_list_reads_any_text(text):
    form = ListForm({"lines": text})

    good = form.is_valid()

    assert good == (0 < len(form.cleaned_data.get("lines", [])) <= MOST_LINES)


@given(codes)
def test_canonical_leaves_code_as_it_is(letters):
    code = f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"

    assert (canonical(code), canonical(letters.lower())) == (code, code)


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER} {CODE}",
        f"{NUMBER}\N{EN DASH}{CODE}",
        f"{NUMBER.replace('-', chr(0x2011))}\N{NO-BREAK SPACE}{CODE.replace('-', '')}",
        f"Garage du Rang;{CODE.lower()};{NUMBER};2022",
        f'"{NUMBER}";"{CODE}";"12 mai 2022"',
        f"nº {NUMBER}, code {CODE}.",
    ],
)
def test_list_reads_number_and_code_among_others(text):
    [line] = read(text)

    assert line == Line(text=text, number=NUMBER, code=CODE)


def test_list_tells_revision_from_code():
    [revised, first] = read(f"{NUMBER}-R1 {CODE}\n{NUMBER} R234-{CODE[:9]}")

    assert (revised.number, revised.code) == (f"{NUMBER}-R1", CODE)
    assert (first.number, first.code) == (NUMBER, f"R234-{CODE[:9]}")
