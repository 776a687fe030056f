"""Glyphs and lines held against those that WeasyPrint itself writes."""

import io
import re
from functools import cache
from html import escape
from itertools import product

import pikepdf
import pytest
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data

from documents.pdf.drawing import read_lines
from documents.pdf.shaping import PANGO_UNITS, Typeface, Unfit, typeface
from documents.pdf.steady_fonts import SteadyFonts
from tests.documents.pdf.pages import FONTS

FACE = f"@font-face {{ font-family: Essai; src: url({FONTS.as_uri()}/open-sans-400.ttf) }}"
SIZES, SPACINGS = (9.6, 14.0, 29.3333), (0.0, -0.005, 0.02)
NAMES = (
    "AVATAR Toiture Wéilo inc. fi ffl tt",
    "« L’Étoile d'Or » 1199404477 – 12, rue X",
    "Nguyễn Văn Đức, Łódź ș ț, Straße",
    "1 de 14",
)
LONG = (
    "Coopérative de solidarité en soutien à domicile de la Haute-Yamaska et de Granby-Waterloo",
    "Les Entreprises Saint-Jean & Fils (1984) inc., l’Étoile d'Or de l’Anse-aux-Gascons",
    "Garage A-2 B-3 de la 12e-Avenue 2000-2010, s.e.n.c.: co-op; «\u00a0Le Grand\u00a0» 5.5%",
)
WIDTHS = range(120, 620, 20)


@cache
def drawn(html: str) -> tuple[Document, bytes]:
    fonts = FontConfiguration()
    sheet = CSS(string=f"{FACE} @page {{ size: 10in 400in }}", font_config=fonts)
    document = HTML(string=f"<html lang=fr-CA><body>{html}").render(
        stylesheets=[sheet], font_config=fonts
    )
    document.fonts = SteadyFonts()
    return document, document.write_pdf(uncompressed_pdf=True)


def face(html: str) -> Typeface:
    document, _ = drawn(html)
    (font,) = document.fonts.values()
    characters = "".join(font.to_unicode.values())
    return typeface(get_hb_object_data(font.hb_face), tuple(font.widths.items()), characters)


def paragraph(text: str, size: float, spacing: float, width: int = 900) -> str:
    style = f"font: {size}px Essai; letter-spacing: {spacing}em; width: {width}px"
    return f'<p style="{style}; overflow-wrap: anywhere">{escape(text)}</p>'


SAMPLES = tuple(product(NAMES, SIZES, SPACINGS))
SHAPES = "".join(paragraph(*sample) for sample in SAMPLES)
LINES = tuple(product(LONG, WIDTHS))
CUTS = "".join(paragraph(text, 14, 0, width) for text, width in LINES)


def written(html: str) -> list[tuple[float, bytes]]:
    """Size and operand of each text, without the adjustments of nothing."""
    with pikepdf.open(io.BytesIO(drawn(html)[1])) as pdf:
        operators = pdf.pages[0].Contents.read_bytes().split(b"\n")
    found, size = [], 0.0
    for operator in operators:
        if operator.endswith(b" Tf"):
            size = float(operator.split()[1])
        elif operator.endswith(b" TJ"):
            operand = operator[1:-4].replace(b">0<", b"").replace(b"<>", b" ")
            found.append((size, re.sub(rb">0$", b">", operand)))
    return found


def rounded(operand: bytes) -> bytes:
    return re.sub(rb"-?\d+\.\d+", lambda number: b"%.3f" % float(number[0]), operand)


def test_shape_writes_what_weasyprint_writes():
    expected = written(SHAPES)

    result = [
        (at, face(SHAPES).shape(text, at, int(spacing * size * PANGO_UNITS)).operand)
        for (text, size, spacing), (at, _) in zip(SAMPLES, expected, strict=True)
    ]

    assert [rounded(operand) for _, operand in result] == [
        rounded(operand) for _, operand in expected
    ]


def test_lines_are_cut_where_weasyprint_cuts_them():
    blocks: dict[int, list[str]] = {}
    for line in read_lines(drawn(CUTS)[0].pages[0]):
        line_text = "".join(text.text for text in line.texts).rstrip(" ")
        blocks.setdefault(line.block, []).append(line_text)

    result = [tuple(face(CUTS).lines(text, width, 14.0)) for text, width in LINES]

    assert result == [tuple(lines) for lines in blocks.values()]


@pytest.mark.parametrize("text", ["Москва", "🍕", "e\u0301", "a\u200fb", "شركة"])
def test_shape_refuses_what_the_font_does_not_hold(text):
    letters = face(SHAPES)

    with pytest.raises(Unfit):
        letters.shape(text, 14.0)


def test_lines_refuses_a_word_wider_than_its_line():
    letters = face(CUTS)

    with pytest.raises(Unfit):
        letters.lines("a" * 40, 100.0, 14.0)


def test_lines_refuses_to_guess_at_the_edge():
    letters = face(CUTS)
    width = letters.shape("Granby", 14.0).width

    with pytest.raises(Unfit):
        letters.lines("Granby", width, 14.0)
