import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import segno
from PIL import Image

from documents.pdf import qr
from documents.pdf.compiler import Compiler
from documents.pdf.filling import Issued
from documents.pdf.linker import Leaf, link
from documents.pdf.press import reference
from documents.pdf.template import MissingValue, Template
from tests.documents.pdf.pages import complaints, failures, pixels, template, text

CREATED = date(2021, 12, 15)
BODY = '<p>Pour ⟦name⟧</p><img class="qr" src="⟦qr⟧" alt="Code QR du certificat">'
CSS = ".qr { display: block; margin: 20px; width: 150px; image-rendering: pixelated }"
VALUES = (
    {"name": "Érablière Côté", "qr": f"HTTPS://GUICHET.EXAMPLE/V/{'ABCD2345' * 18}"},
    {"name": "W", "qr": f"HTTPS://GUICHET.EXAMPLE/V/{'WXYZ7654' * 18}"},
)


def filled(page: Template, *values: dict[str, str]) -> Issued:
    part = Compiler().compile(page)
    return link([Leaf(part)] * len(values)).fill([part.set(given) for given in values], CREATED)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return template(tmp_path_factory.mktemp("filling"), BODY, CSS)


def drawn(content: bytes) -> list[bytes]:
    """The data of the pictures in grey, a page after the other."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [image for page in pdf.pages for image in page.Resources.XObject.values()]
        return [image.read_bytes() for image in found if image.BitsPerComponent == 1]


@pytest.mark.parametrize("resolution", [50, 80, 150, 301])
def test_fill_draws_the_code_as_weasyprint_does(page, resolution):
    expected = reference(page, VALUES[0]).content

    content = filled(page, VALUES[0]).content

    assert pixels(content, resolution) == pixels(expected, resolution)


def test_fill_draws_modules_that_a_reader_sees(page):
    fixed = {"version": 8, "error": "m", "mask": 2, "boost_error": False}
    expected = segno.make(VALUES[0]["qr"], mode="alphanumeric", **fixed).matrix

    matrix = seen(filled(page, VALUES[0]).content)

    assert matrix == expected


def seen(content: bytes, resolution: int = 288) -> tuple[bytes, ...]:
    """The middle of each module of the figure on the first page."""
    picture = Image.open(io.BytesIO(pixels(content, resolution))).convert("L")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, first, right, second = map(float, figure(pdf).A.BBox)
    dots, top = resolution / 72, max(first, second)
    side = (right - left) * dots / qr.SIZE
    middles = [(rank + 0.5) * side for rank in range(qr.SIZE)]
    start = picture.height - top * dots
    return tuple(
        bytes(picture.getpixel((left * dots + x, start + y)) < 128 for x in middles)
        for y in middles
    )


def test_fill_writes_the_same_words_around_a_code(page):
    expected = reference(page, VALUES[0]).content

    content = filled(page, VALUES[0]).content

    assert text(content) == text(expected)


def test_fill_draws_a_code_for_each_sheet(page):
    content = filled(page, *VALUES).content

    codes = drawn(content)

    assert codes == [qr.bits(values["qr"]) for values in VALUES]


def test_fill_with_codes_conforms_to_pdf_ua_and_pdf_a(page):
    content = filled(page, *VALUES).content

    found = failures(content), complaints(content)

    assert found == ([], "")


def test_fill_tells_what_the_code_is(page):
    with pikepdf.open(io.BytesIO(filled(page, VALUES[0]).content)) as pdf:
        told = str(figure(pdf).Alt)

    assert told == "Code QR du certificat"


def figure(pdf: pikepdf.Pdf) -> pikepdf.Object:
    dictionaries = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    (found,) = [item for item in dictionaries if item.get("/S") == "/Figure"]
    return found


def test_fill_leaves_the_prefix_alone_when_codes_differ(page):
    first, second = (filled(page, values) for values in VALUES)

    same = first.prefix == second.prefix

    assert same


def test_fill_draws_one_code_as_often_as_it_is_asked(tmp_path):
    twice = template(tmp_path, BODY + BODY.split("</p>")[1], CSS.replace("150px", "60px"))

    content = filled(twice, VALUES[0]).content

    assert pixels(content) == pixels(reference(twice, VALUES[0]).content)


def test_fill_draws_two_codes_of_a_page(tmp_path):
    body = BODY + BODY.split("</p>")[1].replace("⟦qr⟧", "⟦other⟧")
    both = template(tmp_path, body, CSS.replace("150px", "60px"))
    values = VALUES[0] | {"other": VALUES[1]["qr"]}

    content = filled(both, values).content

    assert pixels(content) == pixels(reference(both, values).content)


def test_fill_draws_a_code_that_weasyprint_has_drawn(page):
    expected = pixels(reference(page, VALUES[0]).content)
    laid_out = replace(page, html=page.filled(VALUES[0]))

    content = filled(laid_out, {}).content

    assert (pixels(content), failures(content)) == (expected, [])


def test_fill_without_the_text_of_a_code_names_the_field(page):
    with pytest.raises(MissingValue, match="« qr »"):
        filled(page, {"name": "W"})


def test_fill_refuses_a_text_that_a_code_cannot_hold(page):
    with pytest.raises(qr.Unwritable):
        filled(page, VALUES[0] | {"qr": "https"})
