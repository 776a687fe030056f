"""What happens to members during the year: exclusions, returns, departures, and the bilan."""

import uuid
from pathlib import PurePath
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import ReintegrationStatus, ReminderKind, RevocationStatus, Step
from mutuelles.models.membership import Membership
from mutuelles.models.mutuelle import Mutuelle
from portal.models.user import User


class OfMemberQuerySet(models.QuerySet[models.Model]):
    """Rows that hang on a membership."""

    def visible_to(self, user: User) -> Self:
        return self.filter(membership__in=Membership.objects.visible_to(user))


class Exclusion(models.Model):
    """The commission excludes a member, by a letter that gives the reason (`domain.md` § 2)."""

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="exclusion")
    reason = models.TextField(_("motif"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("décidée par")
    )
    decided_on = models.DateField(_("décidée le"))
    decided_at = models.DateTimeField(_("enregistrée le"))

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("exclusion")

    def __str__(self) -> str:
        return f"{self.membership_id}"


class ReintegrationQuerySet(models.QuerySet["Reintegration"]):
    def with_member(self) -> Self:
        return self.select_related(
            "exclusion__membership__employer", "exclusion__membership__mutuelle", "requested_by"
        )


class Reintegration(models.Model):
    """« Demande de réintégration », before 1 May of the year of exclusion."""

    exclusion = models.OneToOneField(Exclusion, models.PROTECT, related_name="reintegration")
    status = models.CharField(
        _("état"),
        max_length=9,
        choices=ReintegrationStatus,
        default=ReintegrationStatus.REQUESTED,
    )
    grounds = models.TextField(_("raisons de la demande"))
    requested_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("demandée par")
    )
    requested_at = models.DateTimeField(_("demandée le"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("décidée par")
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True)
    reason = models.TextField(_("motif"), blank=True)

    objects = ReintegrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande de réintégration")
        verbose_name_plural = _("demandes de réintégration")

    def __str__(self) -> str:
        return f"{self.exclusion_id}"


class Revocation(models.Model):
    """A member tells the commission, before 1 October, that it leaves at the end of the year."""

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="revocation")
    status = models.CharField(
        _("état"), max_length=8, choices=RevocationStatus, default=RevocationStatus.NOTIFIED
    )
    reason = models.TextField(_("motif"), blank=True)
    notified_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("donnée par")
    )
    notified_at = models.DateTimeField(_("donnée le"))

    objects = OfMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("révocation")

    def __str__(self) -> str:
        return f"{self.membership_id}"


def place(report: "ActivityReport", _name: str) -> str:
    return str(PurePath("bilans", f"{report.public_id}"))


class ActivityReport(models.Model):
    """« Bilan des activités » of a mutuelle, due by 1 March of the following year."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="activity_reports")
    year = models.PositiveSmallIntegerField(_("année"))
    summary = models.TextField(_("activités et résultats"))
    file = models.FileField(_("document"), upload_to=place, blank=True)
    file_name = models.CharField(_("nom du fichier"), max_length=255, blank=True)
    content_type = models.CharField(_("genre de fichier"), max_length=50, blank=True)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("remis par")
    )
    submitted_at = models.DateTimeField(_("remis le"))

    class Meta:
        verbose_name = _("bilan des activités")
        verbose_name_plural = _("bilans des activités")
        constraints = [
            models.UniqueConstraint(fields=["mutuelle", "year"], name="activity_report_once")
        ]

    def __str__(self) -> str:
        return f"{self.mutuelle_id} {self.year}"


class Reminder(models.Model):
    """A member was reminded of something: once a day at most."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="reminders")
    kind = models.CharField(_("rappel"), max_length=6, choices=ReminderKind)
    on = models.DateField(_("le"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("par"))

    class Meta:
        verbose_name = _("rappel")
        constraints = [
            models.UniqueConstraint(fields=["membership", "kind", "on"], name="reminder_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind} {self.on}"


class KeyDate(models.Model):
    """A date of one year's calendar that staff set otherwise than the rule (`calendar.py`)."""

    year = models.PositiveSmallIntegerField(_("année de l’Entente"))
    step = models.CharField(_("étape"), max_length=13, choices=Step)
    day = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("date du calendrier")
        verbose_name_plural = _("dates du calendrier")
        ordering = ["-year", "day"]
        constraints = [models.UniqueConstraint(fields=["year", "step"], name="key_date_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.step}"
