import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from documents.pdf.case import Unfit
from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from documents.pdf.tail import Issued
from tests.documents.pdf.pages import ROOT, complaints, failures, template, text

COVER = (
    '<h1>⟦name⟧</h1><p>Chapitre, page <b class="target" data-target="#chapitre"></b></p>'
    '<p>Annexe, page <b class="target" data-target="#annexe"></b></p>'
)
CHAPTER = '<div id="chapitre"><h1>Chapitre</h1><p>Fixe.</p></div><h2 class="next">Fin</h2>'
ANNEX = "<h1>Annexe ⟦letter⟧</h1><p>Pour ⟦name⟧</p>"
MORE = ".next { break-before: page } .target { display: block }"
CREATED = date(2021, 12, 15)

OTHER_PROCESS = """
import sys
from pathlib import Path
from tests.documents.pdf.test_linker import issued
print(issued(Path(sys.argv[1])).sha256)
"""

# a part that was kept, filled where nothing can lay out
KEPT_PART = """
import json, pickle, sys
from datetime import date
from pathlib import Path
part = pickle.loads(Path(sys.argv[1]).read_bytes())
from documents.pdf.linker import Leaf, link
setting = part.set(json.loads(sys.argv[2]))
print(link([Leaf(part)]).fill([setting], date(2021, 12, 15)).sha256)
print([name for name in ("weasyprint", "django") if name in sys.modules])
"""


def issued(folder: Path, name: str = "Érablière Côté", annexes: int = 2) -> Issued:
    compiler = Compiler()
    title = "Pour ⟦name⟧"
    cover = compiler.compile(template(folder, COVER, MORE, title))
    chapter = compiler.compile(template(folder, CHAPTER, MORE))
    annex = compiler.compile(template(folder, ANNEX, MORE))
    leaves = [Leaf(cover), Leaf(chapter), Leaf(annex, "annexe"), *[Leaf(annex)] * (annexes - 1)]
    values = [{"name": name, "letter": letter} for letter in "--ABC"[: len(leaves)]]
    settings = [leaf.part.set(given) for leaf, given in zip(leaves, values, strict=True)]
    return link(leaves).fill(settings, CREATED)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return issued(tmp_path_factory.mktemp("linker"))


def opened(document: Issued) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(document.content))


def test_link_conforms_to_pdf_ua_and_pdf_a(document):
    content = document.content

    found = failures(content), complaints(content)

    assert found == ([], "")


def test_link_numbers_the_pages_of_the_whole(document):
    content = document.content

    numbers = [
        text(content, "-f", str(page), "-l", str(page)).split("\n")[-3] for page in range(1, 6)
    ]

    assert numbers == [f"{page} de 5" for page in range(1, 6)]


def test_link_counts_the_pages(tmp_path):
    cover = Compiler().compile(template(tmp_path, "<p>Fixe.</p>"))
    chapter = Compiler().compile(template(tmp_path, CHAPTER, MORE))

    linked = link([Leaf(cover), Leaf(chapter), Leaf(cover)])

    assert linked.pages == 4


def test_link_knows_where_other_parts_start(document):
    words = text(document.content, "-l", "1").split()

    targets = [words[words.index(word) + 2] for word in ("Chapitre,", "Annexe,")]

    assert targets == ["2", "4"]


def test_link_joins_the_bookmarks(document):
    with opened(document) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        below = [item.title for item in outline.root[1].children]

    assert titles == ["Érablière Côté", "Chapitre", "Annexe A", "Annexe B"]
    assert below == ["Fin"]


def test_link_joins_the_tags_in_reading_order(document):
    with opened(document) as pdf:
        tree = pdf.Root.StructTreeRoot
        *elements, field = tree.K[0].K
        pages = [kid.Pg.objgen for kid in elements]
        owned = [int(number) for kid in tree.ParentTree.Kids for number in list(kid.Nums)[::2]]
        order = [page.obj.objgen for page in pdf.pages]

    assert sorted(pages, key=order.index) == pages
    assert (str(field.S), owned) == ("/Form", [0, 1, 2, 3, 4, 5])


def test_link_shares_fonts_and_operators_between_parts(document):
    with opened(document) as pdf:
        first, second = pdf.pages[3].obj, pdf.pages[4].obj
        shared = {item.objgen for item in first.Contents} & {
            item.objgen for item in second.Contents
        }
        fonts = first.Resources.objgen == second.Resources.objgen

    assert (len(shared) > 0, fonts) == (True, True)


def test_link_shares_chunks_between_layouts(tmp_path):
    compiler = Compiler()
    chapter = compiler.compile(template(tmp_path, CHAPTER, MORE))
    annex = compiler.compile(template(tmp_path, ANNEX, MORE))
    one, other = (link([Leaf(chapter), *[Leaf(annex)] * count]).prefix.chunks for count in (1, 2))

    own = {id(chunk) for chunk in other} - {id(chunk) for chunk in one}

    weight = sum(len(chunk) for chunk in other if id(chunk) in own)
    assert weight < sum(map(len, other)) / 5


def test_fill_names_the_document(document):
    with opened(document) as pdf:
        named = str(pdf.docinfo["/Title"]), pdf.open_metadata()["dc:title"]

    assert named == ("Pour Érablière Côté",) * 2


def test_fill_hashes_the_whole_file(document):
    content = document.content

    digest = hashlib.sha256(content).hexdigest()

    assert document.sha256 == digest


def test_fill_leaves_the_prefix_alone(document, tmp_path):
    other = issued(tmp_path, name="W")

    same = other.prefix == document.prefix

    assert (same, other.sha256 == document.sha256) == (True, False)


def test_fill_gives_the_same_bytes_in_another_process(document, tmp_path):
    environment = os.environ | {"PYTHONHASHSEED": "7"}

    again = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
    )

    assert again.stdout.decode().strip() == document.sha256


def test_fill_refuses_values_of_another_layout(tmp_path):
    part = Compiler().compile(template(tmp_path, "<p>⟦name⟧</p>"))
    setting = part.set({"name": "Un nom bien trop long pour une ligne " * 2})

    with pytest.raises(Unfit):
        link([Leaf(part)]).fill([setting], CREATED)


def test_fill_needs_neither_weasyprint_nor_django(document, tmp_path):
    part = Compiler().compile(template(tmp_path, ANNEX, MORE))
    kept = tmp_path / "part"
    kept.write_bytes(pickle.dumps(part))
    values = {"name": "Érablière Côté", "letter": "A"}

    filled = subprocess.run(
        [sys.executable, "-c", KEPT_PART, str(kept), json.dumps(values)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    here = link([Leaf(part)]).fill([part.set(values)], CREATED)
    assert filled.stdout.decode().split() == [here.sha256, "[]"]
