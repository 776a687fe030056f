"""Glyphs and lines held against those that WeasyPrint itself writes."""

import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import product
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data

from documents.pdf.case import PANGO_UNITS, Case, Unfit
from documents.pdf.drawing import read_lines
from documents.pdf.shaping import LATIN, Typeface, typeface
from documents.pdf.steady_fonts import SteadyFonts
from documents.pdf.template import tidy
from tests.bench.population import employers
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


def paragraph(text: str, size: float, spacing: float, width: float = 900) -> str:
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
            found.append((size, plainly(operator)[1:-4]))
    return found


def plainly(operator: bytes) -> bytes:
    """Without the adjustments of nothing."""
    plain = operator.replace(b">0<", b"").replace(b"<>", b" ").replace(b">0]", b">]")
    return plain.replace(b" ]", b"]").replace(b"[ ", b"[")


def units(spacing: float, size: float) -> int:
    return int(spacing * size * PANGO_UNITS)


def test_shape_writes_what_weasyprint_writes():
    expected = written(SHAPES)

    result = [
        (at, face(SHAPES).shape(text, at, units(spacing, size)).operand)
        for (text, size, spacing), (at, _) in zip(SAMPLES, expected, strict=True)
    ]

    assert result == expected


# accents that no letter is composed with
ACCENTED = ("Adébáyọ̀ & Filles ltée", "Kẹ́hìndé", "J̌ẹ́nrọ̀ inc.", "Ọlájùmọ̀kẹ́")


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("text", ACCENTED)
def test_shape_places_accents_as_weasyprint_places_them(text, spacing):
    html = paragraph(text, 29.3333, spacing)
    with pikepdf.open(io.BytesIO(drawn(html)[1])) as pdf:
        operators = pdf.pages[0].Contents.read_bytes().split(b"\n")
    size = round(29.3333 * PANGO_UNITS) / PANGO_UNITS

    operand, width = face(html).shape(text, size, units(spacing, 29.3333))

    (line,) = read_lines(drawn(html)[0].pages[0])
    assert width == pytest.approx(line.texts[0].width - spacing * 29.3333, abs=1e-6)
    expected = [plainly(found) for found in operators if found.endswith((b" TJ", b" Ts"))]
    assert list(map(plainly, (b"[%s] TJ" % operand).split(b"\n"))) == expected


# ---- texts composed without HarfBuzz


@cache
def latin_face(name: str = "open-sans-400.ttf") -> Typeface:
    """All of a font of the paper, each glyph as wide as it says."""
    content = (FONTS / name).read_bytes()
    font = TTFont(io.BytesIO(content))
    scale = 1000 / font["head"].unitsPerEm
    widths = tuple(
        (number, round(font["hmtx"][glyph][0] * scale))
        for number, glyph in enumerate(font.getGlyphOrder())
    )
    return typeface(content, widths, "".join(map(chr, font.getBestCmap())))


LETTERS = [letter for letter in latin_face().characters if LATIN.fullmatch(letter)]
CASES = [
    Case(latin_face().face, latin_face().widths, size, spacing)
    for size, spacing in product((9.6, 14.0, 29.333008), (0, -150, 354))
]


def assert_the_same(text: str) -> None:
    for case in CASES:
        assert latin_face().shape(text, case.size, case.spacing) == case.shaped(text)


@given(st.text(LETTERS, min_size=1, max_size=40))
def test_shape_composes_what_harfbuzz_gives(text):
    assert_the_same(text)


@given(st.text("fil⁄12ijtſ-·lL ", min_size=1, max_size=20))
def test_shape_cuts_around_letters_that_are_joined(text):
    assert_the_same(text)


def test_shape_composes_the_names_of_employers():
    names = {tidy(snapshot["employer"]["name"]) for snapshot in employers(2_000)}
    names = {name for name in names if latin_face().characters.issuperset(name)}

    for name in names:
        assert_the_same(name)


