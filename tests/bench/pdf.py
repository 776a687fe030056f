"""Issued files: how fast against others' ways, how small, and whether they are all they claim.

Times of making are CPU seconds of this process, medians of single documents, both sides in turns;
those of serving are on the clock. `n` is the number of documents held against references and
rules; the slower peers take a fifth of it as turns. The layouts that its employers ask for are
compiled first, as before a campaign.
"""

from collections.abc import Iterator
from math import ceil

from documents.services import document as documents
from documents.services import seal_key
from mutuelles.services import study
from tests.bench import pdf_proof, pdf_serving, pdf_speed
from tests.bench.figure import Figure
from tests.bench.pdf_ways import Ours
from tests.cast import YEAR, Cast

DOCUMENTS_PER_TURN = 5
POPULATION = 30_000  # employers; a trial run of a few documents tries as few names
FEW = 100


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    study.conclude(cast.mutuelle, YEAR)  # publishes the text of the Entente
    ours = Ours(documents.current_version(), seal_key.current()[1])
    yield from pdf_proof.fallbacks(ours, n if n < FEW else POPULATION)
    yield from pdf_speed.figures(ours, ceil(n / DOCUMENTS_PER_TURN))
    yield from pdf_serving.figures(cast, n)
    yield from pdf_proof.figures(ours, n)
