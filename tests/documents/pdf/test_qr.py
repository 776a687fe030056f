import io

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from documents.pdf import qr

texts = st.text(qr.CHARACTERS, min_size=1, max_size=qr.LONGEST)


def drawn_by_segno(text: str) -> segno.QRCode:
    return segno.make(
        text,
        version=qr.VERSION,
        error=qr.ERROR,
        mask=qr.MASK,
        mode="alphanumeric",
        boost_error=False,
    )


@given(texts)
def test_matrix_is_the_one_that_segno_draws(text):
    expected = drawn_by_segno(text).matrix

    matrix = qr.matrix(text)

    assert matrix == expected


@pytest.mark.parametrize("length", range(1, qr.LONGEST + 1, 11))
def test_matrix_is_that_of_segno_at_each_length(length):
    text = (qr.CHARACTERS * 5)[-length:]

    matrix = qr.matrix(text)

    assert matrix == drawn_by_segno(text).matrix


def test_bits_are_rows_of_light_modules():
    text = "HTTPS://GUICHET.EXAMPLE/V/A2"

    rows = [qr.bits(text)[start : start + 7] for start in range(0, 343, 7)]

    dark = [[1 - (row[column // 8] >> 7 - column % 8 & 1) for column in range(49)] for row in rows]
    assert [bytes(row) for row in dark] == list(qr.matrix(text))


@given(texts)
def test_png_has_a_pixel_for_each_module(text):
    content = qr.png(text)

    picture = Image.open(io.BytesIO(content))

    expected = b"".join(qr.matrix(text)).translate(bytes([255, 0]) + bytes(254))
    assert (picture.mode, picture.convert("L").tobytes()) == ("1", expected)


@pytest.mark.parametrize("text", ["minuscules", "É", "A~", "~", "a" * 221])
def test_bits_refuse_other_characters(text):
    with pytest.raises(qr.Unwritable, match="ne porte que des chiffres"):
        qr.bits(text)


def test_bits_refuse_a_text_too_long():
    with pytest.raises(qr.Unwritable) as caught:
        qr.bits("A" * 222)

    assert str(caught.value) == "Un code QR porte au plus 221 caractères, et non 222."
