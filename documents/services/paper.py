"""What is issued, on paper: a document's snapshot in, the sheets that the bindery prints out.

Everything printed comes from the snapshot, from the edition of the Entente that it names and from
the published version of the paper: the same three give the same bytes, whenever and wherever they
are printed. A sheet is a template, rendered once, and the values of one document.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from documents.pdf import words
from documents.pdf.bindery import Sheet
from documents.services.entente_page import FIRST, groups
from documents.services.paper_scale import level
from documents.services.paper_templates import (
    Paper,
    Text,
    Variant,
    Version,
    context_of,
    marked,
)
from mutuelles.entente_text.model import Edition
from mutuelles.entente_text.typography import typeset

Snapshot = Mapping[str, Any]
Values = dict[str, str]

SCHEMA = "document-1.schema.json"
CERTIFICATE = "Certificat d’appartenance à une mutuelle de prévention"

SPELLED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class WrongEdition(ValueError):
    """The text given is not the one that the document was issued with."""


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 of the snapshot, spelled in one way: what the paper prints."""
    return hashlib.sha256(SPELLED.encode(snapshot).encode()).hexdigest()


# ---- the sheets


# `digest` is the fingerprint of the snapshot, where it is known already


def sheets(
    snapshot: Snapshot, version: Version, edition: Edition | None = None, *, digest: str = ""
) -> list[Sheet]:
    """The whole document. An « Information officielle » needs the edition that it names."""
    if snapshot["kind"] == "lettre":
        return [_letter(snapshot, version)]
    text = _text(snapshot, edition)
    certificates = snapshot["certificates"]
    paper, variant = Paper.of(version), _variant(snapshot, text=text)
    note = marked(paper, "note", variant._replace(certificates=len(certificates)))
    values = _official_values(snapshot, digest)
    return [
        Sheet(note, values | _address(snapshot) | _establishments(certificates)),
        _entente(snapshot, version, text, values),
        *_certificates(snapshot, version, certificates, values),
    ]


def certificate_sheets(
    snapshot: Snapshot, version: Version, number: str, *, digest: str = ""
) -> list[Sheet]:
    """One certificate apart, exactly as it stands in its document."""
    chosen = [found for found in snapshot.get("certificates", []) if found["number"] == number]
    if not chosen:
        raise LookupError(f"Document {snapshot['number']}: no certificate {number}.")
    return _certificates(snapshot, version, chosen, _official_values(snapshot, digest))


def entente(snapshot: Snapshot, version: Version, edition: Edition, *, digest: str = "") -> Sheet:
    """The Entente apart."""
    values = _official_values(snapshot, digest)
    return _entente(snapshot, version, _text(snapshot, edition), values)


def _text(snapshot: Snapshot, edition: Edition | None) -> Text:
    if edition is None or edition.sha256() != snapshot["edition"]["sha256"]:
        raise WrongEdition(f"Document {snapshot['number']}: another text of the Entente.")
    return Text(snapshot["edition"]["sha256"], edition)


def _entente(snapshot: Snapshot, version: Version, text: Text, values: Values) -> Sheet:
    variant = _variant(snapshot, text=text)
    return Sheet(marked(Paper.of(version), "entente", variant), values, "entente")


def _certificates(
    snapshot: Snapshot, version: Version, certificates: list[Snapshot], values: Values
) -> list[Sheet]:
    paper, variant = Paper.of(version), _variant(snapshot)
    return [
        Sheet(
            marked(paper, "certificate", variant._replace(level=level(snapshot, found))),
            values | _certificate(found, snapshot["site"]),
            f"certificat-{rank}",
        )
        for rank, found in enumerate(certificates, 1)
    ]


def _letter(snapshot: Snapshot, version: Version) -> Sheet:
    """Free text follows no template: its values stand in the page, which has no mark left."""
    context = context_of(_values(snapshot) | _address(snapshot)) | {
        "subject": typeset(snapshot["subject"]),
        "paragraphs": [typeset(text).split(FIRST) for text in snapshot["paragraphs"]],
        "table": _typeset_all(snapshot.get("table")),
        "contact": _contact(snapshot["contact"]),
    }
    paper = Paper.of(version)
    html = paper.render("letter", _variant(snapshot)._asdict() | context)
    # what looks like a mark in a value is not one
    return Sheet(paper.template(html.replace("⟦", "&#10214;")), {})


def _variant(snapshot: Snapshot, **more: Any) -> Variant:
    replaced = snapshot.get("replaces", {})
    return Variant(
        title=typeset(snapshot["title"]),
        site=snapshot["site"].partition("//")[2] or snapshot["site"],
        first_of_month=snapshot["issued_on"].endswith("-01"),
        year=snapshot.get("year"),
        replaces=bool(replaced),
        replaced_on_first=replaced.get("issued_on", "").endswith("-01"),
        **more,
    )


# ---- values


