"""Memberships: which employer belongs to which mutuelle, year by year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import MembershipStatus, PaperKind
from mutuelles.models.member_list import MemberList
from mutuelles.models.mutuelle import Mutuelle
from portal.models.employer import Employer
from portal.models.mandate import Mandate
from portal.models.user import User

ONE_MUTUELLE = "membership_one_mutuelle_a_year"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(mutuelle__in=Mutuelle.objects.visible_to(user))

    def acted_for(self, user: User) -> Self:
        """Those of the employers for whom a person acts."""
        mandates = Mandate.objects.in_force().filter(user=user)
        return self.filter(employer__in=mandates.values("employer"))

    def active(self, year: int) -> Self:
        return self.filter(year=year, status=MembershipStatus.ACTIVE)

    def of_employer_named(self, number: str) -> Self:
        """The memberships of the employer of a NEQ or of an employer number."""
        return self.filter(employer__in=Employer.objects.named_by(number))

    def with_year(self) -> Self:
        """With what happened to each during its year, the newest year first."""
        return self.select_related(
            "employer", "mutuelle__firm", "revocation", "exclusion__reintegration"
        ).order_by("-year")


class Membership(models.Model):
    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="memberships")
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="memberships", verbose_name=_("employeur")
    )
    year = models.PositiveSmallIntegerField(_("année"))
    status = models.CharField(
        _("état"), max_length=10, choices=MembershipStatus, default=MembershipStatus.ACTIVE
    )
    paper = models.CharField(_("pièce"), max_length=12, choices=PaperKind, blank=True)
    signatory = models.CharField(_("signataire"), max_length=200, blank=True)
    capacity = models.CharField(_("qualité du signataire"), max_length=100, blank=True)
    member_list = models.ForeignKey(
        MemberList,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("liste des membres"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("adhésion")
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "year"],
                condition=Q(status=MembershipStatus.ACTIVE),
                name=ONE_MUTUELLE,
                violation_error_message=_(
                    "Cet employeur est déjà membre d’une mutuelle pour cette année."
                ),
            ),
            models.UniqueConstraint(
                fields=["mutuelle", "year", "employer"], name="membership_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.mutuelle_id} {self.year}"
