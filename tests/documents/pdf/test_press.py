import io
import os
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pytest

from documents.pdf.press import ForeignResource, reference
from documents.pdf.template import Template

ROOT = Path(__file__).parents[3]
PAPER, FONTS = ROOT / "static" / "paper", ROOT / "static" / "fonts"

PAGE = """<!doctype html><html lang="fr-CA"><head><title>Essai</title>
<meta name="dcterms.created" content="2021-12-15"></head><body>
<section class="part" data-footnote="Au pied">
<div class="header"><p class="mark">Guichet</p><p class="running">Nº 1</p>
<p class="microtext"></p></div>
<h1>Titre</h1><p>{body}</p>
<table><thead><tr><th scope="col">Année</th><th scope="col">Taux</th></tr></thead>
<tbody><tr><th scope="row">2022</th><td>1,67</td></tr></tbody></table>
</section></body></html>"""

# the same page, printed by another process
OTHER_PROCESS = """
import sys
from tests.documents.pdf.test_press import PAGE, press
sys.stdout.buffer.write(press("Élan"))
"""


def press(body: str) -> bytes:
    css = (PAPER / "paper.css").read_text()
    page = Template(PAGE.replace("{body}", body), css, PAPER, (PAPER, FONTS))
    return reference(page, {}).content


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def elements(node):
    """Tag and node of every element of structure, in reading order."""
    for kid in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), kid
            yield from elements(kid)


def test_reference_conforms_to_pdf_ua():
    content = press("Bonjour")

    report = page.validate_pdf_bytes(content, profile="ua1")

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_reference_is_readable_by_qpdf(tmp_path):
    path = tmp_path / "essai.pdf"
    path.write_bytes(press("Bonjour"))

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True)

    assert checked.returncode == 0


@pytest.mark.parametrize("seed", ["1", "2"])
def test_reference_gives_the_same_bytes_in_another_process(seed):
    here = press("Élan")

    there = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    ).stdout

    assert there == here


def test_reference_says_title_language_and_the_date_of_the_data():
    pdf = opened(press("Bonjour"))

    facts = (str(pdf.docinfo.Title), str(pdf.Root.Lang), str(pdf.docinfo.CreationDate))

    assert facts == ("Essai", "fr-CA", "D:20211215")


def test_reference_has_an_identifier_of_its_own():
    one, other = opened(press("Bonjour")), opened(press("Bonsoir"))

    identifiers = {bytes(pdf.trailer.ID[0]) for pdf in (one, other)}

    assert len(identifiers) == 2


def test_reference_embeds_our_fonts_alone():
    pdf = opened(press("Bonjour <b>gras</b>"))

    names = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}

    assert {name.startswith("Open-Sans-Papier") for name in names} == {True}


def test_reference_sets_the_text_of_margins_apart_as_artifacts():
    pdf = opened(press("Bonjour"))

    marks = [
        (str(operation.operands[0]), "/MCID" in operation.operands[1])
        for operation in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operation.operator) == "BDC"
    ]

    # word-mark, number, microtext, three at the foot; title, sentence, four cells
    assert marks.count(("/Artifact", False)) == 6
    assert marks.count(("/Span", True)) == 6


def test_reference_tells_the_scope_of_header_cells():
    pdf = opened(press("Bonjour"))

    scopes = [str(node.A.Scope) for tag, node in elements(pdf.Root.StructTreeRoot) if tag == "/TH"]

    assert scopes == ["/Column", "/Column", "/Row"]


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/pixel.png",
        "file:///etc/hostname",
        "../../manage.py",
        "../fonts/../../LICENSE",
        "missing.svg",
        "data:image/svg+xml,<svg/>",
    ],
)
def test_reference_refuses_what_is_not_a_file_of_the_paper(url):
    body = f'<img alt="" src="{url}">'

    with pytest.raises(ForeignResource) as caught:
        press(body)

    assert str(caught.value).endswith(" » n’est pas un fichier du papier.")
