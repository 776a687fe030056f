"""The log of verifications: when, how, of what, with which answer; never by whom."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.choices import Means, Verdict
from documents.models.document import Certificate, Document


class Verification(models.Model):
    """A check by anyone, of one certificate or file. Append-only (triggers)."""

    at = models.DateTimeField(_("instant simulé"))
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now)
    means = models.CharField(_("moyen"), max_length=4, choices=Means)
    verdict = models.CharField(_("réponse"), max_length=8, choices=Verdict)
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, related_name="+", verbose_name=_("certificat")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("document")
    )

    class Meta:
        verbose_name = _("vérification")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="verdict_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(means__in=Means.values), name="means_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.at:%Y-%m-%d}"
