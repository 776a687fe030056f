"""What is issued, on paper: a document's snapshot in, the bytes of its PDF out.

Everything printed comes from the snapshot and from the edition of the Entente that it names:
the same two give the same bytes, whenever and wherever they are printed.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date
from string import ascii_lowercase
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents.pdf import press
from mutuelles.entente_text.model import Clause, Edition, SubClause
from mutuelles.entente_text.typography import typeset

Snapshot = Mapping[str, Any]

PAPER = settings.BASE_DIR / "static" / "paper"
FONTS = settings.BASE_DIR / "static" / "fonts"

# a name of the certificate steps down in size before it takes too many lines
LONG, LONGEST = 36, 94
# beyond this many characters in all, the whole certificate is set closer: it stays one page
DENSE, PACKED = 260, 1000


class WrongEdition(ValueError):
    """The text given is not the one that the document was issued with."""


def fingerprint(snapshot: Snapshot) -> str:
    """SHA-256 of the snapshot, spelled in one way: what the certificate prints."""
    spelled = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def render(snapshot: Snapshot, edition: Edition | None = None) -> press.Printed:
    """The whole document. An « Information officielle » needs the edition that it names."""
    facts = _typeset(snapshot)
    if facts["kind"] == "lettre":
        return _print("paper/lettre.html", snapshot, _letter(facts))
    if edition is None or edition.sha256() != facts["edition"]["sha256"]:
        raise WrongEdition(f"Document {facts['number']}: another text of the Entente.")
    context = {
        "entente": _entente(edition.filled(_values(facts)), edition.sha256()),
        "certificates": [_certificate(facts, found) for found in facts["certificates"]],
    }
    return _print("paper/information_officielle.html", snapshot, context)


def render_certificates(
    snapshot: Snapshot, numbers: Collection[str] | None = None
) -> press.Printed:
    """The certificates apart, a page each: all of them, or those of the given numbers."""
    facts = _typeset(snapshot)
    chosen = [
        _certificate(facts, certificate)
        for certificate in facts["certificates"]
        if numbers is None or certificate["number"] in numbers
    ]
    if not chosen:
        raise LookupError(f"Document {facts['number']}: no such certificate.")
    return _print("paper/certificates.html", snapshot, {"certificates": chosen})


def _typeset(value: Any) -> Any:
    """The snapshot with French spaces in every sentence, name and address of it."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, Mapping):
        return {key: _typeset(item) for key, item in value.items()}
    return [_typeset(item) for item in value] if isinstance(value, list) else value


def _print(template: str, snapshot: Snapshot, context: Mapping[str, Any]) -> press.Printed:
    with translation.override("fr"):
        html = render_to_string(template, {**_common(snapshot), **context})
    return press.render(
        html,
        stylesheet=PAPER / "paper.css",
        folders=(PAPER, FONTS),
        identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
    )


def _common(snapshot: Snapshot) -> dict[str, Any]:
    groups = _groups(fingerprint(snapshot))
    return {
        "snapshot": _typeset(snapshot),
        "title": f"{snapshot['title']}, {snapshot['employer']['name']}",
        "issued_on": date.fromisoformat(snapshot["issued_on"]),
        "fingerprint_lines": [" ".join(groups[:8]), " ".join(groups[8:])],
    }


def _groups(digest: str) -> list[str]:
    return [digest[start : start + 4] for start in range(0, len(digest), 4)]


def _letter(snapshot: Snapshot) -> dict[str, Any]:
    return {"paragraphs": [_prose(paragraph) for paragraph in snapshot["paragraphs"]]}


def _prose(text: str) -> SafeString:
    """Text whose « 1er » is raised as print wants it."""
    raised = render_to_string("paper/_first.html").strip()
    return mark_safe(escape(text).replace("1er\u00a0", f"{raised}\u00a0"))  # noqa: S308 escaped


def _certificate(snapshot: Snapshot, certificate: Mapping[str, Any]) -> dict[str, Any]:
    names = {
        "employer": snapshot["employer"]["name"],
        "establishment": certificate["establishment"]["name"],
        "mutuelle": snapshot["mutuelle"]["name"],
    }
    details = [certificate["establishment"]["address"], snapshot["firm"]["name"]]
    return {
        **certificate,
        "sizes": {part: _size(name) for part, name in names.items()},
        "density": _density(sum(map(_room, [*names.values(), *details]))),
    }


def _size(name: str) -> str:
    room = _room(name)
    return "longest" if room > LONGEST else "long" if room > LONG else ""


def _density(room: float) -> str:
    return "dense packed" if room > PACKED else "dense" if room > DENSE else ""


def _room(text: str) -> float:
    """Characters that the text takes the place of: a capital is wide."""
    return len(text) + 0.7 * sum(character.isupper() for character in text)


def _values(snapshot: Snapshot) -> dict[str, str]:
    """What the text of the Entente may ask for."""
    year, mutuelle, firm = snapshot["year"], snapshot["mutuelle"], snapshot["firm"]
    return {
        "year": str(year),
        "previous_year": str(year - 1),
        "next_year": str(year + 1),
        "mutuelle_number": mutuelle["number"],
        "mutuelle_name": mutuelle["name"],
        "firm_name": firm["name"],
        "firm_address": firm["address"],
        "firm_contact": firm["contact"],
        "firm_phone": firm["phone"],
        "firm_email": firm["email"],
    }


def _entente(edition: Edition, digest: str) -> dict[str, Any]:
    """The edition as its page shows it: marks of change in words, items with their letters."""
    clauses = [_clause(clause, edition.year) for clause in edition.clauses]
    half = (len(clauses) + 1) // 2
    return {
        "year": edition.year,
        "label": str(edition.year),
        "start": " ".join(_groups(digest)[:3]),
        "clauses": clauses,
        "columns": [clauses[:half], clauses[half:]],
        "changed": _enumerate(_changed(edition)),
    }


def _clause(clause: Clause, year: int) -> dict[str, Any]:
    changed = [sub.number for sub in clause.sub_clauses if sub.changed]
    mark = f"modifiée en {year}" if clause.changed else ""
    if changed and not clause.changed:
        mark = f"{', '.join(changed)} modifiée en {year}"
    return {
        "number": clause.number,
        "title": clause.title,
        "changed": clause.changed,
        "mark": mark,
        "sub_clauses": [
            _sub_clause(sub, marked=sub.changed or (clause.changed and position == 0))
            for position, sub in enumerate(clause.sub_clauses)
        ],
    }


def _sub_clause(sub: SubClause, *, marked: bool) -> dict[str, Any]:
    return {
        "number": sub.number,
        "text": _prose(sub.text),
        "items": list(zip(ascii_lowercase, map(_prose, sub.items), strict=False)),
        "changed": sub.changed,
        "mark": marked,
    }


def _changed(edition: Edition) -> list[str]:
    """« 5 » for a whole clause, « 8.1 » for one of its sub-clauses."""
    found: list[str] = []
    for clause in edition.clauses:
        subs = [sub.number for sub in clause.sub_clauses if sub.changed]
        found += [str(clause.number)] if clause.changed else subs
    return found


def _enumerate(numbers: list[str]) -> str:
    """« à la clause 5 », « aux clauses 5, 6 et 8.1 », or nothing."""
    if len(numbers) < 2:
        return "".join(f"à la clause\u00a0{number}" for number in numbers)
    return f"aux clauses\u00a0{', '.join(numbers[:-1])} et\u00a0{numbers[-1]}"