# what HarfBuzz applies unasked, but for the forms of some languages, which are not ours
APPLIED = {"abvm", "blwm", "calt", "ccmp", "clig", "curs", "dist", "kern", "liga", "mark", "mkmk"}
APPLIED |= {"rclt", "rlig"}
SINGLE, LIGATURE, CHAINED, EXTENSION = 1, 4, 6, 9
MARKS_ONLY = {4, 5, 6}
PATHS = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_fonts_have_no_rule_of_three_letters_without_one_of_two(path):
    longer = [rule for rule in rules(TTFont(path)) if len(rule) > 2]
    starts = {one + two for rule in longer if all(rule) for one in rule[0] for two in rule[1]}
    letters = latin_face(path.name)

    letters.shape("".join(sorted(set("".join(starts)) | {" "})), 14.0)

    assert starts <= set(letters.joined)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_fonts_place_nothing_but_marks(path):
    lookups = applied(TTFont(path)["GPOS"].table)

    found = {
        sub.ExtensionLookupType if lookup.LookupType == EXTENSION else lookup.LookupType
        for lookup in lookups
        for sub in lookup.SubTable
    }

    assert found <= MARKS_ONLY


def applied(table: Any) -> list[Any]:
    ranks = {
        rank
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in APPLIED
        for rank in record.Feature.LookupListIndex
    }
    return [table.LookupList.Lookup[rank] for rank in sorted(ranks)]


def rules(font: TTFont) -> Iterator[list[set[str]]]:
    """The Latin letters that each rule looks at, place by place."""
    latin = {
        glyph: chr(code) for code, glyph in font.getBestCmap().items() if LATIN.fullmatch(chr(code))
    }
    for lookup in applied(font["GSUB"].table):
        assert lookup.LookupType in {SINGLE, LIGATURE, CHAINED}
        for sub in lookup.SubTable:
            for places in RULES[lookup.LookupType](sub):
                yield [{latin[glyph] for glyph in place if glyph in latin} for place in places]


def ligatures(sub: Any) -> Iterator[list[list[str]]]:
    for first, found in sub.ligatures.items():
        for ligature in found:
            yield [[glyph] for glyph in (first, *ligature.Component)]


def chains(sub: Any) -> Iterator[list[list[str]]]:
    assert sub.Format == 3
    before = reversed(sub.BacktrackCoverage)
    yield [place.glyphs for place in (*before, *sub.InputCoverage, *sub.LookAheadCoverage)]


RULES: dict[int, Any] = {SINGLE: lambda sub: [], LIGATURE: ligatures, CHAINED: chains}


# ---- lines


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


# units of Pango
NEAR = (
    *product((NAMES[0], *LONG), (12.8, 14.0, 29.3333), (0.0,), (1, 0.5, 0.02, -0.02, -0.5, -1)),
    *product((NAMES[0], *LONG), (14.0, 29.3333), (-0.005, 0.02), (3, 2, -2, -3)),
)


def room(text: str, size: float, spacing: float, edge: float) -> float:
    """What the text takes, and so many units."""
    width = latin_face().shape(text, size, units(spacing, size)).width
    return width + edge / PANGO_UNITS


def test_set_knows_what_fits_close_to_the_edge():
    html = "".join(
        paragraph(text, size, spacing, room(text, size, spacing, edge) + spacing * size)
        for text, size, spacing, edge in NEAR
    )
    expected = Counter(line.block for line in read_lines(drawn(html)[0].pages[0]))

    found = [
        len(latin_face().set(text, room(text, size, spacing, edge), size, units(spacing, size)))
        for text, size, spacing, edge in NEAR
    ]

    assert found == list(expected.values())


def test_lines_refuses_to_guess_at_the_edge():
    letters = face(CUTS)
    width = letters.shape("Granby", 14.0).width

    with pytest.raises(Unfit):
        letters.lines("Granby", width, 14.0)
