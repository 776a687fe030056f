"""Choices of the first floor, and beside each status the table of what may follow it."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

Status = TypeVar("Status", bound=models.TextChoices)


def before(status: Status, moves: Mapping[Status, set[Status]]) -> list[Status]:
    """The statuses that `status` may follow: those that its conditional UPDATE looks for."""
    return [each for each, after in moves.items() if status in after]


class ProjectKind(models.TextChoices):
    NEW = "NEW", _("Nouvelle mutuelle")
    RENEWAL = "RENEWAL", _("Renouvellement")


class ProjectStatus(models.TextChoices):
    """A « projet de regroupement » (seed 001); each status has one writer in `services/`."""

    DRAFT = "DRAFT", _("Brouillon")
    SUBMITTED = "SUBMITTED", _("Soumis")
    IN_STUDY = "IN_STUDY", _("À l’étude")
    ACCEPTED = "ACCEPTED", _("Accepté")
    REFUSED = "REFUSED", _("Refusé")
    WITHDRAWN = "WITHDRAWN", _("Retiré")


PROJECT_MOVES = {
    ProjectStatus.DRAFT: {ProjectStatus.SUBMITTED, ProjectStatus.WITHDRAWN},
    ProjectStatus.SUBMITTED: {ProjectStatus.IN_STUDY, ProjectStatus.WITHDRAWN},
    ProjectStatus.IN_STUDY: {
        ProjectStatus.ACCEPTED,
        ProjectStatus.REFUSED,
        ProjectStatus.WITHDRAWN,
    },
    ProjectStatus.ACCEPTED: set(),
    ProjectStatus.REFUSED: set(),
    ProjectStatus.WITHDRAWN: set(),
}
# where nothing follows: another project may be opened for the same mutuelle and year
PROJECT_DEAD = {ProjectStatus.REFUSED, ProjectStatus.WITHDRAWN}


class Decision(models.TextChoices):
    """What the staff decide of one member of a project."""

    PENDING = "PENDING", _("À décider")
    ACCEPTED = "ACCEPTED", _("Accepté")
    REFUSED = "REFUSED", _("Refusé")


DECISION_MOVES = {
    Decision.PENDING: {Decision.ACCEPTED, Decision.REFUSED},
    Decision.ACCEPTED: {Decision.PENDING, Decision.REFUSED},
    Decision.REFUSED: {Decision.PENDING, Decision.ACCEPTED},
}


class Check(models.TextChoices):
    """What is checked of each employer of a project (seed 001, « Étude du dossier »)."""

    REGISTERED = "REGISTERED", _("Connu du registre")
    STANDING = "STANDING", _("En règle")
    RATING = "RATING", _("Tarification admissible")
    ONE_MUTUELLE = "ONE_MUTUELLE", _("Une seule mutuelle")
    NOT_OUT = "NOT_OUT", _("Aucune exclusion en cours")
    ESTABLISHMENTS = "ESTABLISHMENTS", _("Établissements à son nom")
    PAPERS = "PAPERS", _("Pièces reçues et vérifiées")


class MemberListStatus(models.TextChoices):
    FAULTY = "FAULTY", _("Fautes à corriger")
    TO_CONFIRM = "TO_CONFIRM", _("À confirmer")
    CONFIRMED = "CONFIRMED", _("Versée au projet")
    ABANDONED = "ABANDONED", _("Abandonnée")


MEMBER_LIST_MOVES = {
    MemberListStatus.FAULTY: {MemberListStatus.TO_CONFIRM, MemberListStatus.ABANDONED},
    MemberListStatus.TO_CONFIRM: {MemberListStatus.CONFIRMED, MemberListStatus.ABANDONED},
    MemberListStatus.CONFIRMED: set(),
    MemberListStatus.ABANDONED: set(),
}


class Change(models.TextChoices):
    """What a list says of an employer, against the draft of its project and last year's members."""

    JOINING = "JOINING", _("Arrivent")
    UNKNOWN = "UNKNOWN", _("Inconnus du registre")
    ELSEWHERE = "ELSEWHERE", _("Déjà liés à une autre mutuelle")
    CHANGED = "CHANGED", _("Changent")
    UNCHANGED = "UNCHANGED", _("Restent tels quels")
    LEAVING = "LEAVING", _("Partent")
    ABSENT = "ABSENT", _("Au brouillon, absents de cette liste")

    @property
    def slug(self) -> str:
        """In addresses and forms."""
        return CHANGE_SLUGS[self]


