"""The present paper, bound by the linker, held against what WeasyPrint prints by itself."""

import io
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest

from documents.pdf.bindery import BadValue, Bindery, Recent, Sheet
from documents.pdf.compiler import Compiler
from documents.pdf.plan import Refused
from documents.pdf.seal import Key, new_key
from documents.pdf.shelf import Drawer
from tests.documents.pdf.pages import complaints, failures, pixels, template, text
from tests.paper import CREATED, certificate_sheet, document, official_sheets, reference

# set by the linker, however many lines they take
FAST = (
    "Boulangerie Quatre-Temps inc.",
    "9404-1234 Québec inc.",
    "Ae\u0301ro  double espace ltée ",
    "Nguyễn Văn Đức & Łódź, Straße, fi ffl",
    "Kahnawà:ke Office",
    "Conseil des Atikamekw de Wemotaci et de la région de la Haute-Mauricie",
    "Coopérative de solidarité en soutien à domicile de la Haute-Yamaska et de la région de "
    "Granby-Bromont-Waterloo",
)
# laid out by WeasyPrint, then linked
SLOW = (
    "Кофейня Москва",
    "شركة الاختبار",
    "ᐃᓄᒃᑎᑐᑦ Nunavik",
    "A" * 200,
    "abc\u200fdef",
    "Les Entreprises <b>Saint-Jean</b> & Fils \"ltée\" ⟦employer name⟧ 'ijlIj' d’Anse-Saint-Jean",
)


@pytest.fixture(scope="module")
def bindery():
    return Bindery(Drawer())


@pytest.mark.parametrize(
    ("name", "fallbacks"), [*((name, 0) for name in FAST), *((name, 1) for name in SLOW)]
)
def test_bind_gives_the_certificate_that_weasyprint_prints(bindery, name, fallbacks):
    snapshot = document(name)
    sheet = certificate_sheet(snapshot, 0)
    expected = reference([sheet])

    issued, slow, _ = bindery.bind([sheet], CREATED)

    assert slow == fallbacks
    assert text(issued.content) == text(expected)
    assert pixels(issued.content) == pixels(expected)
    assert failures(issued.content) == []


@pytest.mark.parametrize("name", ["شركة الاختبار", "ᐃᓄᒃᑎᑐᑦ Nunavik"])
def test_bind_draws_other_scripts_with_the_font_that_the_paper_names(bindery, name):
    content = bindery.bind([certificate_sheet(document(name), 0)], CREATED).issued.content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert {font for font in fonts if "Open-Sans" not in font} == {"DejaVu-Sans-Bold"}


def test_bind_gives_the_official_document_that_weasyprint_prints(bindery):
    snapshot = document(certificates=3)
    long = "Comptoir de la rue Principale, Atelier de la rue des Érables, Entrepôt du quai"
    snapshot["certificates"][1]["establishment"]["name"] = long
    sheets = official_sheets(snapshot)
    expected = reference(sheets)

    issued, slow, _ = bindery.bind(sheets, CREATED)

    assert slow == 0
    assert text(issued.content) == text(expected)
    assert pixels(issued.content) == pixels(expected)
    assert (failures(issued.content), complaints(issued.content)) == ([], "")


def test_bind_lays_out_again_only_the_part_that_needs_it(bindery):
    snapshot = document()
    snapshot["certificates"][1]["establishment"]["address"] = "Площадь 1"
    sheets = official_sheets(snapshot)
    expected = reference(sheets)

    issued, slow, _ = bindery.bind(sheets, CREATED)

    assert (slow, failures(issued.content)) == (1, [])
    assert pixels(issued.content) == pixels(expected)


def test_bind_gives_the_same_bytes_in_another_order(bindery):
    snapshots = [document(name) for name in FAST]
    sheets = [certificate_sheet(snapshot, 0) for snapshot in snapshots]
    first = [bindery.bind([sheet], CREATED).issued.sha256 for sheet in sheets]
    shuffled = random.Random(4).sample(range(len(sheets)), len(sheets))

    other = Bindery(Drawer())
    again = {rank: other.bind([sheets[rank]], CREATED).issued.sha256 for rank in shuffled}

    assert [again[rank] for rank in range(len(sheets))] == first


def test_bind_names_the_field_that_no_font_draws(bindery):
    snapshot = document("Garage \U0010fffd inc.")

    with pytest.raises(BadValue) as caught:
        bindery.bind([certificate_sheet(snapshot, 0)], CREATED)

    assert caught.value.fields == ("employer name",)


@pytest.mark.parametrize("character", ["\u202e", "\x07", "\u2028", "\U0001f950"])
def test_bind_names_the_fields_of_what_no_machine_prints(bindery, character):
    snapshot = document(f"Garage {character} inc.")
    snapshot["certificates"][1]["establishment"]["name"] = character

    with pytest.raises(BadValue) as caught:
        bindery.bind(official_sheets(snapshot), CREATED)

    fields = ("employer name", "establishment 2 name", "establishment name")
    assert (caught.value.fields, caught.value.characters) == (fields, character)


