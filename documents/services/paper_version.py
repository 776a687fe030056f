"""Versions of the paper: what a release brings, drafts, and publication, which ends all change."""

import datetime as dt
import difflib
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.access import may_draft_paper, may_publish_paper
from documents.models import Document, PaperVersion
from documents.pdf.bindery import BadValue, Bindery
from documents.pdf.parts import Part
from documents.pdf.plan import Refused
from documents.pdf.shelf import Drawer, load
from documents.pdf.template import MissingValue
from documents.services import (
    paper,
    paper_essentials,
    paper_language,
    paper_samples,
    paper_templates,
    printing,
)
from documents.services.snapshot import Snapshot
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry, User
from portal.services import audit

Sources = Mapping[str, str]

# a line of the trail tells which releases have left their draft: it may have been edited since
SHIPPED = "ship"

logger = logging.getLogger(__name__)


class NotPrintable(BusinessError):
    """These templates make no good paper; the sentence says which one, and why."""


FORESEEN = (
    *(NotPrintable, Refused, BadValue, MissingValue, TemplateSyntaxError),
    *(printing.NotConformant, printing.Unprintable, paper_essentials.Incomplete),
)


class NoShelf:
    """What drafts compile to is kept nowhere but in this process, for a while."""

    def get(self, key: str) -> Part | None:
        return None

    def put(self, key: str, part: Part) -> None:
        pass


class Tray(Drawer):
    """What a draft compiles to until it is published; the templates it did not change have theirs.

    Nothing of a draft that is refused stays on the shelf, which is for ever.
    """

    def get(self, key: str) -> Part | None:
        return super().get(key) or printing.BINDERY.shelf.get(key)

    def shelve(self) -> None:
        for key, body in self.bodies.items():
            printing.BINDERY.shelf.put(key, load(body, self.blobs.__getitem__))


DRAFTS = Bindery(NoShelf())

# ---- what a release brings


def install() -> None:
    """Version 1, published; later, a draft when the release has other templates or pictures."""
    sources, assets = paper_templates.files(), paper_templates.assets_digest()
    versions = PaperVersion.objects.all()
    if not versions.exists():
        _first(sources, assets)
    elif not versions.filter(sources=sources, assets=assets).exists() and not _was_shipped():
        with transaction.atomic():
            draft = _added(sources, note="Gabarits livrés avec une nouvelle version du portail")
            audit.record(actor=None, verb=SHIPPED, subject=draft, release=_release())


def _first(sources: Sources, assets: str) -> None:
    first = PaperVersion(
        number=1,
        sources=sources,
        assets=assets,
        published_at=timezone.now(),
        note="Première version",
    )
    PaperVersion.objects.bulk_create([first], ignore_conflicts=True)


def _was_shipped() -> bool:
    return AuditEntry.objects.filter(verb=SHIPPED, details__release=_release()).exists()


def _release() -> str:
    spelled = json.dumps([paper_templates.files(), paper_templates.assets_digest()], sort_keys=True)
    return hashlib.sha256(spelled.encode()).hexdigest()


# ---- drafts


def draft(*, actor: User) -> PaperVersion:
    """A draft that says what the current version says."""
    if not may_draft_paper(actor):
        raise NotAllowed(_("Vous ne pouvez pas modifier le papier."))
    with transaction.atomic():
        added = _added(current().sources)
        audit.record(actor=actor, verb="add", subject=added)
    return added


def current() -> PaperVersion:
    """The version that documents are issued on: the last published."""
    return PaperVersion.objects.published().latest("number")


def _added(sources: Sources, note: str = "") -> PaperVersion:
    # two at once: the second waits for the number of the first
    numbers = PaperVersion.objects.select_for_update().order_by("number").values_list("number")
    last = list(numbers)[-1][0]
    return PaperVersion.objects.create(
        number=last + 1, sources=sources, assets=paper_templates.assets_digest(), note=note
    )