def _values(snapshot: Snapshot, digest: str = "") -> Values:
    """What every paper says: its numbers, its employer, how to verify it."""
    digest = digest or fingerprint(snapshot)
    quads = groups(digest)
    employer = snapshot["employer"]
    numbers = [f"NEQ\u00a0{employer['neq']}"] if employer["neq"] else []
    numbers += [employer["number"]] if employer["number"] else []
    return {
        "number": snapshot["number"],
        "issued": _written(snapshot["issued_on"]),
        "words": " · ".join(words.four(digest)),
        "fingerprint 1": " ".join(quads[:8]),
        "fingerprint 2": " ".join(quads[8:]),
        "fingerprint start": " ".join(quads[:3]),
        "employer name": typeset(employer["name"]),
        "identifier": numbers[0],
        "numbers": " · ".join(numbers),
    }


def _official_values(snapshot: Snapshot, digest: str) -> Values:
    mutuelle, firm = snapshot["mutuelle"], snapshot["firm"]
    named = {f"firm {key}": typeset(value) for key, value in firm.items()}
    of_mutuelle = {
        "mutuelle number": mutuelle["number"],
        "mutuelle name": typeset(mutuelle["name"]),
    }
    return _values(snapshot, digest) | of_mutuelle | named | _replaced(snapshot)


def _replaced(snapshot: Snapshot) -> Values:
    """The document in whose place this one stands, if there is one."""
    if "replaces" not in snapshot:
        return {}
    replaced = snapshot["replaces"]
    return {
        "replaced number": replaced["number"],
        "replaced issued": _written(replaced["issued_on"]),
    }


def _address(snapshot: Snapshot) -> Values:
    return {"employer address": typeset(snapshot["employer"]["address"])}


def _establishments(certificates: list[Snapshot]) -> Values:
    return {
        f"establishment {rank} name": typeset(certificate["establishment"]["name"])
        for rank, certificate in enumerate(certificates, 1)
    }


def _certificate(certificate: Snapshot, site: str) -> Values:
    establishment = certificate["establishment"]
    return {
        "certificate": certificate["number"],
        "code": certificate["code"],
        # a QR of capitals and digits is a smaller one
        "qr": f"{site.upper()}/V/{certificate['token']}",
        "establishment number": establishment["number"],
        "establishment name": typeset(establishment["name"]),
        "establishment address": typeset(establishment["address"]),
    }


def _contact(contact: Mapping[str, str]) -> dict[str, Any]:
    """A postal address keeps its lines."""
    lines = contact["address"].splitlines()
    return {**_typeset_all(contact), "lines": [typeset(line) for line in lines]}


def _typeset_all(value: Any) -> Any:
    """The same, in every text of a table or a block."""
    if isinstance(value, Mapping):
        return {key: _typeset_all(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typeset_all(item) for item in value]
    return typeset(value) if isinstance(value, str) else value


@lru_cache(1 << 10)
def _written(day: str) -> str:
    """« 15 décembre 2021 »; the template itself writes the « 1er » of a first day."""
    with translation.override("fr"):
        found = date_format(date.fromisoformat(day), "j F Y").replace(" ", "\u00a0")
    return found.removeprefix("1\u00a0")


# ---- data for machines


def data(snapshot: Snapshot, certificate: str = "", *, digest: str = "") -> bytes:
    """The JSON attached to a file, of the whole document or of one of its certificates.

    Its schema is published with the site (static/paper/document-1.schema.json).
    """
    said = _said(snapshot) | {"empreinte": digest or fingerprint(snapshot)}
    certificates = snapshot.get("certificates", [])
    if certificate:
        said |= {"genre": "certificat", "titre": CERTIFICATE}
        said |= next(_said_of(each) for each in certificates if each["number"] == certificate)
    elif certificates:
        said["certificats"] = list(map(_said_of, certificates))
    return COMPACT.encode(said).encode()


def _said(snapshot: Snapshot) -> dict[str, Any]:
    employer = snapshot["employer"]
    said = {
        "$schema": f"{snapshot['site']}/static/paper/{SCHEMA}",
        "genre": snapshot["kind"],
        "numero": snapshot["number"],
        "titre": snapshot["title"],
        "emis_le": snapshot["issued_on"],
        "employeur": {
            "nom": employer["name"],
            "neq": employer["neq"],
            "numero": employer["number"],
        },
    }
    if "replaces" in snapshot:
        replaced = snapshot["replaces"]
        said["remplace"] = {"numero": replaced["number"], "emis_le": replaced["issued_on"]}
    if "mutuelle" not in snapshot:
        return said
    year, mutuelle = snapshot["year"], snapshot["mutuelle"]
    return said | {
        "annee": year,
        "mutuelle": {"numero": mutuelle["number"], "nom": mutuelle["name"]},
        "validite": {"du": f"{year}-01-01", "au": f"{year}-12-31"},
    }


def _said_of(certificate: Snapshot) -> dict[str, Any]:
    establishment = certificate["establishment"]
    return {
        "numero": certificate["number"],
        "code": certificate["code"],
        "jeton": certificate["token"],
        "etablissement": {
            "numero": establishment["number"],
            "nom": establishment["name"],
            "adresse": establishment["address"],
        },
    }
