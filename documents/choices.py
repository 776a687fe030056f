"""Choices of the top floor, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.choices import AccountKind


class Subject(models.TextChoices):
    """Subjects of *Gestion des documents*, in the order of seed 000."""

    CONFORMITY = "CONFORMITE", _("Conformité en matière de financement")
    COMPENSATION = "INDEMNISATION", _("Indemnisation, réadaptation et imputation")
    RATING = "TARIFICATION", _("Tarification")
    CLASSIFICATION = "CLASSIFICATION", _("Classification")
    AGENCY = "PERMIS", _("Permis d’agence")
    REVIEW = "REVISION", _("Révision administrative")
    ASSESSMENT = "COTISATION", _("Cotisation")
    COLLECTION = "RECOUVREMENT", _("Recouvrement")
    PERIODIC = "VERSEMENTS", _("Versements périodiques")
    MUTUELLE = "MUTUELLE", _("Mutuelle de prévention")
    INSPECTION = "INSPECTION", _("Prévention - inspection")


# seed 000 shows two lists of subjects, one per kind of account
_FULL_ONLY = {Subject.COMPENSATION, Subject.REVIEW, Subject.INSPECTION}
SUBJECTS_OF_ACCOUNT: dict[AccountKind, list[Subject]] = {
    AccountKind.FULL: [s for s in Subject if s is not Subject.AGENCY],
    AccountKind.EMPLOYER: [s for s in Subject if s not in _FULL_ONLY],
}


class DocumentStatus(models.TextChoices):
    TO_CONSULT = "TO_CONSULT", _("À consulter")
    CONSULTED = "CONSULTED", _("Consulté")
    WITHDRAWN = "WITHDRAWN", _("Retiré")
    REPLACED = "REPLACED", _("Remplacé")


# nothing follows these: the document no longer speaks (the database refuses too)
ENDED = {DocumentStatus.WITHDRAWN, DocumentStatus.REPLACED}
# a repeated consultation adds its line
DOCUMENT_MOVES = {
    DocumentStatus.TO_CONSULT: {DocumentStatus.CONSULTED, *ENDED},
    DocumentStatus.CONSULTED: {DocumentStatus.CONSULTED, *ENDED},
    DocumentStatus.WITHDRAWN: set(),
    DocumentStatus.REPLACED: set(),
}


class ItemStatus(models.TextChoices):
    PENDING = "PENDING", _("À émettre")
    ISSUED = "ISSUED", _("Émis")
    FAILED = "FAILED", _("En erreur")


class Verdict(models.TextChoices):
    """What a verification answers."""

    VALID = "VALID", _("Valide")
    NOT_YET = "NOT_YET", _("Pas encore en vigueur")
    EXPIRED = "EXPIRED", _("Expiré")
    REPLACED = "REPLACED", _("Remplacé")
    REVOKED = "REVOKED", _("Révoqué")
    ALTERED = "ALTERED", _("Fichier modifié")
    UNKNOWN = "UNKNOWN", _("Inconnu")


class Means(models.TextChoices):
    """How a certificate was shown to the verification."""

    CODE = "CODE", _("Code")
    QR = "QR", _("Code QR")
    FILE = "FILE", _("Fichier")
    LIST = "LIST", _("Liste")
