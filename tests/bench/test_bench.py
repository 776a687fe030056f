"""Each group of benchmarks runs, small, and tells its figures as they are read by others."""

import json
from dataclasses import replace
from pathlib import Path

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
    "upload": [
        ("upload.vs_floor", "ratio"),
        ("upload.xlsx_vs_floor", "ratio"),
        ("upload.rowwise_vs_ours", "×"),
        ("upload.peak_mb", "Mo"),
    ],
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


# another process receives a list too, and would wait for what is not committed
BESIDE = {"upload"}


@pytest.mark.parametrize("name", sorted(run.GROUPS.keys() - BESIDE))
def test_write_one_object_a_line(db, tmp_path, name):
    check_told(name, tmp_path / "bench.jsonl")


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_write_what_another_process_measures(transactional_db, tmp_path, name):
    check_told(name, tmp_path / "bench.jsonl")


def check_told(name: str, path: Path) -> None:
    cast = world.build(employers=3, documents=6, listed=3)
    group = replace(run.GROUPS[name], n=SMALL)

    run.write(run.run([group], cast), path)

    told = [json.loads(line) for line in path.read_text().splitlines()]
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
