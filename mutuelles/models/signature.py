"""Signatures of the Entente: one per member, never edited (triggers)."""

import uuid
from pathlib import PurePath
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import SignatureMeans
from mutuelles.models.entente import Entente
from mutuelles.models.membership import Membership
from mutuelles.models.mutuelle import Mutuelle
from portal.models.user import User


def place(signature: "Signature", _name: str) -> str:
    return str(PurePath("signatures", f"{signature.public_id}"))


class SignatureQuerySet(models.QuerySet["Signature"]):
    def visible_to(self, user: User) -> Self:
        """Those of the mutuelles that one may see, and those of one's own employers."""
        managed = Q(entente__mutuelle__in=Mutuelle.objects.visible_to(user))
        return self.filter(managed | Q(membership__in=Membership.objects.acted_for(user)))


class Signature(models.Model):
    """A member's signature of the exact text of its mutuelle (`text_sha256`).

    `signed_on` is the day that the paper bears, or that of the portal; `recorded_by` the
    signatory themself, or the manager who recorded a paper and its scan.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entente = models.ForeignKey(Entente, models.PROTECT, related_name="signatures")
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="signature")
    means = models.CharField(_("moyen"), max_length=6, choices=SignatureMeans)
    name = models.CharField(_("nom du signataire"), max_length=200)
    capacity = models.CharField(_("qualité du signataire"), max_length=100)
    consent = models.TextField(_("consentement"))
    text_sha256 = models.CharField(_("empreinte du texte"), max_length=64)
    signed_on = models.DateField(_("signée le"))
    signed_at = models.DateTimeField(_("reçue le"))
    recorded_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("enregistrée par")
    )
    scan = models.FileField(_("copie numérisée"), upload_to=place, blank=True)
    scan_type = models.CharField(_("genre de fichier"), max_length=50, blank=True)
    scan_sha256 = models.CharField(_("empreinte de la copie"), max_length=64, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature de l’Entente")
        verbose_name_plural = _("signatures de l’Entente")
        constraints = [
            models.CheckConstraint(
                condition=Q(means=SignatureMeans.PORTAL, scan="")
                | Q(means=SignatureMeans.PAPER) & ~Q(scan=""),
                name="signature_paper_has_a_scan",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.capacity}"
