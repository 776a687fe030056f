"""The press of this process: a snapshot in, a sealed file out.

What templates compile to is kept in the database, for every process and for ever: a document is
printed again from the same parts, whatever the fonts, WeasyPrint or the templates have become.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import PaperBlob, PaperPart, PaperVersion
from documents.pdf import conformance, shelf
from documents.pdf.bindery import BadValue, Bindery, Bound, Recent, Sheet
from documents.pdf.characters import spelled
from documents.pdf.parts import Part
from documents.pdf.seal import Signer
from documents.services import paper
from mutuelles.entente_text.model import Edition
from mutuelles.models import EntenteEdition
from portal.errors import BusinessError

Snapshot = Mapping[str, Any]


class NotConformant(Exception):
    """A new layout breaks a rule of PDF/UA or PDF/A: nothing is issued on it."""


class Unprintable(BusinessError):
    """Texts that no font draws; the sentence says where they stand."""

    def __init__(self, error: BadValue, snapshot: Snapshot) -> None:
        characters = spelled(error.characters)
        said = _("Aucune police ne dessine « %(characters)s ».") % {"characters": characters}
        # a letter has no fields: its values stand in its page
        places = sorted(set(map(_place, error.fields))) or _holding(snapshot, error.characters)
        where = _("À corriger : %(places)s.") % {"places": ", ".join(places)}
        super().__init__(f"{said} {where}" if places else said)


class Blank(BusinessError):
    """Fields of which nothing would be seen; the sentence names them."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__(_("Champ vide : %(places)s.") % {"places": ", ".join(places)})


# what the fields of the paper are to a person
PLACES = {
    "employer name": gettext_lazy("nom de l’employeur"),
    "employer address": gettext_lazy("adresse de l’employeur"),
    "establishment name": gettext_lazy("nom de l’établissement"),
    "establishment address": gettext_lazy("adresse de l’établissement"),
    "mutuelle name": gettext_lazy("nom de la mutuelle"),
    "firm name": gettext_lazy("nom du gestionnaire"),
    "firm address": gettext_lazy("adresse du gestionnaire"),
    "firm contact": gettext_lazy("responsable du gestionnaire"),
}


class DatabaseShelf:
    """Parts by key, and what they share by hash."""

    def get(self, key: str) -> Part | None:
        body = PaperPart.objects.filter(key=key).values_list("body", flat=True).first()
        if body is None:
            return None
        wanted = PaperBlob.objects.filter(pk__in=shelf.blobs_of(bytes(body)))
        blobs = {blob: bytes(content) for blob, content in wanted.values_list("pk", "content")}
        return shelf.load(bytes(body), blobs.__getitem__)

    def put(self, key: str, part: Part) -> None:
        """On a connection of its own: whoever asked may yet be rolled back, what was made stays."""
        dumped = shelf.dump(part)
        with closing(connection.copy()) as apart, apart.cursor() as cursor:
            cursor.executemany(
                "insert into documents_paperblob (sha256, content) values (%s, %s)"
                " on conflict do nothing",
                list(dumped.blobs.items()),
            )
            cursor.execute(
                "insert into documents_paperpart (key, body, made_at) values (%s, %s, now())"
                " on conflict do nothing",
                (key, dumped.body),
            )


BINDERY = Bindery(DatabaseShelf())
# layouts that were found conformant by this process
_conformant: Recent[int, bool] = Recent(10_000)


def print_document(
    snapshot: Snapshot,
    version: PaperVersion,
    signer: Signer | None,
    bindery: Bindery | None = None,
) -> Bound:
    """The whole document: for an « Information officielle », note, Entente and certificates."""
    digest = paper.fingerprint(snapshot)
    sheets = paper.sheets(snapshot, version, edition_of(snapshot), digest=digest)
    return _bind(sheets, snapshot, paper.data(snapshot, digest=digest), signer, bindery)


def print_certificate(
    snapshot: Snapshot, version: PaperVersion, number: str, signer: Signer | None
) -> Bound:
    """One certificate alone, a page."""
    digest = paper.fingerprint(snapshot)
    sheets = paper.certificate_sheets(snapshot, version, number, digest=digest)
    return _bind(sheets, snapshot, paper.data(snapshot, number, digest=digest), signer)


def _bind(
    sheets: Sequence[Sheet],
    snapshot: Snapshot,
    data: bytes,
    signer: Signer | None,
    bindery: Bindery | None = None,
) -> Bound:
    created = dt.date.fromisoformat(snapshot["issued_on"])
    try:
        return (bindery or BINDERY).bind(sheets, created, data=data, signer=signer)
    except BadValue as error:
        raise Unprintable(error, snapshot) from error


def refuse_blanks(snapshot: Snapshot) -> None:
    """Raise `Blank` for a name or an address that is empty, or made of spaces of any width."""
    blanks = [place for place, text in _named(snapshot) if not any(map(_is_seen, text or ""))]
    if blanks:
        raise Blank(blanks)


def _named(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What has to be named on a paper, with what it is to a person."""
    for field in PLACES:
        who, _space, what = field.partition(" ")
        if who in snapshot:
            yield _place(field), snapshot[who][what]
    for certificate in snapshot.get("certificates", []):
        found = certificate["establishment"]
        for what in ("name", "address"):
            yield f"{_place(f'establishment {what}')} {found['number']}", found[what]


def _is_seen(character: str) -> bool:
    return character.isprintable() and not character.isspace()


def _place(field: str) -> str:
    """« nom de l’établissement », for the field « establishment 2 name » too."""
    return str(PLACES.get(" ".join(word for word in field.split() if not word.isdecimal()), field))


def _holding(snapshot: Snapshot, characters: str) -> list[str]:
    """Where a letter says one of these."""
    texts = _texts(snapshot)
    return [place for place, text in texts if not set(characters).isdisjoint(text)]


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The texts of a letter, each with what it is to a person."""
    for key in ("name", "address"):
        yield _place(f"employer {key}"), snapshot["employer"][key]
    yield _("titre"), snapshot["title"]
    yield _("sujet"), snapshot.get("subject", "")
    for rank, text in enumerate(snapshot.get("paragraphs", []), 1):
        yield _("paragraphe %(rank)d") % {"rank": rank}, text
    table = snapshot.get("table", {"head": [], "rows": []})
    yield _("tableau"), " ".join(chain(table["head"], *table["rows"]))
    yield _("coordonnées"), " ".join(snapshot.get("contact", {}).values())


def check(bound: Bound) -> None:
    """Raise `NotConformant` if the first document of a layout breaks a rule; the next are alike."""
    layout = hash(bound.issued.chunks)
    if _conformant.get(layout):
        return
    if faults := conformance.faults(bound.issued.content):
        raise NotConformant("; ".join(faults[:3]))
    _conformant.keep(layout, True)


def edition_of(snapshot: Snapshot) -> Edition | None:
    """The published text that a snapshot names by its hash; None for a letter."""
    return _edition(snapshot["edition"]["sha256"]) if "edition" in snapshot else None


@lru_cache
def _edition(sha256: str) -> Edition:
    return EntenteEdition.objects.get(sha256=sha256).text


@lru_cache
def version(pk: int) -> PaperVersion:
    """A published version: it never changes, so it is read once."""
    return PaperVersion.objects.published().get(pk=pk)
