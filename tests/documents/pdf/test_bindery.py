"""The present paper, bound by the linker, held against what WeasyPrint prints by itself."""

import random
from copy import deepcopy

import pytest

from documents.pdf.bindery import BadValue, Bindery, Sheet
from documents.pdf.plan import Refused
from documents.services import paper
from mutuelles.entente_text.edition_2022 import EDITION
from tests.documents.pdf.marked_paper import (
    CREATED,
    certificate_sheet,
    document,
    official_sheets,
)
from tests.documents.pdf.pages import complaints, failures, pixels, template, text

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
    return Bindery()


@pytest.mark.parametrize(
    ("name", "fallbacks"), [*((name, 0) for name in FAST), *((name, 1) for name in SLOW)]
)
def test_bind_gives_the_certificate_that_weasyprint_prints(bindery, name, fallbacks):
    snapshot = document(name)
    expected = paper.render_certificates(snapshot, ["2022-00042-1187-01"]).content

    issued, slow = bindery.bind([certificate_sheet(snapshot, 0)], CREATED)

    assert slow == fallbacks
    assert text(issued.content) == text(expected)
    assert pixels(issued.content) == pixels(expected)
    assert failures(issued.content) == []


def test_bind_gives_the_official_document_that_weasyprint_prints(bindery):
    snapshot = document(certificates=3)
    long = "Comptoir de la rue Principale, Atelier de la rue des Érables, Entrepôt du quai"
    snapshot["certificates"][1]["establishment"]["name"] = long
    expected = paper.render(snapshot, EDITION).content

    issued, slow = bindery.bind(official_sheets(snapshot), CREATED)

    assert slow == 0
    assert text(issued.content) == text(expected)
    assert pixels(issued.content) == pixels(expected)
    assert (failures(issued.content), complaints(issued.content)) == ([], "")


def test_bind_lays_out_again_only_the_part_that_needs_it(bindery):
    snapshot = document()
    snapshot["certificates"][1]["establishment"]["address"] = "Площадь 1"
    expected = paper.render(snapshot, EDITION).content

    issued, slow = bindery.bind(official_sheets(snapshot), CREATED)

    assert (slow, failures(issued.content)) == (1, [])
    assert pixels(issued.content) == pixels(expected)


def test_bind_gives_the_same_bytes_in_another_order(bindery):
    snapshots = [document(name) for name in FAST]
    sheets = [certificate_sheet(snapshot, 0) for snapshot in snapshots]
    first = [bindery.bind([sheet], CREATED).issued.sha256 for sheet in sheets]
    shuffled = random.Random(4).sample(range(len(sheets)), len(sheets))

    other = Bindery()
    again = {rank: other.bind([sheets[rank]], CREATED).issued.sha256 for rank in shuffled}

    assert [again[rank] for rank in range(len(sheets))] == first


def test_bind_names_the_field_that_no_font_draws(bindery):
    snapshot = document("Garage \U0010fffd inc.")

    with pytest.raises(BadValue) as caught:
        bindery.bind([certificate_sheet(snapshot, 0)], CREATED)

    assert caught.value.fields == ("employer name",)


def test_bind_refuses_a_template_that_breaks_a_rule(bindery, tmp_path):
    page = template(tmp_path, "<p><u>⟦name⟧</u></p>")

    with pytest.raises(Refused):
        bindery.bind([Sheet(page, {"name": "Nom"})], CREATED)


def test_bind_keeps_what_it_compiled(bindery):
    snapshot = deepcopy(document(FAST[0]))
    bindery.bind([certificate_sheet(snapshot, 0)], CREATED)
    compiled = len(bindery.parts)

    bindery.bind([certificate_sheet(document("Autre nom inc."), 0)], CREATED)

    assert len(bindery.parts) == compiled
