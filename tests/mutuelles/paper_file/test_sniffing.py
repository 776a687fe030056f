"""What a file is, whatever its name: kept if it is a paper, refused with a sentence if not."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutuelles.paper_file.refusal import Refused
from mutuelles.paper_file.sniffing import MAX_BYTES, Sniffed, sniff
from tests.mutuelles.paper_file.files import (
    action,
    archive,
    bomb_pdf,
    bomb_png,
    encrypted,
    image,
    jpeg,
    pdf,
    png,
    script,
    with_attachment,
    written,
)

BEGINNINGS = [b"", b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"MZ"]
ENDS = [b"", b"%%EOF", b"IEND\xae\x42\x60\x82", b"\xff\xd9"]
GOOD = [pdf(), jpeg(), png()]
REMADE = "L’ouvrir, l’imprimer en PDF, puis déposer le nouveau fichier."


def refusal(content: bytes) -> str:
    """Why a file is refused, its no-break spaces made plain."""
    with pytest.raises(Refused) as refused:
        sniff(content)
    return str(refused.value).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("content", "content_type", "suffix"),
    [
        (pdf(), "application/pdf", "pdf"),
        (pdf(3), "application/pdf", "pdf"),
        (pdf() + b"\r\n\0\0", "application/pdf", "pdf"),
        (jpeg(), "image/jpeg", "jpg"),
        (image("JPEG", progressive=True), "image/jpeg", "jpg"),
        (png(), "image/png", "png"),
    ],
)
def test_know_paper_by_content(content, content_type, suffix):
    sniffed = sniff(content)

    assert (sniffed.content_type, sniffed.suffix) == (content_type, suffix)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Ce fichier est vide."),
        (b"MZ\x90\0", "C’est un programme, et non une pièce."),
        (b"\x7fELF\x02", "C’est un programme, et non une pièce."),
        (b"#!/bin/sh\n", "C’est un programme, et non une pièce."),
        (archive(), "C’est un fichier de bureautique ou une archive : l’enregistrer en PDF."),
        (
            b"\0\0\0\x18ftypheic",
            "C’est une image d’un autre genre : l’enregistrer en JPEG ou en PDF.",
        ),
        (image("GIF"), "C’est une image d’un autre genre : l’enregistrer en JPEG ou en PDF."),
        (image("TIFF"), "C’est une image d’un autre genre : l’enregistrer en JPEG ou en PDF."),
        (b"<script>alert(1)</script>", "Ce n’est ni un PDF, ni une image JPEG ou PNG."),
        (b"\xef\xbb\xbf%PDF-1.7", "Ce n’est ni un PDF, ni une image JPEG ou PNG."),
        (
            b"%PDF-" + bytes(MAX_BYTES),
            "Ce fichier dépasse 10 Mo : le numériser de nouveau, en gris et à 200 ppp.",
        ),
    ],
)
def test_refuse_what_is_no_paper(content, sentence):
    assert refusal(content) == sentence


@pytest.mark.parametrize("content", GOOD, ids=["pdf", "jpeg", "png"])
def test_refuse_archive_behind_paper(content):
    assert refusal(content + archive()) == "Une archive est cachée dans ce fichier."


def test_refuse_pdf_within_image():
    assert refusal(image("JPEG", comment=b"%PDF-1.7")) == "Un PDF est caché dans cette image."


def test_refuse_page_behind_image():
    polyglot = png() + b"<script>alert(1)</script>"

    assert refusal(polyglot) == "Cette image est incomplète, ou suivie d’autre chose."


def test_refuse_program_behind_pdf():
    assert refusal(pdf() + b"MZ\x90") == "Ce PDF est incomplet, ou suivi d’autre chose."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (encrypted(user="secret"), "Ce PDF est protégé par un mot de passe."),
        (encrypted(), "Ce PDF est protégé : il restreint la lecture, l’impression ou la copie."),
        (pdf(0), "Ce PDF n’a aucune page."),
        (pdf(101), "Ce PDF a plus de 100 pages."),
        (pdf(OpenAction=script()), "Ce PDF contient un programme (JavaScript)."),
        (
            pdf(Names=action(JavaScript=action(Names=["un", script()]))),
            "Ce PDF contient un programme (JavaScript).",
        ),
        (pdf(AcroForm=action(XFA="<xdp/>")), "Ce PDF contient un programme (JavaScript)."),
        (
            pdf(OpenAction=action(S=pikepdf.Name.Launch, F="calc.exe")),
            "Ce PDF lance un programme ou envoie des données.",
        ),
        (
            pdf(OpenAction=action(S=pikepdf.Name.SubmitForm, F="https://ailleurs.example")),
            "Ce PDF lance un programme ou envoie des données.",
        ),
        (with_attachment(), "Ce PDF contient un fichier joint, un son ou une vidéo."),
    ],
)
def test_refuse_pdf_that_is_more_than_pages(content, sentence):
    assert refusal(content) == f"{sentence} {REMADE}"


def test_refuse_script_in_hexadecimal():
    content = pdf(OpenAction=script()).replace(b"/JavaScript", b"/J#61vaScript")

    assert refusal(content) == f"Ce PDF contient un programme (JavaScript). {REMADE}"


def test_refuse_script_that_no_page_leads_to():
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Hidden = made.make_indirect(pikepdf.Array([made.make_indirect(script())]))
        content = written(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert refusal(content) == f"Ce PDF contient un programme (JavaScript). {REMADE}"


def test_keep_pdf_that_only_speaks_of_scripts():
    content = pdf(text="De /JavaScript et de /Launch")

    assert sniff(content) == Sniffed("application/pdf")


def test_keep_pdf_that_opens_on_a_page():
    content = pdf(OpenAction=action(S=pikepdf.Name.Named, N=pikepdf.Name.FirstPage))

    assert sniff(content) == Sniffed("application/pdf")


def test_refuse_pdf_that_would_fill_the_memory():
    content = bomb_pdf(200)

    assert len(content) < 250_000
    assert refusal(content) == "Ce PDF est abîmé : il ne s’ouvre pas."


def test_refuse_pdf_of_old_compression():
    content = pdf().replace(b"/Type /Pages", b"/Filter /LZWDecode /Type /Pages")

    assert refusal(content) == f"Ce PDF est d’une forme trop ancienne. {REMADE}"


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_refuse_image_that_would_fill_the_memory(side):
    assert refusal(bomb_png(side)) == (
        "Cette image a plus de 50 millions de points : la numériser à 300 ppp."
    )


def test_refuse_torn_image():
    content = image("JPEG", (2000, 2000), quality=95)
    torn = png()[:30] + b"\0" + png()[31:]

    assert refusal(content[: len(content) // 2]) == (
        "Cette image est abîmée : elle ne s’ouvre pas jusqu’au bout."
    )
    assert refusal(torn) == "Cette image est abîmée : elle ne s’ouvre pas jusqu’au bout."


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=2000), st.sampled_from(ENDS))
def test_answer_to_any_bytes(beginning, middle, end):
    _sniff_or_refuse(beginning + middle + end)


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_answer_to_any_damage(content, changes):
    damaged = bytearray(content)

    for place, value in changes:
        damaged[place % len(damaged)] = value

    _sniff_or_refuse(bytes(damaged))


def _sniff_or_refuse(content: bytes) -> None:
    """Either a kind that its own beginning shows, or a sentence."""
    try:
        sniffed = sniff(content)
    except Refused as refused:
        assert str(refused).endswith(".")
    else:
        assert content.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG"))
        assert sniffed.suffix in ("pdf", "jpg", "png")
