"""Campaigns: the yearly issue of documents to the members of mutuelles."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.choices import ItemStatus
from documents.models.document import Document
from documents.models.document_type import DocumentType
from mutuelles.models import Mutuelle
from portal.models.employer import Employer
from portal.models.user import User


class Campaign(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("année"))
    type = models.ForeignKey(DocumentType, models.PROTECT, verbose_name=_("document"))
    mutuelles = models.ManyToManyField(Mutuelle, verbose_name=_("mutuelles"))
    issued_on = models.DateField(_("date d’émission"))
    launched_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("lancée par")
    )
    launched_at = models.DateTimeField(_("lancée le"))
    recorded_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)

    class Meta:
        verbose_name = _("campagne")
        ordering = ["-id"]
        permissions = [("launch_campaign", _("Peut lancer une campagne"))]

    def __str__(self) -> str:
        return f"{self.year} — {self.issued_on}"


class CampaignItem(models.Model):
    """The work of a campaign, one row per employer; the row itself is what workers claim."""

    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="items",
        verbose_name=_("campagne"),
        db_index=False,
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="+", verbose_name=_("employeur")
    )
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="+")
    status = models.CharField(
        _("état"), max_length=8, choices=ItemStatus, default=ItemStatus.PENDING
    )
    error = models.CharField(_("erreur"), max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(_("fait le"), null=True)

    class Meta:
        verbose_name = _("élément de campagne")
        verbose_name_plural = _("éléments de campagne")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "employer"], name="campaign_item_once"),
            models.CheckConstraint(
                condition=~Q(status=ItemStatus.ISSUED) | Q(document__isnull=False),
                name="campaign_item_issued_has_document",
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "id"],
                name="campaign_item_pending",
                condition=Q(status=ItemStatus.PENDING),
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.employer_id}"