def test_bind_refuses_a_template_that_breaks_a_rule(bindery, tmp_path):
    page = template(tmp_path, "<p><u>⟦name⟧</u></p>")

    with pytest.raises(Refused):
        bindery.bind([Sheet(page, {"name": "Nom"})], CREATED)


class Counting(Compiler):
    """A compiler that says how often it worked."""

    compiled = 0

    def compile(self, *arguments, **options):
        self.compiled += 1
        return super().compile(*arguments, **options)


@pytest.fixture
def counting():
    return Bindery(Drawer(), Counting())


@pytest.fixture
def sheet(tmp_path):
    return Sheet(template(tmp_path, "<p>⟦name⟧</p>"), {"name": "Érablière Côté"})


def named(sheet, name):
    return sheet._replace(values={"name": name})


LONG = "Coopérative de solidarité en soutien à domicile de la Haute-Yamaska inc."


def test_bind_compiles_a_layout_once(counting, sheet):
    for name in ("Un nom", LONG, "Un autre", LONG.upper()[:60]):
        counting.bind([named(sheet, name)], CREATED)

    assert counting.compiler.compiled == 2


def test_bind_says_how_many_pages_there_are(counting, sheet):
    bound = counting.bind([sheet] * 3, CREATED)

    assert bound.pages == 3


def test_bind_attaches_data_and_seals(counting, sheet):
    key = Key(new_key("Essai", CREATED))
    data = b'{"number": "2022-00042"}'

    issued = counting.bind([sheet], CREATED, data=data, signer=key).issued

    assert (len(issued.signature), failures(issued.content)) == (64, [])


def test_bind_takes_from_the_shelf_what_another_process_compiled(counting, sheet):
    sheets = [sheet, named(sheet, LONG)]
    first = counting.bind(sheets, CREATED).issued.sha256
    other = Bindery(counting.shelf, Counting())

    again = other.bind(sheets, CREATED).issued.sha256

    assert (again, other.compiler.compiled) == (first, 0)


def test_bind_never_keeps_a_part_laid_out_for_one_document(counting, sheet):
    bound = counting.bind([named(sheet, "Кофейня Москва")], CREATED)

    kept = len(counting.shelf.bodies), len(counting.parts), len(counting.layouts)
    assert (bound.fallbacks, kept) == (1, (1, 1, 0))


def test_bind_remembers_a_refusal_but_does_not_keep_it(counting, tmp_path):
    page = template(tmp_path, "<p><u>⟦name⟧</u></p>")

    for _ in range(2):
        with pytest.raises(Refused):
            counting.bind([Sheet(page, {"name": "Nom"})], CREATED)

    assert (counting.compiler.compiled, counting.shelf.bodies) == (1, {})


def test_bind_forgets_what_was_not_used_lately(counting, tmp_path):
    counting.parts, counting.layouts = Recent(2), Recent(1)
    pages = [template(tmp_path, f"<p>{letter} ⟦name⟧</p>") for letter in "ABCA"]

    issued = [counting.bind([Sheet(page, {"name": "Nom"})], CREATED).issued for page in pages]

    assert (len(counting.parts), len(counting.layouts)) == (2, 1)
    # the first came back from the shelf
    assert (issued[3].sha256, counting.compiler.compiled) == (issued[0].sha256, 3)


def test_bind_compiles_once_for_several_threads(counting, sheet):
    names = ["Un nom", LONG] * 4

    with ThreadPoolExecutor(4) as threads:
        bound = list(threads.map(lambda name: counting.bind([named(sheet, name)], CREATED), names))

    hashes = {(name, found.issued.sha256) for name, found in zip(names, bound, strict=True)}
    assert (len(hashes), counting.compiler.compiled) == (2, 2)


def test_bind_does_not_wait_for_another_to_compile(counting, sheet):
    expected = counting.bind([sheet], CREATED).issued
    newcomer = Bindery(counting.shelf, compiling=counting.compiling)

    with ThreadPoolExecutor(2) as threads, counting.compiling:
        known = threads.submit(counting.bind, [sheet], CREATED)
        shelved = threads.submit(newcomer.bind, [sheet], CREATED)
        found = [future.result(timeout=20).issued for future in (known, shelved)]

    assert [issued.sha256 for issued in found] == [expected.sha256] * 2


def test_recent_lets_go_of_what_was_used_longest_ago():
    recent = Recent(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    recent.get("a")

    recent.keep("c", 3)

    assert dict(recent.held) == {"a": 1, "c": 3}


def test_recent_holds_to_what_came_first():
    recent = Recent(2)

    kept = recent.keep("a", 1), recent.keep("a", 2), recent.get("a")

    assert kept == (1, 1, 1)


def test_bind_counts_the_pages_of_a_letter_alone():
    sheet = certificate_sheet(document(), 0)
    letter = Sheet(replace(sheet.template, html=sheet.template.filled(sheet.values)), {})

    bound = Bindery(Drawer()).bind([letter], CREATED)

    assert text(bound.issued.content) == text(reference([letter]))
    assert (bound.fallbacks, failures(bound.issued.content)) == (1, [])
