"""Mutuelles de prévention: groups of employers that are rated as one (seed 001)."""

import datetime as dt
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mutuelles.models.firm import Firm, ManagerMandate
from portal.models.user import User


def year_in_preparation(today: dt.date) -> int:
    """The year whose members are gathered: the next one, and in January the one that begins.

    Contracts and certificates are sent from 10 December to 31 January (seed 001).
    """
    return today.year if today.month == 1 else today.year + 1


def years_open(today: dt.date) -> tuple[int, int]:
    """The years for which a list may be uploaded: the one in preparation and the one before."""
    coming = year_in_preparation(today)
    return coming - 1, coming


class MutuelleQuerySet(models.QuerySet["Mutuelle"]):
    def visible_to(self, user: User) -> Self:
        """All for staff who may consult; for a manager, those of the firms that they act for."""
        if user.is_staff and user.has_perm("mutuelles.view_mutuelle"):
            return self
        firms = ManagerMandate.objects.in_force().filter(user=user).values("firm")
        return self.filter(firm__in=firms)

    def with_entente(self, year: int) -> Self:
        """Those that have an Entente for a year."""
        return self.filter(ententes__year=year).select_related("firm")


class Mutuelle(models.Model):
    number = models.CharField(
        _("numéro"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^MUT[0-9]{5}\Z", _("MUT et cinq chiffres."))],
    )
    name = models.CharField(_("nom"), max_length=200)
    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="mutuelles", verbose_name=_("gestionnaire")
    )

    objects = MutuelleQuerySet.as_manager()

    class Meta:
        verbose_name = _("mutuelle")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
