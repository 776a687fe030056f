"""The scene of seed 000, and the neighbour whose documents still wait for the same person."""

import datetime as dt

from documents.sample_year.invented.employers import SCENE_NAME, SECOND_NAME
from documents.sample_year.invented.papers import PlannedPaper

ISSUED_ON = dt.date(2021, 12, 15)
TODAY = dt.date(2021, 12, 16)
READS = (TODAY, TODAY)  # « Consulté 2021-12-16 », twice


def _paper(code: str, day: str, *reads: str) -> PlannedPaper:
    instants = tuple(dt.date.fromisoformat(read) for read in reads)
    return PlannedPaper(code, dt.date.fromisoformat(day), instants)


def _busy_half_year() -> list[PlannedPaper]:
    """Enough papers in six months for a second page of the list; one in four waits to be read."""
    codes = (
        "attestation-conformite",
        "suivi-conformite",
        "validation-conformite",
        "rapport-intervention",
        "decision-transfert",
    )
    papers = []
    for rank in range(30):
        day = dt.date(2021, 6, 18) + dt.timedelta(days=6 * rank)
        day -= dt.timedelta(days=max(0, day.weekday() - 4))  # nothing is issued at the weekend
        reads = (day + dt.timedelta(days=3),) if rank % 4 else ()
        papers.append(PlannedPaper(codes[rank % len(codes)], day, reads))
    return papers


# no other paper of the subject *Mutuelle de prévention* in the six months before: the list of the
# seed shows one row
PAPERS_OF = {
    SCENE_NAME: [
        _paper("avis-taux-personnalise", "2020-01-28", "2020-02-03"),
        _paper("avis-cotisation", "2020-05-06", "2020-05-11", "2020-06-01"),
        _paper("decision-projet", "2020-11-12", "2020-11-16"),
        _paper("avis-taux-personnalise", "2021-01-27", "2021-02-01"),
        _paper("avis-cotisation", "2021-05-05", "2021-05-10"),
        _paper("lettre-versements", "2021-06-21", "2021-06-28"),
        _paper("attestation-conformite", "2021-08-16", "2021-08-16", "2021-09-07"),
        _paper("decision-classification", "2021-10-19", "2021-10-25"),
        _paper("rapport-intervention", "2021-11-30"),
    ],
    SECOND_NAME: [
        _paper("decision-classification", "2020-10-20", "2020-10-30"),
        _paper("avis-taux-personnalise", "2021-01-27", "2021-02-01"),
        _paper("calcul-taux-personnalise", "2021-02-10"),
        _paper("avis-cotisation", "2021-05-12", "2021-05-25", "2021-05-26"),
        PlannedPaper(
            "decision-revision",
            dt.date(2021, 7, 15),
            (dt.date(2021, 7, 19),),
            withdrawn_on=dt.date(2021, 7, 29),
            reason="Émis avec le mauvais numéro d’unité ; une décision corrigée suivra.",
        ),
        _paper("decision-classification", "2021-10-20", "2021-11-01"),
        _paper("suivi-conformite", "2021-11-22"),
        _paper("decision-partage", "2021-11-29"),
        *_busy_half_year(),
    ],
}
