"""Shares of issued files that are what they claim: the same page, conformant, the same again."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile

from django.conf import settings

from documents.models import PaperPart
from documents.pdf import conformance
from documents.services import paper, printing, seal_key
from mutuelles.entente_text.edition_2022 import EDITION
from tests.bench.figure import Figure
from tests.bench.pdf_seal import is_sealed
from tests.bench.pdf_ways import Ours, Plain
from tests.bench.population import Snapshot, employers
from tests.documents.pdf.pages import pixels, text

SEED, SEED_OF_ODD, SEED_OF_MANY = 4, 5, 2022
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


def figures(ours: Ours, n: int) -> Iterator[Figure]:
    chosen = list(employers(n, SEED))
    elsewhere = asked_elsewhere(ours, chosen[::-1])
    odd = map(named, EDGE_NAMES[:n], employers(n, SEED_OF_ODD))
    made = [make(ours, rank, snapshot) for rank, snapshot in enumerate([*chosen, *odd])]
    linked = share(is_linked, made[:n])
    assert linked >= LINKED_AT_LEAST, f"{linked:.0%} made by the linker"

    plain = Plain(ours.version, steady=True)
    equal = share(lambda found: is_equal(plain, found), made)
    yield Figure("pdf.equal_share", equal, "part", len(made))
    certificate = ours.signer.certificate
    conformant = share(lambda found: is_conformant(certificate, found), made)
    yield Figure("pdf.conformant_share", conformant, "part", len(made))
    again = json.loads(elsewhere.communicate()[0])
    same = share(lambda found: is_same(found, again), made[:n])
    yield Figure("pdf.reproducible_share", same, "part", n)


@dataclass(frozen=True)
class Made:
    """What was issued for an employer: a certificate and the whole document.

    Neither when its name is refused: `refused` then names the fields.
    """

    snapshot: Snapshot
    certificate: bytes = b""
    document: bytes = b""
    fallbacks: int = 0
    compares_document: bool = False
    refused: tuple[str, ...] = ()


def make(ours: Ours, rank: int, snapshot: Snapshot) -> Made:
    try:
        bounds = ours.certificate(snapshot), ours.official(snapshot)
    except printing.Unprintable as refusal:
        return Made(snapshot, refused=refusal.__cause__.fields)
    certificate, document = (bound.issued.content for bound in bounds)
    slow = sum(bound.fallbacks for bound in bounds)
    return Made(snapshot, certificate, document, slow, rank % WHOLE_EVERY == 0)


def share(is_true: Callable[..., bool], things: Sequence[object]) -> float:
    return sum(map(is_true, things)) / len(things)


def named(name: str, snapshot: Snapshot) -> Snapshot:
    """The same document for an employer of that name, who gives it to its establishment too."""
    first, *others = snapshot["certificates"]
    first = first | {"establishment": first["establishment"] | {"name": name}}
    return snapshot | {
        "employer": snapshot["employer"] | {"name": name},
        "certificates": [first, *others],
    }


def is_linked(made: Made) -> bool:
    return made.fallbacks == 0


def is_equal(plain: Plain, made: Made) -> bool:
    """Whether text and pixels are WeasyPrint's, or the name was refused by its field."""
    if made.refused:
        return "employer name" in made.refused
    pairs = [(made.certificate, plain.certificate(made.snapshot))]
    if made.compares_document:
        pairs.append((made.document, plain.official(made.snapshot)))
    return all(text(a) == text(b) and pixels(a) == pixels(b) for a, b in pairs)


def is_conformant(certificate: bytes, made: Made) -> bool:
    """PDF/UA-1, PDF/A-3a and the seal, of all that was issued."""
    return bool(made.refused) or all(
        not conformance.faults(content) and is_sealed(content, certificate)
        for content in (made.certificate, made.document)
    )


def is_same(made: Made, again: dict[str, list[str]]) -> bool:
    contents = (made.certificate, made.document)
    return [sha256(content).hexdigest() for content in contents] == again[made.snapshot["number"]]


def asked_elsewhere(ours: Ours, snapshots: list[Snapshot]) -> subprocess.Popen[str]:
    """A process of another day and hash seed at work on them: the other core is free."""
    order = {
        "sources": ours.version.sources,
        "assets": ours.version.assets,
        "key": seal_key.path().read_text(),
        "snapshots": snapshots,
    }
    with TemporaryFile("w+") as file:
        json.dump(order, file)
        file.seek(0)
        return subprocess.Popen(
            [sys.executable, "-m", "tests.bench.pdf_again"],
            stdin=file,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONHASHSEED": "2031", "PORTAL_TODAY": "2031-05-06"},
            cwd=settings.BASE_DIR,
            text=True,
        )


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
    latin = list(filter(is_latin, slow))
    yield Figure("pdf.fallback_share", len(slow) / tried, "part", tried)
    yield Figure("pdf.fallback_share_of_latin_names", len(latin) / tried, "part", tried)
    yield Figure("pdf.parts_compiled", PaperPart.objects.count() - known, "gabarits", tried)


def is_latin(name: str) -> bool:
    return all(unicodedata.name(letter).startswith("LATIN") for letter in name if letter.isalpha())