CHANGE_SLUGS = {
    Change.JOINING: "arrivees",
    Change.UNKNOWN: "inconnus",
    Change.ELSEWHERE: "ailleurs",
    Change.CHANGED: "modifies",
    Change.UNCHANGED: "inchanges",
    Change.LEAVING: "departs",
    Change.ABSENT: "absents",
}


class MembershipStatus(models.TextChoices):
    ACTIVE = "ACTIVE", _("Membre")
    EXCLUDED = "EXCLUDED", _("Exclu")
    LEFT = "LEFT", _("Parti")


MEMBERSHIP_MOVES = {
    MembershipStatus.ACTIVE: {MembershipStatus.EXCLUDED, MembershipStatus.LEFT},
    MembershipStatus.EXCLUDED: set(),
    MembershipStatus.LEFT: set(),
}


class PaperKind(models.TextChoices):
    """Papers that come with a member (seed 001, « Présentation d’un projet »)."""

    RESOLUTION = "RESOLUTION", _("Résolution")
    PROCURATION = "PROCURATION", _("Procuration")
    REVOCATION = "REVOCATION", _("Révocation de l’ancienne mutuelle")
    ANNULMENT = "ANNULMENT", _("Annulation de révocation")


# either names who may sign
MANDATING = {PaperKind.RESOLUTION, PaperKind.PROCURATION}


class PaperStatus(models.TextChoices):
    """`MISSING` is what a page says where there is no paper: no row ever holds it."""

    MISSING = "MISSING", _("Manquant")
    RECEIVED = "RECEIVED", _("Reçu")
    VERIFIED = "VERIFIED", _("Vérifié")
    REFUSED = "REFUSED", _("Refusé")
    REPLACED = "REPLACED", _("Remplacé")


PAPER_MOVES = {
    PaperStatus.RECEIVED: {PaperStatus.VERIFIED, PaperStatus.REFUSED, PaperStatus.REPLACED},
    PaperStatus.VERIFIED: {PaperStatus.REFUSED, PaperStatus.REPLACED},
    PaperStatus.REFUSED: {PaperStatus.REPLACED},
    PaperStatus.REPLACED: set(),
}


class SignatureMeans(models.TextChoices):
    PORTAL = "PORTAL", _("Sur le portail")
    PAPER = "PAPER", _("Sur papier")


class ReintegrationStatus(models.TextChoices):
    REQUESTED = "REQUESTED", _("Demandée")
    GRANTED = "GRANTED", _("Accordée")
    DENIED = "DENIED", _("Refusée")


REINTEGRATION_MOVES = {
    ReintegrationStatus.REQUESTED: {ReintegrationStatus.GRANTED, ReintegrationStatus.DENIED},
    ReintegrationStatus.GRANTED: set(),
    ReintegrationStatus.DENIED: set(),
}


class RevocationStatus(models.TextChoices):
    NOTIFIED = "NOTIFIED", _("Révocation reçue")
    ANNULLED = "ANNULLED", _("Révocation annulée")


REVOCATION_MOVES = {
    RevocationStatus.NOTIFIED: {RevocationStatus.ANNULLED},
    RevocationStatus.ANNULLED: {RevocationStatus.NOTIFIED},
}


class ReminderKind(models.TextChoices):
    SIGN = "SIGN", _("Signer l’Entente")
    READ = "READ", _("Lire l’Information officielle")
    PAPERS = "PAPERS", _("Fournir les pièces")


class Step(models.TextChoices):
    """Dates of a year of a mutuelle (`domain.md` § 2), in their order."""

    PROJECT = "PROJECT", _("Soumettre le projet")
    DELIVERY = "DELIVERY", _("Envoi des ententes et des certificats")
    SIGNATURE = "SIGNATURE", _("Signer et retourner l’Entente")
    EFFECT = "EFFECT", _("Entrée en vigueur")
    DELIVERY_END = "DELIVERY_END", _("Fin de l’envoi")
    PROGRAMME = "PROGRAMME", _("Programme de prévention des nouveaux membres")
    REINTEGRATION = "REINTEGRATION", _("Demander une réintégration")
    REVOCATION = "REVOCATION", _("Quitter ou changer de gestionnaire")
    REPORT = "REPORT", _("Remettre le bilan des activités")
