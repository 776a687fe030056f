import pytest

from documents.pdf.characters import Undrawable
from documents.pdf.compiler import Compiler
from documents.pdf.plan import Refused
from documents.pdf.stand_ins import Slot
from tests.documents.pdf.pages import template


@pytest.fixture(scope="module")
def compiler():
    return Compiler()


def test_compile_finds_the_texts_that_hold_fields(compiler, tmp_path):
    page = template(tmp_path, "<p>Fixe</p><p>Nom : <b>⟦name⟧</b>, de ⟦city⟧</p>")

    part = compiler.compile(page)

    texts = [paragraph.pattern for paragraph in part.paragraphs if not paragraph.automatic]
    assert texts == [(Slot("name"),), (", de ", Slot("city"))]


@pytest.mark.parametrize(("align", "rates"), [("left", []), ("center", [-0.5]), ("right", [-1])])
def test_compile_sees_what_a_text_follows(compiler, tmp_path, align, rates):
    page = template(tmp_path, "<p>⟦name⟧</p>", f"p {{ text-align: {align} }}")

    part = compiler.compile(page)

    moves = [item for piece in part.pages[0].pieces if isinstance(piece, tuple) for item in piece]
    shifts = [shift for move in moves for shift in getattr(move, "shifts", ())]
    assert [shift.rate for shift in shifts if shift.paragraph == 0] == rates


def test_compile_takes_a_paragraph_of_several_lines(compiler, tmp_path):
    page = template(tmp_path, f"<p>{'Une phrase. ' * 8}Signé ⟦name⟧.</p>")

    part = compiler.compile(page)

    assert [paragraph.lines for paragraph in part.paragraphs] == [3, 1]


def test_compile_adds_the_lines_of_a_signature(compiler, tmp_path):
    page = template(tmp_path, "<p>⟦name⟧</p><p>Suite</p>")
    occurrence = compiler.compile(page).paragraphs[0].occurrence

    part = compiler.compile(page, ((occurrence, 2),))

    assert part.paragraphs[0].lines == 3


def test_compile_embeds_the_same_font_in_parts_compiled_apart(compiler, tmp_path):
    first = compiler.compile(template(tmp_path, "<p>⟦name⟧ abc</p>"))
    other = compiler.compile(template(tmp_path, "<p>Wxyz ⟦city⟧</p>"))

    shared = first.objects.keys() & other.objects.keys()

    heaviest = max(first.objects, key=lambda name: len(first.objects[name].stream or b""))
    assert heaviest in shared


RULES = {
    "prose in two fonts": ("<p>{long}<b>⟦name⟧</b></p>", "", "en plusieurs caractères"),
    "justified": ("<p>⟦name⟧</p>", "p { text-align: justify }", "ni justification"),
    "elastic": ("<p>⟦name⟧</p>", "p { float: left }", "s’élargit"),
    "underlined": ("<p><u>⟦name⟧</u></p>", "", "tracé suit"),
    "hidden": ("<p>⟦name⟧</p>", "p { visibility: hidden }", "pas dessiné"),
    "centred prose": ("<p>{long} ⟦name⟧</p>", "p { text-align: center }", "à gauche"),
    "nowhere": ("<p>Fixe</p><p hidden>⟦name⟧</p>", "", "« name » n’est pas dessiné"),
    "mark in a style": ("<p>⟦name⟧</p>", "p::after { content: '⟦end⟧' }", "« end » : une feuille"),
    "open mark": ("<p>⟦name</p>", "", "Une marque n’est pas fermée : « ⟦name</p>"),
    "mark in a tag": ("<p title='⟦name⟧'>Fixe</p>", "", "« name » : dans une balise"),
    "part of an address": ("<img alt='A' src='⟦name⟧.png'>", "", "« name » : dans une balise"),
    "foreign picture": (
        "<p>⟦name⟧</p><img alt='A' src='https://a.example/b.png'>",
        "",
        "« https://a.example/b.png » n’est pas un fichier du papier",
    ),
    "code without words": ('<img src="⟦qr⟧" alt=" ">', "", "« qr » : l’image ne dit pas"),
    "smooth code": ('<img src="⟦qr⟧" alt="A">', "", "« qr » : il manque .* « image-rendering"),
    "code nowhere": ('<img src="⟦qr⟧" alt="A" hidden>', "", "« qr » : l’image n’est pas dessinée"),
    "link": ("<p>⟦name⟧</p><a href='https://a.example'>a</a>", "", "Ni lien"),
}


@pytest.mark.parametrize(("body", "css", "sentence"), RULES.values(), ids=RULES)
def test_compile_refuses_what_breaks_a_rule(compiler, tmp_path, body, css, sentence):
    page = template(tmp_path, body.replace("{long}", "Une longue phrase fixe. " * 4), css)

    with pytest.raises(Refused, match=sentence):
        compiler.compile(page)


def test_compile_refuses_a_page_number_in_the_text_of_a_field(compiler, tmp_path):
    css = """p { string-set: name attr(data-name) }
    @page { @top-left { content: string(name) " " counter(page); width: 60% } }"""
    page = template(tmp_path, '<p data-name="⟦name⟧">⟦name⟧</p>', css)

    with pytest.raises(Refused, match="numéro de page"):
        compiler.compile(page)


def test_compile_refuses_characters_that_no_font_draws(compiler, tmp_path):
    page = template(tmp_path, "<p>\U0010fffd</p>")

    with pytest.raises(Undrawable, match="Aucune police"):
        compiler.compile(page)
