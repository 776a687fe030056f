"""Papers of the members of a project: résolutions, procurations, révocations."""

import uuid
from pathlib import PurePath
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import MANDATING, PaperKind, PaperStatus, ProjectStatus
from mutuelles.models.firm import ManagerMandate
from mutuelles.models.project import ProjectMember
from portal.models.mandate import Mandate
from portal.models.user import User

CURRENT = (PaperStatus.RECEIVED, PaperStatus.VERIFIED)


def same_use(kind: str) -> set[PaperKind]:
    """Kinds of which a member needs one: a résolution and a procuration stand for each other."""
    return MANDATING if kind in MANDATING else {PaperKind(kind)}


def place(paper: "MemberPaper", _name: str) -> str:
    """Where a file is kept: nothing of what its sender named it, and no address of a page."""
    return str(PurePath("pieces-recues", f"{paper.public_id}"))


class MemberPaperQuerySet(models.QuerySet["MemberPaper"]):
    def visible_to(self, user: User) -> Self:
        """All for staff who study, not for those who only consult; for others those of the firms
        and of the employers that they act for.
        """
        if user.is_staff and user.has_perm("mutuelles.study_project"):
            return self
        firms = ManagerMandate.objects.in_force().filter(user=user).values("firm")
        employers = Mandate.objects.in_force().filter(user=user).values("employer")
        return self.filter(
            Q(member__project__mutuelle__firm__in=firms) | Q(member__employer__in=employers)
        )

    def current(self) -> Self:
        return self.filter(status__in=CURRENT)

    def standing(self) -> Self:
        """What was sent last of each kind, refused or not."""
        return self.exclude(status=PaperStatus.REPLACED)

    def to_check(self) -> Self:
        """What waits for the staff, in the order of their lists: by name, then as received."""
        waiting = [ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY]
        return self.filter(
            status=PaperStatus.RECEIVED, member__project__status__in=waiting
        ).order_by("member__employer__name_key", "id")


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
