"""Made-up documents, of every kind and scale: what the templates of the paper are proved with."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents.models.document_type import OFFICIAL_INFORMATION
from documents.pdf import token
from documents.services.snapshot import Snapshot
from mutuelles.models import EntenteEdition

SITE = "https://guichet-sst.example"
ADDRESS = "1250, boulevard de l’Exemple, Lévis (Québec) G0X 1A9"
# names for each scale of the certificate, then one that no scale holds on a line or two
WORDS = "Boulangerie et pâtisserie artisanale de la Rive-Sud et des environs de Lévis "
NAMES = tuple((WORDS * 3)[:length].strip() for length in (11, 30, 52, 88, 130))
MOST_CERTIFICATES = 3
FIRST_OF_MONTH, ANOTHER_DAY = "2021-12-01", "2021-12-15"
PREVIEW = "APERÇU"
# no code has a zero, no token of ours is of version 0; the QR is drawn, nobody reads it
NO_CODE, NO_TOKEN = "0000-0000-0000", "A" * token.LENGTH
PARAGRAPH = "Texte d’essai, sans autre sens que de remplir quelques lignes de la page. " * 6


def everything() -> Iterator[tuple[str, Snapshot]]:
    """What is printed to prove a version, each with the name to give it before people."""
    yield _("Information officielle"), distinct()
    for name in NAMES:
        yield _("Information officielle"), official(name)
    for count in range(2, MOST_CERTIFICATES + 1):
        yield _("Information officielle"), official(certificates=count)
    yield _("Information officielle"), official(issued_on=FIRST_OF_MONTH)
    yield _("Lettre"), letter()
    yield _("Lettre"), letter(issued_on=FIRST_OF_MONTH) | {"table": TABLE}


def disarmed(snapshot: Snapshot) -> Snapshot:
    """The same, for a preview: it says that it is one, and nothing on it can be verified."""
    shown = {**snapshot, "number": PREVIEW, "title": f"{PREVIEW}\u00a0: {snapshot['title']}"}
    if "certificates" in snapshot:
        shown["certificates"] = [
            {**found, "number": PREVIEW, "code": NO_CODE, "token": NO_TOKEN}
            for found in snapshot["certificates"]
        ]
    return shown


def distinct() -> Snapshot:
    """A document where no two things are called the same: what its pages show is known by it."""
    snapshot = official()
    snapshot["mutuelle"]["name"] = "Mutuelle de l’essai"
    snapshot["certificates"][0]["establishment"] |= {"name": "Comptoir", "address": "12, rue X"}
    return snapshot


def official(name: str = NAMES[0], certificates: int = 1, issued_on: str = ANOTHER_DAY) -> Snapshot:
    edition = EntenteEdition.objects.latest("year")
    return {
        **_common(name, issued_on),
        "kind": OFFICIAL_INFORMATION,
        "number": "2022-00042-1187",
        "title": "Information officielle - Mutuelle de prévention",
        "year": edition.year,
        "mutuelle": {"number": "MUT00042", "name": name},
        "firm": FIRM,
        "edition": {"year": edition.year, "sha256": edition.sha256},
        "certificates": [_certificate(rank, name) for rank in range(1, certificates + 1)],
    }


def letter(issued_on: str = ANOTHER_DAY) -> Snapshot:
    return {
        **_common(NAMES[0], issued_on),
        "kind": "lettre",
        "number": "20211215-01-1187",
        "title": "Décision de classification",
        "subject": "Classification",
        "paragraphs": [PARAGRAPH, PARAGRAPH],
        "contact": {
            "name": "Centre de la simulation",
            "address": ADDRESS,
            "phone": FIRM["phone"],
            "email": FIRM["email"],
        },
    }


def _common(name: str, issued_on: str) -> Snapshot:
    return {
        "site": SITE,
        "issued_on": issued_on,
        "employer": {
            "name": name,
            "neq": "1199404477",
            "number": "ENL12345678",
            "address": ADDRESS,
        },
    }


def _certificate(rank: int, name: str) -> Snapshot:
    number = f"2022-00042-1187-{rank:02d}"
    return {
        "number": number,
        "code": "K7QM-2T4X-9RVD",
        "token": NO_TOKEN,
        "establishment": {"number": f"ETA000001{rank:03d}", "name": name, "address": ADDRESS},
    }


FIRM = {
    "name": "Gestion Exemple inc.",
    "address": ADDRESS,
    "phone": "1 800 555-0142",
    "email": "info@gestion.example",
    "contact": "Camille Exemple",
}
TABLE = {
    "head": ["Unité", "Taux"],
    "rows": [["10110", "1,48 $"], ["10120", "2,07 $"]],
}
