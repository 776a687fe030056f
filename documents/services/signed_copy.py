"""Close an Entente, and issue the copy that bears its text and every signature.

The copy is a file of the Entente, not a document: a document is issued to an employer, who may not
see the other members. WeasyPrint lays it out once, with its values, in seconds or a minute: the
worker does. Sealed and conformant as the rest, it is kept, and verified by its hash.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from documents import tasks
from documents.models import SignedCopy
from documents.pdf import words
from documents.pdf.bindery import BadValue, Bound, Sheet
from documents.pdf.seal import Signer
from documents.pdf.template import Template
from documents.services import document as documents
from documents.services import paper, printing, seal_key
from documents.services.entente_page import FIRST, groups, page_of
from documents.services.paper_templates import FONTS, PAPER, STYLESHEET, assets_digest
from documents.services.snapshot import Snapshot, firm_facts
from mutuelles.choices import MembershipStatus, SignatureMeans
from mutuelles.models import Entente, Signature
from mutuelles.services import entente as ententes
from portal.models import User

TEMPLATE, OWN_STYLESHEET = "documents/signed_copy_paper.html", "signed-copy.css"


@transaction.atomic
def close(*, actor: User, entente: Entente) -> None:
    """No signature after this; the worker makes the copy."""
    ententes.close(actor=actor, entente=entente)
    prepare(entente)


def prepare(entente: Entente) -> None:
    """Ask the worker for the copy of a closed Entente; asked for twice, it is made once."""
    tasks.issue_signed_copy.defer(entente_id=entente.pk)


@transaction.atomic
def issue(*, entente_id: int) -> SignedCopy:
    """The copy of a closed Entente, made unless it is there: two workers take turns."""
    rows = Entente.objects.select_related("edition", "mutuelle__firm", "closed_by")
    entente = rows.select_for_update(of=["self"], no_key=True).get(pk=entente_id)
    if copy := SignedCopy.objects.filter(entente=entente).first():
        return copy
    row, signer = seal_key.current()
    said = snapshot(entente)
    bound = _printed(said, entente, signer)
    return SignedCopy.objects.create(
        entente=entente,
        number=said["number"],
        snapshot=said,
        key=row,
        issued_on=_day(said),
        **documents.columns_of(bound),
    )


# ---- what it says


def snapshot(entente: Entente) -> Snapshot:
    """Text and signatures as they were when the Entente was closed."""
    if entente.closed_on is None:
        raise ValueError(f"Entente {entente}: its signatures are not closed.")
    mutuelle = entente.mutuelle
    signatures = entente.signatures.select_related("membership__employer")
    return {
        "kind": "entente-signee",
        "number": f"{entente.year}-{mutuelle.number[3:]}",
        "title": f"Entente {entente.year}, exemplaire signé",
        "site": settings.SITE_URL,
        "issued_on": entente.closed_on.isoformat(),
        "entente_year": entente.year,
        "mutuelle": {"number": mutuelle.number, "name": mutuelle.name},
        "firm": firm_facts(mutuelle.firm),
        "facts": entente.facts,
        "edition": {"year": entente.edition.year, "sha256": entente.edition.sha256},
        "text_sha256": entente.text_sha256,
        "members": entente.members.count(),
        "signatures": list(map(_signature, signatures.order_by("membership__employer__name_key"))),
    }


def _signature(signature: Signature) -> Snapshot:
    """A member that was excluded or has left since has signed all the same: `status` says so."""
    membership = signature.membership
    employer = membership.employer
    return {
        "employer": {"name": employer.name, "neq": employer.neq, "number": employer.number},
        "status": membership.status,
        "name": signature.name,
        "capacity": signature.capacity,
        "signed_on": signature.signed_on.isoformat(),
        "means": signature.means,
    }


def data(said: Snapshot) -> bytes:
    """The JSON attached to the file."""
    found = {
        "genre": said["kind"],
        "numero": said["number"],
        "titre": said["title"],
        "emis_le": said["issued_on"],
        "annee": said["entente_year"],
        "mutuelle": {"numero": said["mutuelle"]["number"], "nom": said["mutuelle"]["name"]},
        "empreinte": paper.fingerprint(said),
        "empreinte_du_texte": said["text_sha256"],
        "signatures": [
            {
                "employeur": signature["employer"]["name"],
                "neq": signature["employer"]["neq"],
                "numero": signature["employer"]["number"],
                "nom": signature["name"],
                "qualite": signature["capacity"],
                "signee_le": signature["signed_on"],
                "moyen": signature["means"],
            }
            for signature in said["signatures"]
        ],
    }
    return paper.COMPACT.encode(found).encode()


# ---- how it is printed


def _printed(said: Snapshot, entente: Entente, signer: Signer) -> Bound:
    """A character that no font draws is shown as « ? »: the attached data have it."""
    with translation.override("fr"):
        html = render_to_string(TEMPLATE, _context(said, entente))
    try:
        return _bound(html, said, signer)
    except BadValue as error:
        drawn = html.translate(dict.fromkeys(map(ord, error.characters), "?"))
        return _bound(drawn, said, signer)


def _bound(html: str, said: Snapshot, signer: Signer) -> Bound:
    css = "".join((PAPER / name).read_text("utf-8") for name in (STYLESHEET, OWN_STYLESHEET))
    # what looks like a mark in a value is not one
    html = html.replace("⟦", "&#10214;")
    template = Template(html, css, PAPER, (PAPER, FONTS), edition=assets_digest())
    return printing.BINDERY.bind([Sheet(template, {})], _day(said), data=data(said), signer=signer)


def _context(said: Snapshot, entente: Entente) -> dict[str, Any]:
    text, digest = ententes.exact_text(entente), paper.fingerprint(said)
    quads, year = groups(said["text_sha256"]), said["entente_year"]
    facts: dict[str, Any] = said["facts"]
    return facts | {
        "title": said["title"],
        "year": year,
        "running": f"Entente {said['mutuelle']['number']} · année {year}",
        "entente": page_of(text, said["text_sha256"]) | {"title": text.title},
        "period": f"Du 1er janvier au 31 décembre {year}".split(FIRST),
        "members": said["members"],
        "signed": sum(found["status"] == MembershipStatus.ACTIVE for found in said["signatures"]),
        "former": sum(found["status"] != MembershipStatus.ACTIVE for found in said["signatures"]),
        "means": _means(said),
        "signatures": list(map(_row, said["signatures"])),
        "closed_on": _written(_day(said)),
        "digest": [" ".join(quads[:8]), " ".join(quads[8:])],
        "site": said["site"].partition("//")[2],
        "words": " · ".join(words.four(digest)),
        "fingerprint": " ".join(groups(digest)[:3]),
        "number": said["number"],
    }


def _row(signature: Snapshot) -> dict[str, str]:
    employer = signature["employer"]
    gone = signature["status"] != MembershipStatus.ACTIVE
    return {
        "employer": paper.typeset(employer["name"]),
        "number": f"NEQ {employer['neq']}" if employer["neq"] else employer["number"],
        "status": str(MembershipStatus(signature["status"]).label).lower() if gone else "",
        "name": paper.typeset(signature["name"]),
        "capacity": paper.typeset(signature["capacity"]),
        "on": signature["signed_on"],
        "means": str(SignatureMeans(signature["means"]).label),
    }


def _means(said: Snapshot) -> str:
    """« 120 sur le portail, 23 sur papier »."""
    counts = [
        (sum(found["means"] == means for found in said["signatures"]), means.label.lower())
        for means in SignatureMeans
    ]
    return ", ".join(f"{count} {label}" for count, label in counts if count)


def _day(said: Snapshot) -> dt.date:
    return dt.date.fromisoformat(said["issued_on"])


def _written(day: dt.date) -> list[str]:
    """« 31 décembre 2021 », or the pieces around « 1er »."""
    written = date_format(day, "j F Y").replace(" ", " ")
    return [" ", written[2:]] if written.startswith("1 ") else [written]
