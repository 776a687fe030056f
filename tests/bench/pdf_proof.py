"""Shares of issued files that are what they claim: the same page, conformant, the same again."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings

from documents.models import PaperPart
from documents.pdf import conformance
from documents.pdf.bindery import BadValue, Bound
from documents.services import paper, printing, seal_key
from mutuelles.entente_text.edition_2022 import EDITION
from tests.bench.figure import Figure
from tests.bench.pdf_seal import is_sealed
from tests.bench.pdf_ways import Ours, Plain
from tests.bench.population import FOREIGN, Snapshot, employers
from tests.documents.pdf.pages import pixels, text

SEED, SEED_OF_MANY = 4, 2022
WHOLE_EVERY = 10  # of so many employers one has its whole document compared, not a certificate only
LINKED_AT_LEAST = 0.95

EDGE_NAMES = (
    "Nguyễn Thị Phương Thảo & Łódź Žižek ltée",
    "Кофейня Москва",
    "شركة الأرز inc.",
    "😀 Émoji inc.",
    "A" * 200,
    "Garage\x07 du\x0b Rang\x7f",
    "<b>Saint-Jean</b> & Fils &amp; \"ltée\" 'ijlIj' ⟦employer name⟧",
    "abc\u200fdef \u202einversé\u202c",
    "Cafe\u0301 de l'E\u0301toile",
    "Œuvre ﬁnancière officielle, flot n° 5½",
    "Ville\u200bzéro\u00adcoupée",
    "  deux   espaces\tet une tabulation  ",
)

Prints = Callable[[Snapshot], Bound]


def figures(ours: Ours, proved: int, tried: int) -> Iterator[Figure]:
    chosen = [*employers(proved, SEED)]
    odd = list(map(named, EDGE_NAMES, employers(len(EDGE_NAMES), SEED + 1)))
    everything = [*chosen, *odd]
    linked = share(lambda found: is_linked(ours, found), chosen)
    assert linked >= LINKED_AT_LEAST, f"{linked:.0%} made by the linker"
    plain = Plain(ours.version)
    equal = share(lambda ranked: is_equal(ours, plain, *ranked), enumerate(everything))
    yield Figure("pdf.equal_share", equal, "part", len(everything))
    conformant = share(lambda found: is_conformant(ours, found), everything)
    yield Figure("pdf.conformant_share", conformant, "part", len(everything))
    yield Figure("pdf.reproducible_share", reproducible(ours, chosen), "part", len(chosen))
    yield from fallbacks(ours, tried)


def share(is_true: Callable[..., bool], things: Iterable[object]) -> float:
    answers = [is_true(thing) for thing in things]
    return sum(answers) / len(answers)


def named(name: str, snapshot: Snapshot) -> Snapshot:
    """The same document for an employer of that name, who gives it to its establishment too."""
    first, *others = snapshot["certificates"]
    first = first | {"establishment": first["establishment"] | {"name": name}}
    return snapshot | {
        "employer": snapshot["employer"] | {"name": name},
        "certificates": [first, *others],
    }


def is_linked(ours: Ours, snapshot: Snapshot) -> bool:
    return ours.official(snapshot).fallbacks == 0


def is_equal(ours: Ours, plain: Plain, rank: int, snapshot: Snapshot) -> bool:
    """Whether text and pixels are WeasyPrint's, or the name is refused by its field."""
    try:
        pairs = [(ours.certificate(snapshot), plain.certificate(snapshot))]
        if rank % WHOLE_EVERY == 0:
            pairs.append((ours.official(snapshot), plain.official(snapshot)))
    except BadValue as refusal:
        return "employer name" in refusal.fields
    return all(
        text(bound.issued.content) == text(expected)
        and pixels(bound.issued.content) == pixels(expected)
        for bound, expected in pairs
    )


def is_conformant(ours: Ours, snapshot: Snapshot) -> bool:
    """PDF/UA-1, PDF/A-3a and the seal, of the document and of a certificate."""
    try:
        contents = [way(snapshot).issued.content for way in (ours.certificate, ours.official)]
    except BadValue:
        return True  # nothing is issued
    return all(
        not conformance.faults(content) and is_sealed(content, ours.signer.certificate)
        for content in contents
    )


def reproducible(ours: Ours, snapshots: list[Snapshot]) -> float:
    """Those that a process of another day, order and hash seed gives the same SHA-256."""
    again = made_elsewhere(ours, snapshots[::-1])
    return share(
        lambda found: (
            again[found["number"]]
            == [way(found).issued.sha256 for way in (ours.certificate, ours.official)]
        ),
        snapshots,
    )


def made_elsewhere(ours: Ours, snapshots: list[Snapshot]) -> dict[str, list[str]]:
    order = {
        "sources": ours.version.sources,
        "assets": ours.version.assets,
        "key": seal_key.path().read_text(),
        "snapshots": snapshots,
    }
    made = subprocess.run(
        [sys.executable, "-m", "tests.bench.pdf_again"],
        input=json.dumps(order),
        env=os.environ | {"PYTHONHASHSEED": "2031", "PORTAL_TODAY": "2031-05-06"},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.load(io.StringIO(made.stdout))


def fallbacks(ours: Ours, tried: int) -> Iterator[Figure]:
    """The employers of whom WeasyPrint would have to lay out some part, and what it compiles."""
    known = PaperPart.objects.count()
    slow = [
        snapshot["employer"]["name"]
        for snapshot in employers(tried, SEED_OF_MANY)
        if any(
            printing.BINDERY.set(sheet) is None
            for sheet in paper.sheets(snapshot, ours.version, EDITION)
        )
    ]
    latin = [name for name in slow if name not in FOREIGN]
    yield Figure("pdf.fallback_share", len(slow) / tried, "part", tried)
    yield Figure("pdf.fallback_share_of_latin_names", len(latin) / tried, "part", tried)
    yield Figure("pdf.parts_compiled", PaperPart.objects.count() - known, "gabarits", tried)
