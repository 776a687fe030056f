"""Choices of the ground floor, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RatingMode(models.TextChoices):
    UNIT = "UNIT", _("Taux de l’unité")
    PERSONALIZED = "PERSONALIZED", _("Taux personnalisé")
    RETROSPECTIVE = "RETROSPECTIVE", _("Tarification rétrospective")


class Standing(models.TextChoices):
    GOOD = "GOOD", _("En règle")
    BAD = "BAD", _("Pas en règle")
    UNVERIFIED = "UNVERIFIED", _("À vérifier")


class AccountKind(models.TextChoices):
    """What an employer subscribed to decides which subjects it may read (seed 000)."""

    FULL = "FULL", _("Compte complet")
    EMPLOYER = "EMPLOYER", _("Compte d’employeur (CAF ou clicSÉQUR-Entreprises)")


class MandateRole(models.TextChoices):
    """Who acts for an employer, and by what title (`domain.md` § 7)."""

    HABILITATED = "HABILITATED", _("Personne habilitée d’office")
    DESIGNATED = "DESIGNATED", _("Répondant ou employé désigné")
    PROXY = "PROXY", _("Mandataire par procuration")


class MailStatus(models.TextChoices):
    QUEUED = "QUEUED", _("En file")
    SENT = "SENT", _("Envoyé")
