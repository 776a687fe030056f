"""Editions of the text of the Entente: written from the last one, compared with it, published."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles.access import may_publish_edition
from mutuelles.entente_text import plain
from mutuelles.entente_text.comparison import ClauseChange, compare, marked
from mutuelles.entente_text.model import Edition
from mutuelles.models import Entente, EntenteEdition
from portal.errors import BusinessError, NotAllowed
from portal.models import User
from portal.services import audit


def last() -> EntenteEdition | None:
    return EntenteEdition.objects.first()


def last_text() -> str:
    """What the next edition is written from."""
    found = last()
    return plain.write(found.text) if found else ""


def changes(edition: Edition) -> tuple[ClauseChange, ...]:
    """Against the edition before it; nothing for a first."""
    before = EntenteEdition.objects.filter(year__lt=edition.year).first()
    return compare(before.text, edition) if before else ()


@transaction.atomic
def publish(*, actor: User, edition: Edition, marks: Iterable[str]) -> EntenteEdition:
    """Publish a text for ever, marked at these numbers: Ententes are concluded on it."""
    if not may_publish_edition(actor):
        raise NotAllowed(_("Seul le personnel d’approbation publie le texte de l’Entente."))
    if EntenteEdition.objects.filter(year=edition.year).exists():
        raise BusinessError(_("Cette année a déjà son texte, qui ne se modifie plus."))
    if Entente.objects.filter(year__gte=edition.year).exists():
        raise BusinessError(_("Des Ententes de cette année sont déjà conclues sur un autre texte."))
    edition = marked(edition, marks)
    if EntenteEdition.objects.filter(sha256=edition.sha256()).exists():
        raise BusinessError(_("Ce texte est déjà publié."))
    published = EntenteEdition.objects.create(
        year=edition.year, clauses=edition.to_json(), sha256=edition.sha256()
    )
    audit.record(actor=actor, verb="publish", subject=published, sha256=published.sha256)
    return published
