"""Signatures of the Entente: on the portal by the signatory, on paper recorded by the manager."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.access import may_record_signature, may_sign
from mutuelles.choices import MembershipStatus, SignatureMeans
from mutuelles.models import Entente, ManagerMandate, Membership, Signature
from mutuelles.paper_file.refusal import Refused
from mutuelles.paper_file.sniffing import sniff
from mutuelles.services import entente as ententes
from mutuelles.services import membership as memberships
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import Employer, Mandate, User, clock
from portal.models.employer import sort_key
from portal.services import audit


@dataclass(frozen=True)
class Signatory:
    """Who signs for the employer, and in what capacity, as the résolution names them."""

    name: str
    capacity: str


@dataclass(frozen=True)
class Progress:
    """Members of an Entente, and those of them that have signed, by means."""

    members: int
    portal: int
    paper: int

    @property
    def signed(self) -> int:
        return self.portal + self.paper

    @property
    def missing(self) -> int:
        return self.members - self.signed

    @property
    def is_complete(self) -> bool:
        return self.members > 0 and not self.missing


def progress(entente: Entente) -> Progress:
    """« 143 de 150 signatures », in one query."""
    counts = entente.members.aggregate(
        members=Count("id"),
        portal=Count("id", filter=Q(signature__means=SignatureMeans.PORTAL)),
        paper=Count("id", filter=Q(signature__means=SignatureMeans.PAPER)),
    )
    return Progress(**counts)


# ---- signing


def consent(entente: Entente, membership: Membership) -> str:
    """What the signatory declares: in the language of the Entente, whatever that of the page."""
    facts = {**entente.facts, "employer": membership.employer.name}
    with translation.override("fr"):
        words = _(
            "Pour %(employer)s, je déclare avoir lu l’Entente %(year)s de la mutuelle"
            " « %(mutuelle_name)s » (%(mutuelle_number)s) et avoir le pouvoir de la signer."
            " J’inscris mon nom : il tient lieu de ma signature."
        )
    return words % facts


@transaction.atomic
def sign(
    *,
    actor: User,
    membership: Membership,
    signatory: Signatory,
    written: str,
    agrees: bool,
    text_sha256: str,
) -> Signature:
    """Sign on the portal the very text that was read, whose hash the page showed.

    `agrees` to the consent, and `written`, the name that the signatory typed in its place.
    """
    if not may_sign(actor, membership):
        raise NotAllowed(_("Seule une personne de l’employeur signe l’Entente sur le portail."))
    entente = _hold(membership)
    _check_delay(entente, clock.today())
    _check_text(entente, text_sha256)
    if not agrees or not same_name(written, signatory.name):
        raise BusinessError(_("Cochez la déclaration et inscrivez le nom du signataire."))
    signature = _signed(
        entente,
        membership,
        signatory,
        means=SignatureMeans.PORTAL,
        consent=consent(entente, membership),
        signed_on=clock.today(),
        recorded_by=actor,
    )
    audit.record(actor=actor, verb="sign", subject=entente, employer=membership.employer_id)
    notifications.entente_signed(signature)
    return signature


@transaction.atomic
def record(
    *,
    actor: User,
    membership: Membership,
    signatory: Signatory,
    signed_on: dt.date,
    scan: bytes,
) -> Signature:
    """Keep a signature made on paper, with its scan (PDF or image, by its content).

    The day is the one that the paper bears.
    """
    if not may_record_signature(actor, membership.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire inscrit une signature faite sur papier."))
    entente = _hold(membership)
    _check_day(entente, signed_on)
    with translation.override("fr"):
        words = _("Signée sur papier : la copie numérisée en fait foi.")
    signature = _signed(
        entente,
        membership,
        signatory,
        means=SignatureMeans.PAPER,
        consent=words,
        signed_on=signed_on,
        recorded_by=actor,
        scan=ContentFile(scan, "copie"),
        scan_type=_kind(scan),
        scan_sha256=hashlib.sha256(scan).hexdigest(),
    )
    audit.record(actor=actor, verb="record", subject=entente, employer=membership.employer_id)
    return signature


def obstacle(entente: Entente, membership: Membership) -> str:
    """Why nobody may sign any more for a member that has not; empty if someone may."""
    if membership.status != MembershipStatus.ACTIVE:
        return memberships.what_happened(membership)
    if entente.is_closed:
        return ententes.what_happened(entente)
    return _too_late(entente) if clock.today() > entente.due_on else ""


def _hold(membership: Membership) -> Entente:
    """The Entente of a member that may still sign it; whoever excludes the member waits for us."""
    memberships.hold(membership)
    if found := Signature.objects.filter(membership=membership).first():
        message = _("L’Entente est déjà signée pour cet employeur, par %(name)s, le %(day)s.")
        raise Conflict(message % {"name": found.name, "day": found.signed_on})
    entente = of_membership(membership)
    if entente.is_closed:
        raise Conflict(ententes.what_happened(entente))
    return entente


def of_membership(membership: Membership) -> Entente:
    ententes = Entente.objects.select_related("edition", "mutuelle__firm")
    return ententes.get(mutuelle=membership.mutuelle_id, year=membership.year)


def _check_delay(entente: Entente, day: dt.date) -> None:
    if day > entente.due_on:
        raise BusinessError(_too_late(entente))


def _too_late(entente: Entente) -> str:
    message = _("L’Entente devait être signée au plus tard le %(day)s.")
    return message % {"day": entente.due_on}


def _check_text(entente: Entente, text_sha256: str) -> None:
    if ententes.exact_text(entente).sha256() != text_sha256:
        raise Conflict(
            _("Le texte n’est plus celui que vous avez lu : relisez-le avant de signer.")
        )


def _check_day(entente: Entente, day: dt.date) -> None:
    if day > clock.today():
        raise BusinessError(_("La date que porte le papier n’est pas encore venue."))
    if day < entente.concluded_on:
        message = _("Le papier est d’avant l’Entente, créée le %(day)s.")
        raise BusinessError(message % {"day": entente.concluded_on})
    _check_delay(entente, day)


def _kind(scan: bytes) -> str:
    try:
        return sniff(scan).content_type
    except Refused as refusal:
        raise BusinessError(str(refusal)) from None


def same_name(one: str, other: str) -> bool:
    """Whatever the capitals, the accents and the spaces."""
    return sort_key(" ".join(one.split())) == sort_key(" ".join(other.split()))


def _signed(
    entente: Entente, membership: Membership, signatory: Signatory, **fields: Any
) -> Signature:
    if not signatory.name.strip() or not signatory.capacity.strip():
        raise BusinessError(_("Indiquez le nom et la qualité du signataire."))
    try:
        with transaction.atomic():
            return Signature.objects.create(
                entente=entente,
                membership=membership,
                name=signatory.name.strip(),
                capacity=signatory.capacity.strip(),
                text_sha256=entente.text_sha256,
                signed_at=clock.now(),
                **fields,
            )
    except IntegrityError as error:
        entente.refresh_from_db(fields=["closed_on"])
        if entente.is_closed:  # meanwhile: the database refuses it
            raise Conflict(ententes.what_happened(entente)) from error
        raise


# ---- asking for them


def awaited(employer: Employer) -> list[Entente]:
    """The Ententes that wait for the signature of an employer, the first due first."""
    unsigned = Membership.objects.filter(
        mutuelle=OuterRef("mutuelle"),
        year=OuterRef("year"),
        employer=employer,
        status=MembershipStatus.ACTIVE,
        signature=None,
    )
    open = Entente.objects.filter(closed_on=None, due_on__gte=clock.today())
    return list(open.filter(Exists(unsigned)).select_related("mutuelle").order_by("due_on"))


def ask(*, entente: Entente) -> int:
    """Mail everyone who may sign for a member that has not: how many were written to."""
    unsigned = entente.members.filter(signature=None).values("employer")
    managers = ManagerMandate.objects.in_force().values("user")
    mandates = (
        Mandate.objects.in_force()
        .filter(employer__in=unsigned, user__is_active=True, user__is_staff=False)
        .exclude(user__in=managers)
        .select_related("user", "employer")
        .order_by("user__email", "employer__name_key")
    )
    return notifications.signature_awaited(entente, _by_person(mandates))


def _by_person(mandates: Iterable[Mandate]) -> dict[User, list[str]]:
    """Names of employers; whoever acts for several gets one message."""
    groups = groupby(mandates, lambda mandate: mandate.user)
    return {user: [mandate.employer.name for mandate in found] for user, found in groups}
