"""The audit trail: what was done, by whom, on what; the database refuses to change a line."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.user import User


class AuditEntry(models.Model):
    actor = models.ForeignKey(User, models.PROTECT, null=True, verbose_name=_("auteur"))
    verb = models.CharField(_("action"), max_length=60)
    subject = models.CharField(_("objet"), max_length=250)
    details = models.JSONField(_("précisions"), default=dict)
    at = models.DateTimeField(_("date simulée"))
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now)

    class Meta:
        verbose_name = _("entrée du journal")
        verbose_name_plural = _("journal")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "-id"], name="audit_of_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"
