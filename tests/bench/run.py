"""The groups of benchmarks, and how they are run and told."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench import campaign, cockpit, opening, page, pdf, upload
from tests.bench.figure import Figure
from tests.cast import Cast


@dataclass(frozen=True)
class Group:
    figures: Callable[[Cast, int], Iterator[Figure]]
    n: int
    only_when_named: bool = False  # for what takes minutes


# by the first word of the names that they give
GROUPS = {
    "page": Group(page.figures, n=200),
    "open": Group(opening.figures, n=300),
    "cockpit": Group(cockpit.figures, n=50),
    "campaign": Group(campaign.figures, n=1000),
    "upload": Group(upload.figures, n=50_000, only_when_named=True),
    "pdf": Group(pdf.figures, n=100),
}


def chosen(names: list[str]) -> dict[str, Group]:
    """The groups named; without a name, all that do not take minutes."""
    if unknown := set(names) - set(GROUPS):
        raise SystemExit(f"Groupe inconnu : {', '.join(unknown)}. Il y a : {', '.join(GROUPS)}.")
    return {
        name: group
        for name, group in GROUPS.items()
        if name in names or not (names or group.only_when_named)
    }


def run(groups: Iterable[Group], cast: Cast) -> Iterator[Figure]:
    for group in groups:
        yield from group.figures(cast, group.n)


def as_row(figure: Figure) -> str:
    # one in a thousand must show in a share
    decimals = 5 if figure.unit == "part" else 1
    return f"{figure.name:<40}{figure.value:>12,.{decimals}f}  {figure.unit:<14}n = {figure.n}"


def write(figures: Iterable[Figure], path: Path) -> None:
    """One JSON object a line."""
    lines = [json.dumps(asdict(figure)) + "\n" for figure in figures]
    path.write_text("".join(lines))
