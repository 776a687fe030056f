"""The present paper as templates of the linker: the same pages, with marks for the values."""

from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from documents.pdf.bindery import Sheet
from documents.pdf.template import Template
from documents.services import paper
from mutuelles.entente_text.edition_2022 import EDITION
from tests.documents.services.test_paper import SNAPSHOT

CREATED = date(2021, 12, 15)
OWNERS = ("employer", "mutuelle", "firm")


def document(name: str = "", certificates: int = 2) -> dict[str, Any]:
    """The document of the paper's own tests, for another employer or more establishments."""
    snapshot = deepcopy(SNAPSHOT)
    snapshot["employer"]["name"] = name or snapshot["employer"]["name"]
    found = [deepcopy(snapshot["certificates"][rank % 2]) for rank in range(certificates)]
    for rank, certificate in enumerate(found, 1):
        certificate["number"] = f"2022-00042-1187-{rank:02}"
    return snapshot | {"certificates": found}


def certificate_sheet(snapshot: dict[str, Any], rank: int) -> Sheet:
    facts = paper._typeset(snapshot)
    shown = paper._certificate(facts, facts["certificates"][rank])
    sizes = tuple(sorted(shown["sizes"].items()))
    template = certificate_template(shown["density"], sizes)
    return Sheet(template, values(snapshot, rank), f"certificat-{rank + 1}")


def official_sheets(snapshot: dict[str, Any]) -> list[Sheet]:
    """Cover note, Entente, and a page for each certificate."""
    ranks = range(len(snapshot["certificates"]))
    given = values(snapshot)
    return [
        Sheet(note_template(len(ranks)), given),
        Sheet(entente_template(), given, "entente"),
        *(certificate_sheet(snapshot, rank) for rank in ranks),
    ]


def values(snapshot: dict[str, Any], rank: int = 0) -> dict[str, str]:
    """What the marks stand for, as the paper would set it."""
    facts = paper._typeset(snapshot)
    lines = paper._common(snapshot)["fingerprint_lines"]
    found = {"number": facts["number"], "fingerprint 1": lines[0], "fingerprint 2": lines[1]}
    for owner in OWNERS:
        found |= {f"{owner} {key}": value for key, value in facts[owner].items()}
    for position, certificate in enumerate(facts["certificates"], 1):
        found[f"establishment {position} name"] = certificate["establishment"]["name"]
    chosen = facts["certificates"][rank]
    found |= {f"establishment {key}": value for key, value in chosen["establishment"].items()}
    return found | {"certificate": chosen["number"], "code": chosen["code"]}


@cache
def certificate_template(density: str, sizes: tuple[tuple[str, str], ...]) -> Template:
    marked = _marked()
    marked["certificates"][0] |= {"sizes": dict(sizes), "density": density}
    return _template("_certificate", marked, certificate=marked["certificates"][0])


@cache
def note_template(certificates: int) -> Template:
    marked = _marked()
    names = [f"⟦establishment {rank} name⟧" for rank in range(1, certificates + 1)]
    rows = [{"establishment": {"name": name}} for name in names]
    return _template("_note", marked, certificates=rows)


@cache
def entente_template() -> Template:
    return _template("_entente", _marked())


def _marked() -> dict[str, Any]:
    marked = deepcopy(SNAPSHOT) | {"number": "⟦number⟧"}
    for owner in OWNERS:
        marked[owner] = {key: f"⟦{owner} {key}⟧" for key in marked[owner]}
    establishment = {key: f"⟦establishment {key}⟧" for key in ("number", "name", "address")}
    certificate = {"number": "⟦certificate⟧", "code": "⟦code⟧", "establishment": establishment}
    return marked | {"certificates": [certificate]}


def _template(name: str, marked: dict[str, Any], **context: Any) -> Template:
    edition = EDITION.filled(paper._values(marked))
    context |= {
        "snapshot": marked,
        "title": f"{marked['title']}, {marked['employer']['name']}",
        "issued_on": CREATED,
        "fingerprint_lines": ["⟦fingerprint 1⟧", "⟦fingerprint 2⟧"],
        "entente": paper._entente(edition, EDITION.sha256()),
    }
    with translation.override("fr"):
        body = render_to_string(f"paper/{name}.html", context)
        page = render_to_string("paper/base.html", context)
    html = page.replace("<body></body>", f"<body>{body}</body>")
    css = (paper.PAPER / "paper.css").read_text()
    return Template(html, css, paper.PAPER, (paper.PAPER, paper.FONTS))
