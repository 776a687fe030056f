"""Put a corrected document in the place of another: both stay, and each says so."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from documents.access import may_replace
from documents.choices import DocumentStatus
from documents.models import Document
from documents.services import campaign, snapshot, status
from documents.services import document as documents
from documents.services.snapshot import Snapshot
from mutuelles.models import EntenteEdition, Membership, Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import User, clock
from portal.services import audit


@dataclass(frozen=True, slots=True)
class Change:
    """What two documents say otherwise: nothing before if it is added, nothing after if gone."""

    what: str
    before: str
    after: str


@transaction.atomic
def replace(*, actor: User, document: Document, reason: str) -> Document:
    """Issue what the register and the mutuelle say today in the place of `document`; the new one.

    The old one keeps its page, its file and its history; withdrawn, it stays so. Raises
    BusinessError for what may not be replaced (`order`).
    """
    if not may_replace(actor):
        raise NotAllowed(_("Seul le personnel d’approbation remplace un document."))
    if not reason.strip():
        raise BusinessError(_("Indiquez le motif du remplacement."))
    # two at once take turns here
    old = Document.objects.select_for_update().get(pk=document.pk)
    new = documents.issue(order(old))
    if old.status != DocumentStatus.WITHDRAWN:
        status.add(document=old, status=DocumentStatus.REPLACED, user=actor, reason=reason.strip())
    audit.record(actor=actor, verb="replace", subject=old, reason=reason.strip(), by=new.number)
    return new


def order(document: Document) -> documents.Order:
    """What would be issued in the place of a document, today. Raises BusinessError if nothing.

    Its key is that of the first one with a rank: a campaign issues neither again.
    """
    _check_last(document)
    employer, type, year = document.employer, document.type, document.snapshot["year"]
    mutuelle = _mutuelle(document)
    establishments = list(employer.establishments.order_by("number"))
    if not establishments:
        raise BusinessError(_("Aucun établissement : le certificat n’a pas de lieu."))
    revision = _revision(document)
    said = snapshot.official(
        employer=employer,
        establishments=establishments,
        mutuelle=mutuelle,
        edition=EntenteEdition.objects.get(sha256=document.snapshot["edition"]["sha256"]),
        year=year,
        issued_on=clock.today(),
        title=type.title,
        revision=revision,
        replaces=document,
    )
    return documents.Order(
        type=type,
        employer=employer,
        snapshot=said,
        mutuelle=mutuelle,
        establishments=establishments,
        idempotency_key=f"{campaign.idempotency_key(year, employer.pk, type.code)}:R{revision}",
        replaces=document,
    )


def _check_last(document: Document) -> None:
    """Only the last of a chain of official documents may be replaced."""
    if not document.type.is_official_information:
        raise BusinessError(_("Seule une « Information officielle » peut être remplacée."))
    if newer := Document.objects.filter(replaces=document).first():
        raise BusinessError(
            _("Ce document est déjà remplacé par le document %(number)s.")
            % {"number": newer.number}
        )


def _mutuelle(document: Document) -> Mutuelle:
    """That of the employer today: a document may be wrong about it too."""
    members = Membership.objects.active(document.snapshot["year"])
    member = members.filter(employer=document.employer).select_related("mutuelle__firm").first()
    if member is None:
        raise BusinessError(
            _("L’employeur n’est plus membre d’une mutuelle pour %(year)s : rien à certifier.")
            % {"year": document.snapshot["year"]}
        )
    return member.mutuelle


def _revision(document: Document) -> int:
    """1 for what replaces an original, 2 for what replaces that, and so on."""
    return 1 + (_revision(document.replaces) if document.replaces else 0)


def changes(document: Document) -> list[Change]:
    """What the document in its place would say otherwise. Raises BusinessError if none may be."""
    before, after = _facts(document.snapshot), _facts(order(document).snapshot)
    return [
        Change(what, before.get(what, ""), after.get(what, ""))
        for what in before | after
        if before.get(what) != after.get(what)
    ]


def _facts(said: Snapshot) -> dict[str, str]:
    """What an « Information officielle » says, named for people, in the order of the paper."""
    employer, mutuelle, firm = said["employer"], said["mutuelle"], said["firm"]
    facts = {
        _("Titre"): said["title"],
        _("Nom de l’employeur"): employer["name"],
        _("NEQ"): employer["neq"],
        _("Numéro d’employeur"): employer["number"],
        _("Adresse de l’employeur"): employer["address"],
        _("Mutuelle"): f"{mutuelle['name']} ({mutuelle['number']})",
        _("Gestionnaire"): firm["name"],
        _("Adresse du gestionnaire"): firm["address"],
        _("Téléphone du gestionnaire"): firm["phone"],
        _("Courriel du gestionnaire"): firm["email"],
        _("Répondant du gestionnaire"): firm["contact"],
    }
    places = (certificate["establishment"] for certificate in said["certificates"])
    return {what: value or "" for what, value in facts.items()} | dict(map(_place, places))


def _place(establishment: dict[str, Any]) -> tuple[str, str]:
    what = _("Établissement %(number)s") % {"number": establishment["number"]}
    return what, f"{establishment['name']}, {establishment['address']}"
