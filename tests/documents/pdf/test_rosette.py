from pathlib import Path

import pytest

from documents.pdf.rosette import rosette

PAPER = Path(__file__).parents[3] / "static" / "paper"


@pytest.mark.parametrize(
    ("name", "curves"),
    [
        (
            "rosette-certificat.svg",
            [
                {"petals": 64, "turns": 27, "inner": 0.86},
                {"petals": 72, "turns": 25, "inner": 0.16},
            ],
        ),
        ("rosette-entente.svg", [{"petals": 72, "turns": 35, "inner": 0.02}]),
    ],
)
def test_rosette_draws_the_files_of_the_paper(name, curves):
    drawing = (PAPER / name).read_text()

    paths = [rosette(**curve) for curve in curves]

    assert [path for path in paths if f'<path d="{path}"/>' in drawing] == paths


def test_rosette_closes_where_it_started():
    path = rosette(petals=5, turns=2, inner=0.2, size=100)

    start, end = path.split("C")[0].removeprefix("M"), path.removesuffix("Z").split(" ", 1)[1]

    assert start == "100.0 50.0"
    assert end.endswith(start)