def changes(version: PaperVersion) -> dict[str, list[str]]:
    """What the version changes of the current one: lines of a unified diff by file name."""
    before = current().sources
    return {
        name: list(
            difflib.unified_diff(
                before.get(name, "").splitlines(), text.splitlines(), lineterm="", n=2
            )
        )[2:]
        for name, text in sorted(version.sources.items())
        if text != before.get(name)
    }


# ---- looking, proving, publishing


def preview(version: PaperVersion, document: Document | None = None) -> bytes:
    """A document as this version prints it: neither sealed nor kept. Raises `NotPrintable`."""
    snapshot = paper_samples.disarmed(document.snapshot if document else paper_samples.official())
    with _sentences(_("Aperçu")):
        sheets = paper.sheets(snapshot, version, printing.edition_of(snapshot))
        bound = DRAFTS.bind(sheets, dt.date.fromisoformat(snapshot["issued_on"]))
    return bound.issued.content


def prove(version: PaperVersion) -> Tray:
    """Compile all templates, as samples need them; some ten seconds. Raises `NotPrintable`."""
    tray = Tray()
    bindery = Bindery(tray)
    for name, snapshot in paper_samples.everything():
        with _sentences(name):
            _prove(version, snapshot, bindery)
    return tray


def _prove(version: PaperVersion, snapshot: Snapshot, bindery: Bindery) -> None:
    sheets = paper.sheets(snapshot, version, printing.edition_of(snapshot))
    bound = printing.print_document(snapshot, version, None, bindery)
    # a page without fields, as a letter is, serves one document: it is always laid out for it
    if bound.fallbacks > sum(not sheet.template.fields() for sheet in sheets):
        raise NotPrintable(_("un texte long n’y tient pas"))
    printing.check(bound)
    paper_essentials.check(snapshot, sheets, bindery, bound)


def publish(*, actor: User, version: PaperVersion) -> None:
    """From now on documents are issued on this version, which never changes again."""
    if not may_publish_paper(actor):
        raise NotAllowed(_("Vous ne pouvez pas publier le papier."))
    _refuse_if_late(version)
    version.assets = paper_templates.assets_digest()
    tray = prove(version)
    with transaction.atomic():
        found = PaperVersion.objects.select_for_update().get(pk=version.pk)
        _refuse_if_late(found)
        if found.sources != version.sources:
            raise BusinessError(_("Le brouillon vient d’être modifié : relisez-le d’abord."))
        files = list(changes(found))
        version.published_at, version.published_by = timezone.now(), actor
        version.save(update_fields=["assets", "published_at", "published_by"])
        audit.record(actor=actor, verb="publish", subject=version, files=files)
        tray.shelve()


def _refuse_if_late(version: PaperVersion) -> None:
    if version.is_published:
        raise BusinessError(_("Cette version est déjà publiée."))
    if version.number < current().number:
        raise BusinessError(
            _(
                "Une version plus récente est publiée : reprenez vos changements"
                " dans un nouveau brouillon."
            )
        )


def _reason(error: Exception) -> str:
    """A French sentence; technical words come after it."""
    if isinstance(error, TemplateSyntaxError):
        return paper_language.sentence(error)
    if isinstance(error, printing.NotConformant):
        said = _("la page enfreint une règle de PDF/UA ou de PDF/A (%(rules)s).")
        return said % {"rules": error}
    return str(error)


@contextmanager
def _sentences(name: str) -> Iterator[None]:
    """Whatever stops the printing, said to the author of the templates."""
    try:
        yield
    except TemplateDoesNotExist as error:
        reason = _("le fichier « %(file)s » n’existe pas.") % {"file": error}
        raise NotPrintable(f"{name} : {reason}") from error
    except FORESEEN as error:
        raise NotPrintable(f"{name} : {_reason(error)}") from error
    except Exception as error:
        # the page is odd in a way that neither WeasyPrint nor the compiler has a word for
        logger.exception("a draft of the paper cannot be printed")
        reason = _("cette page ne se compose pas.")
        raise NotPrintable(f"{name} : {reason}") from error
