"""Choices of the first floor, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberListStatus(models.TextChoices):
    FAULTY = "FAULTY", _("Fautes à corriger")
    TO_CONFIRM = "TO_CONFIRM", _("À confirmer")
    ABANDONED = "ABANDONED", _("Abandonnée")
    SUBMITTED = "SUBMITTED", _("À l’étude")
    ACCEPTED = "ACCEPTED", _("Acceptée")
    REFUSED = "REFUSED", _("Refusée")


MEMBER_LIST_MOVES = {
    MemberListStatus.TO_CONFIRM: {MemberListStatus.SUBMITTED, MemberListStatus.ABANDONED},
    MemberListStatus.SUBMITTED: {MemberListStatus.ACCEPTED, MemberListStatus.REFUSED},
}


class MembershipStatus(models.TextChoices):
    ACTIVE = "ACTIVE", _("Membre")
    EXCLUDED = "EXCLUDED", _("Exclu")
    LEFT = "LEFT", _("Parti")


class Paper(models.TextChoices):
    RESOLUTION = "RESOLUTION", _("Résolution")
    PROCURATION = "PROCURATION", _("Procuration")
