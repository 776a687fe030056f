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


# a repeated consultation adds its line; nothing follows a withdrawal (the database refuses too)
DOCUMENT_MOVES = {
    DocumentStatus.TO_CONSULT: {DocumentStatus.CONSULTED, DocumentStatus.WITHDRAWN},
    DocumentStatus.CONSULTED: {DocumentStatus.CONSULTED, DocumentStatus.WITHDRAWN},
    DocumentStatus.WITHDRAWN: set(),
}


class ItemStatus(models.TextChoices):
    PENDING = "PENDING", _("À émettre")
    ISSUED = "ISSUED", _("Émis")
    FAILED = "FAILED", _("En erreur")
