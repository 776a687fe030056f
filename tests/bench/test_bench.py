"""Each group of benchmarks runs, small, and tells its figures as they are read by others."""

import json
from dataclasses import replace

import pytest

from tests.bench import run, world

SMALL = 2
# name, unit
FIGURES = {
    "page": [("page.list_vs_empty_view", "ratio")],
    "open": [("open.first_vs_select1", "ratio")],
    "cockpit": [
        ("cockpit.page_vs_empty_view", "ratio"),
        ("cockpit.reminders_per_second", "rappels/s"),
    ],
    "campaign": [("campaign.documents_per_second", "documents/s")],
    "pdf": [
        ("pdf.fallback_share", "part"),
        ("pdf.fallback_share_of_latin_names", "part"),
        ("pdf.parts_compiled", "gabarits"),
        ("pdf.certificate_vs_weasyprint", "×"),
        ("pdf.official_vs_weasyprint", "×"),
        ("pdf.certificate_vs_typst", "×"),
        ("pdf.entente_vs_typst", "×"),
        ("pdf.seal_vs_pyhanko", "×"),
        ("pdf.regenerate_p95_vs_empty_view", "ratio"),
        ("pdf.request_p95_vs_empty_view", "ratio"),
        ("pdf.stored_bytes", "octets"),
        ("pdf.equal_share", "part"),
        ("pdf.conformant_share", "part"),
        ("pdf.reproducible_share", "part"),
    ],
}


@pytest.mark.parametrize("name", run.GROUPS)
def test_write_one_object_a_line(db, tmp_path, name):
    cast = world.build(employers=3, documents=6, listed=3)
    group = replace(run.GROUPS[name], n=SMALL)

    run.write(run.run([group], cast), tmp_path / "bench.jsonl")

    told = [json.loads(line) for line in (tmp_path / "bench.jsonl").read_text().splitlines()]
    assert [list(figure) for figure in told] == [["name", "value", "unit", "n"]] * len(told)
    assert [(figure["name"], figure["unit"]) for figure in told] == FIGURES[name]
    assert all(figure["value"] >= 0 and figure["n"] >= 1 for figure in told)


def test_choose_all_groups_but_those_of_minutes():
    assert list(run.chosen([])) == [n for n, g in run.GROUPS.items() if not g.only_when_named]


def test_choose_group_named():
    assert list(run.chosen(["open"])) == ["open"]


def test_refuse_unknown_group():
    with pytest.raises(SystemExit):
        run.chosen(["open", "vitesse"])
