"""Outgoing mail: queued with the event that causes it, sent by the worker."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.choices import MailStatus


class OutgoingMail(models.Model):
    """A message that waits, or is kept to be read where `PORTAL_KEEP_MAIL` says so (the demo)."""

    recipient = models.EmailField(_("destinataire"))
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("texte"))
    status = models.CharField(
        _("état"), max_length=6, choices=MailStatus, default=MailStatus.QUEUED
    )
    queued_at = models.DateTimeField(_("mis en file le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)

    class Meta:
        verbose_name = _("courriel sortant")
        verbose_name_plural = _("courriels sortants")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject
