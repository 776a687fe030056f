"""Mandates: who acts for which employer, from when to when."""

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from portal.choices import MandateRole
from portal.models.clock import today
from portal.models.employer import Employer
from portal.models.user import User


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(name: str, party: str) -> ExclusionConstraint:
    """A person has at most one mandate at a time with the same party."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            ("user", RangeOperators.EQUAL),
            (party, RangeOperators.EQUAL),
            (
                DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                RangeOperators.OVERLAPS,
            ),
        ],
        violation_error_message=_("Cette personne a déjà un mandat pour ces dates."),
    )


class DatedQuerySet(models.QuerySet):
    def in_force(self, on: dt.date | None = None) -> Self:
        """Mandates that hold on a day, both ends included; by default the simulated day."""
        on = on or today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class DatedMandate(models.Model):
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True, help_text=_("Vide : sans fin."))

    class Meta:
        abstract = True


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message=_("La fin du mandat ne précède pas son début."),
    )


class Mandate(DatedMandate):
    user = models.ForeignKey(
        User, models.PROTECT, related_name="mandates", verbose_name=_("personne")
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="mandates", verbose_name=_("employeur")
    )
    role = models.CharField(_("titre"), max_length=12, choices=MandateRole)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        constraints = [
            no_overlap("mandate_no_overlap", "employer"),
            ends_after_start("mandate_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.employer}"
