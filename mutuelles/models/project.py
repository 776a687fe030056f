"""Projects of grouping (« projets de regroupement »): whom a mutuelle gathers for a year."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import PROJECT_DEAD, Check, Decision, ProjectKind, ProjectStatus
from mutuelles.models.member_list import MemberList
from mutuelles.models.mutuelle import Mutuelle
from portal.models.employer import Employer
from portal.models.user import User

ONE_ALIVE = "project_one_alive"


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(mutuelle__in=Mutuelle.objects.visible_to(user))

    def alive(self) -> Self:
        """Neither refused nor withdrawn: at most one per mutuelle and year."""
        return self.exclude(status__in=PROJECT_DEAD)

    def to_study(self) -> Self:
        """What waits for the staff, oldest first."""
        waiting = [ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY]
        return self.filter(status__in=waiting).order_by("submitted_at", "id")


class Project(models.Model):
    """« Projet de regroupement » of a mutuelle for a year (seed 001).

    `revision` grows with each confirmed list, so that of two people who confirm at once one reads
    what happened; `late_until` is the day until which staff let a late project be submitted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="projects")
    year = models.PositiveSmallIntegerField(_("année"))
    kind = models.CharField(_("genre"), max_length=10, choices=ProjectKind)
    status = models.CharField(
        _("état"), max_length=10, choices=ProjectStatus, default=ProjectStatus.DRAFT
    )
    outline = models.TextField(_("exposé sommaire"), blank=True)
    lead_name = models.CharField(_("responsable SST"), max_length=150, blank=True)
    lead_email = models.EmailField(_("courriel du responsable SST"), blank=True)
    lead_phone = models.CharField(_("téléphone du responsable SST"), max_length=30, blank=True)
    correspondent_name = models.CharField(
        _("responsable de la correspondance"), max_length=150, blank=True
    )
    correspondent_email = models.EmailField(_("courriel de la correspondance"), blank=True)
    correspondent_phone = models.CharField(
        _("téléphone de la correspondance"), max_length=30, blank=True
    )
    revision = models.PositiveIntegerField(_("révision"), default=0)
    late_until = models.DateField(_("retard permis jusqu’au"), null=True)
    late_reason = models.TextField(_("motif du retard permis"), blank=True)
    late_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("retard permis par")
    )
    sign_until = models.DateField(_("délai de signature accordé"), null=True)
    # both typed by staff, who know them: the sources give no value of the threshold
    premiums = models.DecimalField(
        _("primes des membres"), max_digits=14, decimal_places=2, null=True
    )
    premium_threshold = models.DecimalField(
        _("seuil des primes"), max_digits=14, decimal_places=2, null=True
    )
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("ouvert par")
    )
    opened_at = models.DateTimeField(_("ouvert le"))
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("soumis par")
    )
    submitted_at = models.DateTimeField(_("soumis le"), null=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("décidé par")
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    reason = models.TextField(_("motif"), blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("projet de regroupement")
        verbose_name_plural = _("projets de regroupement")
        ordering = ["-year", "mutuelle"]
        permissions = [("study_project", _("Peut étudier un projet de regroupement"))]
        indexes = [models.Index(fields=["status", "submitted_at"], name="project_to_study")]
        constraints = [
            models.UniqueConstraint(
                fields=["mutuelle", "year"],
                condition=~Q(status__in=[ProjectStatus.REFUSED, ProjectStatus.WITHDRAWN]),
                name=ONE_ALIVE,
                violation_error_message=_("Cette mutuelle a déjà un projet pour cette année."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=[ProjectStatus.DRAFT, ProjectStatus.WITHDRAWN])
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="project_studied_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ProjectStatus.ACCEPTED, ProjectStatus.REFUSED])
                | Q(decided_by__isnull=False) & ~Q(decided_by=models.F("submitted_by")),
                name="project_decided_by_another",
                violation_error_message=_("Qui a soumis un projet ne peut pas en décider."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mutuelle_id} {self.year}"


class ProjectMemberQuerySet(models.QuerySet["ProjectMember"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(project__in=Project.objects.visible_to(user))

    def declared(self, year: int) -> Self:
        """Members of the projects of a year that may still be accepted, or were."""
        alive = Project.objects.alive().filter(year=year)
        return self.filter(project__in=alive).exclude(status=Decision.REFUSED)

    def with_elsewhere(self, year: int) -> Self:
        """« Déclaré aussi ailleurs »: whether the project of another mutuelle has the employer."""
        others = ProjectMember.objects.declared(year).filter(employer=OuterRef("employer"))
        return self.annotate(
            elsewhere=Exists(others.exclude(project__mutuelle=OuterRef("project__mutuelle")))
        )


class ProjectMember(models.Model):
    """An employer of a project. `member_list` is the list whose rows speak for it; without one
    (a member kept from last year), the register does.
    """

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="members", db_index=False, verbose_name=_("projet")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="declarations", verbose_name=_("employeur")
    )
    member_list = models.ForeignKey(
        MemberList,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("liste des membres"),
    )
    status = models.CharField(
        _("décision"), max_length=8, choices=Decision, default=Decision.PENDING
    )
    reason = models.TextField(_("motif"), blank=True)
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("décidé par"),
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True)

    objects = ProjectMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("membre d’un projet")
        verbose_name_plural = _("membres d’un projet")
        constraints = [
            models.UniqueConstraint(fields=["project", "employer"], name="project_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.project_id}:{self.employer_id}"


class CheckOverride(models.Model):
    """« Dérogation »: staff let a member pass a check that fails, and say why."""

    member = models.ForeignKey(ProjectMember, models.CASCADE, related_name="overrides")
    check_name = models.CharField(_("vérification"), max_length=14, choices=Check)
    reason = models.TextField(_("motif"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("par"))
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("dérogation")
        constraints = [
            models.UniqueConstraint(fields=["member", "check_name"], name="check_override_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}:{self.check_name}"
