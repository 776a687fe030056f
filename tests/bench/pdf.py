"""Issued files: how fast against others' ways, how small, and whether they are all they claim.

Times are CPU seconds of this process, medians of turns that alternate. Of `n` depend: the turns of
the peers, `n` each; the documents held against rules and references, five times as many; the
population whose names are tried, 1,500 times as many (30,000 at the usual 20).
"""

from collections.abc import Iterator

from documents.services import document as documents
from documents.services import seal_key
from mutuelles.services import study
from tests.bench import pdf_proof, pdf_serving, pdf_speed
from tests.bench.figure import Figure
from tests.bench.pdf_ways import Ours
from tests.cast import YEAR, Cast

PROVED, TRIED = 5, 1_500  # times n


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    study.conclude(cast.mutuelle, YEAR)  # publishes the text of the Entente
    seal_key.make()
    ours = Ours(documents.current_version(), seal_key.current()[1])
    yield from pdf_speed.figures(ours, n)
    yield from pdf_serving.figures(cast, n * PROVED)
    yield from pdf_proof.figures(ours, n * PROVED, n * TRIED)
