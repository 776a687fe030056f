"""Papers of the members of a project: résolutions, procurations, révocations."""

import uuid
from pathlib import PurePath
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import PaperKind, PaperStatus
from mutuelles.models.project import ProjectMember
from portal.models.user import User

CURRENT = (PaperStatus.RECEIVED, PaperStatus.VERIFIED)


def place(paper: "MemberPaper", _name: str) -> str:
    """Where a file is kept: nothing of what its sender named it."""
    return str(PurePath("pieces", f"{paper.public_id}"))


class MemberPaperQuerySet(models.QuerySet["MemberPaper"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(member__in=ProjectMember.objects.visible_to(user))

    def current(self) -> Self:
        return self.filter(status__in=CURRENT)


class MemberPaper(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(ProjectMember, models.PROTECT, related_name="papers")
    kind = models.CharField(_("pièce"), max_length=12, choices=PaperKind)
    status = models.CharField(
        _("état"), max_length=8, choices=PaperStatus, default=PaperStatus.RECEIVED
    )
    reason = models.TextField(_("motif"), blank=True)
    file = models.FileField(_("fichier"), upload_to=place)
    file_name = models.CharField(_("nom du fichier"), max_length=255)
    content_type = models.CharField(_("genre de fichier"), max_length=50)
    size = models.PositiveIntegerField(_("taille en octets"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("déposée par")
    )
    uploaded_at = models.DateTimeField(_("déposée le"))
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("vérifiée par")
    )
    checked_at = models.DateTimeField(_("vérifiée le"), null=True)

    objects = MemberPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("pièce d’un membre")
        verbose_name_plural = _("pièces des membres")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(status__in=[PaperStatus.RECEIVED, PaperStatus.VERIFIED]),
                name="paper_one_current",
            ),
            models.CheckConstraint(condition=~Q(status=PaperStatus.MISSING), name="paper_is_there"),
        ]

    def __str__(self) -> str:
        return self.file_name
