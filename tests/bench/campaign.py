"""A campaign from its launch to its last document, by one process: PDF, files, rows, history."""

import time
from collections.abc import Iterator

from documents.services import campaign as campaigns
from mutuelles.models import Mutuelle
from tests.bench.figure import Figure
from tests.cast import ISSUED_ON, YEAR, Cast, employer, member

SERIAL = 10_000  # clear of the cast's own


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    for rank in range(n):
        name = f"Atelier {rank} inc."
        member(cast.mutuelle, employer(SERIAL + rank, name, establishments=1 + rank % 3))
    begin = time.perf_counter()
    campaign = campaigns.launch(
        actor=cast.odile,
        year=YEAR,
        mutuelles=Mutuelle.objects.filter(pk=cast.mutuelle.pk),
        issued_on=ISSUED_ON,
    )
    while campaigns.issue_slice(campaign_id=campaign.pk):
        pass
    seconds = time.perf_counter() - begin
    issued = campaigns.progress(campaign).issued
    yield Figure("campaign.documents_per_second", issued / seconds, "documents/s", issued)
