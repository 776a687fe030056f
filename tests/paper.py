"""A document to print, its sheets, and what WeasyPrint alone makes of them."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from documents.pdf import press
from documents.pdf.bindery import Sheet
from documents.services import paper, paper_templates
from mutuelles.entente_text.edition_2022 import EDITION

CREATED = date(2021, 12, 15)

SNAPSHOT: dict[str, Any] = {
    "kind": "information-officielle",
    "number": "2022-00042-1187",
    "title": "Information officielle - Mutuelle de prévention",
    "site": "https://guichet-sst.example",
    "year": 2022,
    "issued_on": "2021-12-15",
    "employer": {
        "name": "Boulangerie Quatre-Temps inc.",
        "neq": "1199404477",
        "number": "ENL00411208",
        "address": "214, rue des Érables, Saint-Télesphore-du-Lac (Québec) G0X 1A9",
    },
    "mutuelle": {"number": "MUT00042", "name": "Mutuelle Boulange et pâtisserie"},
    "firm": {
        "name": "Gestion Prévaction inc.",
        "address": "1250, boulevard des Forges, Trois-Rivières (Québec) G8Y 1Z1",
        "phone": "819 555-0142",
        "email": "mutuelles@prevaction.example",
        "contact": "Geneviève Lefrançois",
    },
    "edition": {"year": 2022, "sha256": EDITION.sha256()},
    "certificates": [
        {
            "number": f"2022-00042-1187-0{rank}",
            "code": f"K7QM-2T4X-9RV{rank + 1}",
            "token": f"AEBAGBAFAYDQQCIK{rank + 1}" * 8 + "MJRGEYTC",
            "establishment": {"number": f"ETA00412087{rank}", "name": name, "address": "12, rue X"},
        }
        for rank, name in enumerate(["Comptoir de la rue des Érables", "Atelier de cuisson"], 1)
    ],
}

LETTER: dict[str, Any] = {
    "kind": "lettre",
    "number": "2021-417",
    "title": "Décision de classification",
    "subject": "Classification",
    "site": "https://guichet-sst.example",
    "issued_on": "2021-10-01",
    "employer": SNAPSHOT["employer"],
    "paragraphs": ["La décision prend effet le 1er janvier 2022 : conservez-la.", "Taux < 2 % ?"],
    "table": {"head": ["Unité", "Taux"], "rows": [["34410 – Boulangerie", "2,14 $"]]},
    "contact": {
        "name": "Service de la tarification (simulation)",
        "address": "1, rue de l’Exemple, Québec (Québec) G1A 0A0",
        "phone": "418 555-0100",
        "email": "tarification@guichet-sst.example",
    },
}


@dataclass(frozen=True)
class Version:
    """The paper of the repository, as a version of it would keep it."""

    sources: dict[str, str] = field(default_factory=paper_templates.files)
    assets: str = field(default_factory=paper_templates.assets_digest)


VERSION = Version()


def document(name: str = "", certificates: int = 2) -> dict[str, Any]:
    """The document above, for another employer or more establishments."""
    snapshot = deepcopy(SNAPSHOT)
    snapshot["employer"]["name"] = name or snapshot["employer"]["name"]
    found = [deepcopy(snapshot["certificates"][rank % 2]) for rank in range(certificates)]
    for rank, certificate in enumerate(found, 1):
        certificate["number"] = f"2022-00042-1187-{rank:02}"
    return snapshot | {"certificates": found}


def replacing(certificates: int = 2) -> dict[str, Any]:
    """The same document, in the place of one that was issued on the first of a month."""
    replaced = {"number": SNAPSHOT["number"], "issued_on": "2021-12-01"}
    return document(certificates=certificates) | {
        "number": f"{SNAPSHOT['number']}-R1",
        "replaces": replaced,
    }


def named(name: str, address: str = "12, rue X") -> dict[str, Any]:
    """The same document, with one name wherever a name stands."""
    snapshot = document(name)
    for owner in (snapshot["mutuelle"], snapshot["firm"]):
        owner["name"] = name
    for certificate in snapshot["certificates"]:
        certificate["establishment"] |= {"name": name, "address": address}
    return snapshot


def certificate_sheet(snapshot: dict[str, Any], rank: int) -> Sheet:
    number = snapshot["certificates"][rank]["number"]
    return paper.certificate_sheets(snapshot, VERSION, number)[0]


def official_sheets(snapshot: dict[str, Any]) -> list[Sheet]:
    """Cover note, Entente, and a page for each certificate."""
    return paper.sheets(snapshot, VERSION, EDITION)


def reference(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one page of HTML with their values, printed by WeasyPrint."""
    pages = [template.filled(values) for template, values, _ in sheets]
    parts = [page[page.index("<body>") + 6 : page.index("</body>")] for page in pages]
    bodies = [
        part.replace("<section ", f'<section id="{sheet.anchor}" ') if sheet.anchor else part
        for sheet, part in zip(sheets, parts, strict=True)
    ]
    html = pages[0].replace(parts[0], "".join(bodies))
    return press.reference(
        replace(sheets[0].template, html=html.replace("⟦", "&#10214;")), {}
    ).content
