"""Lists of members that managers upload, with their rows once they are without fault."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import MemberListStatus
from mutuelles.models.mutuelle import Mutuelle
from portal.models.employer import Employer
from portal.models.user import User


class MemberListQuerySet(models.QuerySet["MemberList"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(mutuelle__in=Mutuelle.objects.visible_to(user))

    def to_study(self) -> Self:
        """What waits for the staff, oldest first."""
        return self.filter(status=MemberListStatus.SUBMITTED).order_by("id")


class MemberList(models.Model):
    """One upload. A faulty file leaves this trace and its faults, and nothing else."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="member_lists")
    year = models.PositiveSmallIntegerField(_("année"))
    file_name = models.CharField(_("fichier"), max_length=255)
    size = models.PositiveIntegerField(_("taille en octets"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    file_format = models.CharField(_("format"), max_length=80, blank=True)
    rows_read = models.PositiveIntegerField(_("lignes lues"), default=0)
    faults = models.JSONField(_("fautes"), default=list)
    faults_count = models.PositiveIntegerField(_("nombre de fautes"), default=0)
    status = models.CharField(_("état"), max_length=10, choices=MemberListStatus)
    reason = models.TextField(_("motif"), blank=True)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("déposée par")
    )
    uploaded_at = models.DateTimeField(_("déposée le"))
    recorded_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("décidée par")
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True)

    objects = MemberListQuerySet.as_manager()

    class Meta:
        verbose_name = _("liste des membres")
        verbose_name_plural = _("listes des membres")
        ordering = ["-id"]
        permissions = [("study_memberlist", _("Peut étudier une liste des membres"))]
        indexes = [models.Index(fields=["mutuelle", "year", "-id"], name="member_list_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MemberListStatus.FAULTY, faults_count__gt=0)
                | (~Q(status=MemberListStatus.FAULTY) & Q(faults_count=0)),
                name="member_list_faulty_has_faults",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class MemberListRow(models.Model):
    """One establishment as the list gives it; `row` is the spreadsheet's own number."""

    member_list = models.ForeignKey(
        MemberList, models.CASCADE, related_name="rows", verbose_name=_("liste des membres")
    )
    row = models.PositiveIntegerField(_("ligne"))
    employer_number = models.CharField(_("numéro"), max_length=11)
    cells = models.JSONField(_("cases"))
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, related_name="+", verbose_name=_("employeur")
    )
    set_aside = models.CharField(_("mise de côté"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ligne de liste")
        verbose_name_plural = _("lignes de liste")
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["member_list", "row"], name="member_list_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_list_id}:{self.row}"
