"""How many times faster than others: each side has employers that it has not seen before."""

import statistics
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import Any

from tests.bench.figure import Figure
from tests.bench.pdf_seal import PyHanko, unsealed
from tests.bench.pdf_ways import Ours, Plain, Typst
from tests.bench.population import Snapshot, employers

Way = Callable[[Snapshot], object]

OURS = 20  # documents of ours in a turn at most, for one of the others
WARM_UP = 1  # turns
SEED = 1


def figures(ours: Ours, n: int) -> Iterator[Figure]:
    fresh = employers(10**9, SEED)
    plain, typst = Plain(ours.version), Typst()
    races: dict[str, tuple[Way, Way]] = {
        "certificate_vs_weasyprint": (ours.certificate, plain.certificate),
        "official_vs_weasyprint": (ours.official, plain.official),
    }
    if find_spec("typst"):
        races["certificate_vs_typst"] = (ours.certificate, typst.certificate)
        races["entente_vs_typst"] = (ours.entente, typst.entente)
    for name, (own, peer) in races.items():
        yield Figure(f"pdf.{name}", times_faster(own, peer, fresh, n), "×", n)
    yield Figure("pdf.seal_vs_pyhanko", seal_times_faster(ours, fresh, n), "×", n)


def times_faster(own: Way, peer: Way, snapshots: Iterator[Snapshot], n: int) -> float:
    """How many of ours are made while the peer makes one: medians of single documents."""
    theirs, ones = [], []
    for _ in range(WARM_UP + n):
        theirs += [_seconds(peer, next(snapshots))]
        ones += [_seconds(own, snapshot) for snapshot in islice(snapshots, min(n, OURS))]
    return statistics.median(theirs[WARM_UP:]) / statistics.median(ones[WARM_UP * min(n, OURS) :])


def seal_times_faster(ours: Ours, snapshots: Iterator[Snapshot], n: int) -> float:
    """Ours is moulded into the file: its cost is a sealed file's, less that of the same bare."""
    bare, pyhanko = unsealed(ours), PyHanko(ours.signer)
    theirs, ones = [], []
    for _ in range(WARM_UP + n):
        batch = list(islice(snapshots, min(n, OURS)))
        files = [bare.certificate(snapshot).issued.content for snapshot in batch]
        theirs += [_seconds(pyhanko.seal, files[0])]
        # what the texts cost at first was paid just above
        ones += [_seconds(ours.certificate, s) - _seconds(bare.certificate, s) for s in batch]
    return statistics.median(theirs[WARM_UP:]) / statistics.median(ones[WARM_UP * min(n, OURS) :])


def _seconds(way: Callable[[Any], object], thing: object) -> float:
    """Of CPU: of this process, all its threads."""
    begin = time.process_time()
    way(thing)
    return time.process_time() - begin
