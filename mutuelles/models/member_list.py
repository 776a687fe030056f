"""Lists of members that managers upload, with their rows once they are without fault."""

import uuid
from pathlib import PurePath
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import MemberListStatus, PaperKind
from mutuelles.member_list.headings import read_header
from mutuelles.models.mutuelle import Mutuelle
from portal.models.employer import Employer, one_line
from portal.models.user import User


def place(member_list: "MemberList", _name: str) -> str:
    """Where the bytes of an upload are kept, until its rows are confirmed or abandoned.

    Not under the address of its page: a server of tests would give the file in its place.
    """
    return str(PurePath("listes-recues", f"{member_list.public_id}"))


class MemberListQuerySet(models.QuerySet["MemberList"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(mutuelle__in=Mutuelle.objects.visible_to(user))


class MemberList(models.Model):
    """One upload. A faulty file leaves this trace and its faults, and nothing else."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="member_lists")
    project = models.ForeignKey(
        "mutuelles.Project",
        models.PROTECT,
        null=True,
        related_name="member_lists",
        verbose_name=_("projet"),
    )
    year = models.PositiveSmallIntegerField(_("année"))
    file_name = models.CharField(_("fichier"), max_length=255)
    size = models.PositiveIntegerField(_("taille en octets"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    file = models.FileField(_("copie du fichier"), upload_to=place, blank=True)
    titles = models.JSONField(_("titres du fichier"), default=list)
    # the manager's own choice of columns, index by key, where the titles were in doubt
    mapping = models.JSONField(_("colonnes choisies"), null=True)
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

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each column in the file, by key."""
        return read_header(1, self.titles, self.mapping)[0].letters


class MemberListRow(models.Model):
    """One establishment as the list gives it; `row` is the spreadsheet's own number.

    The fields after `raw` are those of the reader's `MemberRow`. A line with a fault keeps in
    `raw` what was typed, by key of the column, until it is mended; its other fields are empty.
    """

    member_list = models.ForeignKey(
        MemberList,
        models.CASCADE,
        related_name="rows",
        db_index=False,  # `member_list_row_once` serves
        verbose_name=_("liste des membres"),
    )
    row = models.PositiveIntegerField(_("ligne"))
    raw = models.JSONField(_("cases fautives"), null=True)
    employer_number = models.CharField(_("numéro"), max_length=11)
    employer_name = models.CharField(_("employeur"), max_length=200)
    street = models.CharField(_("adresse"), max_length=200)
    city = models.CharField(_("ville"), max_length=100)
    province = models.CharField(_("province"), max_length=50)
    postal_code = models.CharField(_("code postal"), max_length=7)
    contact_name = models.CharField(_("personne-ressource"), max_length=150)
    contact_email = models.CharField(_("courriel"), max_length=254)
    establishment_number = models.CharField(_("numéro d’établissement"), max_length=12)
    establishment_name = models.CharField(_("établissement"), max_length=200)
    establishment_street = models.CharField(_("adresse de l’établissement"), max_length=200)
    establishment_city = models.CharField(_("ville de l’établissement"), max_length=100)
    establishment_postal_code = models.CharField(_("code postal"), max_length=7)
    paper = models.CharField(_("pièce"), max_length=12, choices=PaperKind)
    signatory = models.CharField(_("signataire"), max_length=200)
    capacity = models.CharField(_("qualité du signataire"), max_length=100)
    employer = models.ForeignKey(
        Employer,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,  # `member_list_row_employer` serves
        verbose_name=_("employeur"),
    )
    set_aside = models.CharField(_("mise de côté"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ligne de liste")
        verbose_name_plural = _("lignes de liste")
        ordering = ["row"]
        indexes = [
            models.Index(fields=["employer", "member_list"], name="member_list_row_employer")
        ]
        constraints = [
            models.UniqueConstraint(fields=["member_list", "row"], name="member_list_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_list_id}:{self.row}"

    @property
    def address(self) -> str:
        return one_line(self.street, self.city, self.province, self.postal_code)

    @property
    def place(self) -> str:
        """The establishment, which is always in Québec."""
        address = one_line(
            self.establishment_street,
            self.establishment_city,
            "Québec",
            self.establishment_postal_code,
        )
        return f"{self.establishment_name}, {address}"
