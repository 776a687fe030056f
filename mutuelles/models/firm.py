"""Firms that manage mutuelles (« gestionnaires »), and who acts for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.models.employer import Address
from portal.models.mandate import DatedMandate, DatedQuerySet, ends_after_start, no_overlap
from portal.models.user import User


class Firm(Address):
    name = models.CharField(_("nom"), max_length=200, unique=True)
    contact = models.CharField(_("personne-ressource"), max_length=150)
    phone = models.CharField(_("téléphone"), max_length=30)
    email = models.EmailField(_("courriel"))

    class Meta:
        verbose_name = _("firme gestionnaire")
        verbose_name_plural = _("firmes gestionnaires")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ManagerMandate(DatedMandate):
    user = models.ForeignKey(
        User, models.PROTECT, related_name="manager_mandates", verbose_name=_("personne")
    )
    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="mandates", verbose_name=_("firme gestionnaire")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat de gestionnaire")
        verbose_name_plural = _("mandats de gestionnaire")
        constraints = [
            no_overlap("manager_mandate_no_overlap", "firm"),
            ends_after_start("manager_mandate_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.firm}"
