import hashlib
import json
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date

import pytest

from documents.pdf.compiler import Compiler
from documents.pdf.linker import Leaf, link
from documents.pdf.parts import Part
from documents.pdf.shelf import DIGEST, FORMAT, Damaged, Drawer, blobs_of, dump, key_of, load
from tests.documents.pdf.pages import ROOT, template

BODY = (
    "<h1>⟦number⟧</h1><h2>Établissement</h2>"
    '<p>⟦name⟧</p><p><b class="target" data-target="#fin"></b></p><h2 id="fin">Fin</h2>'
)
MORE = "#fin { break-before: page } .target { display: block }"
VALUES = {"number": "2022-00042", "name": "Érablière Côté"}
CREATED = date(2021, 12, 15)

# what was kept, filled where nothing can lay out
OTHER_PROCESS = """
import json, sys
from datetime import date
from pathlib import Path
from documents.pdf.linker import Leaf, link
from documents.pdf.shelf import load
folder = Path(sys.argv[1])
part = load((folder / "body").read_bytes(), lambda name: (folder / name).read_bytes())
setting = part.set(json.loads(sys.argv[2]))
print(link([Leaf(part)]).fill([setting], date(2021, 12, 15)).sha256)
print([name for name in ("weasyprint", "django") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def part(tmp_path_factory):
    return Compiler().compile(template(tmp_path_factory.mktemp("shelf"), BODY, MORE))


@pytest.fixture(scope="module")
def dumped(part):
    return dump(part)


def content_of(part: Part) -> bytes:
    return link([Leaf(part)]).fill([part.set(VALUES)], CREATED).content


def packed(content: dict) -> bytes:
    """A body that says something else than what was dumped."""
    text = zlib.compress(json.dumps(content).encode())
    return FORMAT + hashlib.sha256(text).digest() + text


def unpacked(body: bytes) -> dict:
    return json.loads(zlib.decompress(body[len(FORMAT) + DIGEST :]))


def test_load_gives_a_part_that_makes_the_same_bytes(part, dumped):
    loaded = load(dumped.body, dumped.blobs.__getitem__)

    same = content_of(loaded) == content_of(part)

    assert same


def test_load_gives_the_same_bytes_in_another_process(part, dumped, tmp_path):
    for name, content in {**dumped.blobs, "body": dumped.body}.items():
        (tmp_path / name).write_bytes(content)

    filled = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(tmp_path), json.dumps(VALUES)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    here = hashlib.sha256(content_of(part)).hexdigest()
    assert filled.stdout.decode().split() == [here, "[]"]


def test_dump_gives_the_same_bytes_again(dumped):
    loaded = load(dumped.body, dumped.blobs.__getitem__)

    again = dump(loaded)

    assert again == dumped


def test_dump_shares_fonts_between_parts(part, dumped, tmp_path):
    other = Compiler().compile(template(tmp_path, "<p>⟦name⟧</p>"))

    shared = set(dump(other).blobs) & set(dumped.blobs)

    fonts = {hashlib.sha256(face.made_of[0]).hexdigest() for face in other.typefaces.values()}
    assert fonts - shared == set()


def test_dump_refuses_a_type_that_it_does_not_know(part):
    odd = replace(part, title=(CREATED,))

    with pytest.raises(TypeError, match="date has no place on the shelf"):
        dump(odd)


def test_blobs_of_names_what_a_body_needs(dumped):
    needed = blobs_of(dumped.body)

    assert sorted(needed) == sorted(dumped.blobs)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (lambda body: body[:-1], "son empreinte ne correspond pas à son contenu"),
        (lambda body: body[:30], "son empreinte ne correspond pas à son contenu"),
        (lambda body: body[:100] + b"!" + body[101:], "son empreinte ne correspond pas"),
        (lambda body: b"", "son format n’est pas connu"),
        (lambda body: b"Guichet SST, part 9\n" + body[20:], "son format n’est pas connu"),
        (lambda body: packed({"part": [], "records": {}, "blobs": []}), "d’une autre sorte"),
        (lambda body: packed({"part": [], "records": {"Os": []}, "blobs": []}), "le type Os"),
        (lambda body: packed({"part": "", "records": {}, "blobs": []}), "son contenu"),
        (lambda body: packed({"part": "@4", "records": {}, "blobs": []}), "son contenu"),
        (lambda body: packed({"records": {}, "blobs": []}), "son contenu"),
        (lambda body: packed({"part": ["=Ref"], "records": {"Ref": []}, "blobs": []}), "contenu"),
    ],
)
def test_load_refuses_a_damaged_body(dumped, body, what):
    damaged = body(dumped.body)

    with pytest.raises(Damaged, match=what):
        load(damaged, dumped.blobs.__getitem__)


def test_load_refuses_a_blob_that_is_not_there(dumped):
    nothing: dict[str, bytes] = {}

    with pytest.raises(Damaged, match="manque"):
        load(dumped.body, nothing.__getitem__)


def test_load_refuses_a_blob_of_another_content(dumped):
    with pytest.raises(Damaged, match="n’est pas celui de cette empreinte"):
        load(dumped.body, lambda name: b"%PDF")


def test_load_reads_a_record_of_before_a_field_was_added(part, dumped):
    content = unpacked(dumped.body)
    content["records"]["Bookmark"].remove("children")
    content["part"][1 + content["records"]["Part"].index("bookmarks")] = [
        ["=Bookmark", ["'Fin"], 1, "#0"]
    ]

    loaded = load(packed(content), dumped.blobs.__getitem__)

    assert [(mark.title, mark.children) for mark in loaded.bookmarks] == [(("Fin",), ())]


def test_drawer_gives_what_was_put(part):
    drawer = Drawer()
    drawer.put("clé", part)

    found = drawer.get("clé"), drawer.get("autre")

    assert (content_of(found[0]), found[1]) == (content_of(part), None)


def test_key_of_tells_apart_what_compiles_otherwise(tmp_path):
    page = template(tmp_path, "<p>⟦name⟧</p>")
    changes = {"html": page.html + " ", "css": page.css + " ", "edition": "2023"}
    others = [replace(page, **{field: value}) for field, value in changes.items()]

    keys = [key_of(page), *map(key_of, others), key_of(page, ((0, 1),))]

    assert len(set(keys)) == len(keys)


def test_key_of_leaves_out_where_the_folders_are(tmp_path):
    page = template(tmp_path, "<p>⟦name⟧</p>")

    moved = replace(page, base=tmp_path / "ailleurs", folders=())

    assert key_of(moved) == key_of(page)
