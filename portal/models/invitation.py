"""Invitations: the link by which an account gets its first password."""

import hashlib
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.user import User


def token_digest(token: str) -> str:
    """SHA-256 of a link's token: the database never holds what opens an account."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not used and not past its end; links follow the real clock, not the simulated one."""
        return self.filter(used_at=None, expires_at__gt=timezone.now(), user__is_active=True)

    def for_token(self, token: str) -> Self:
        return self.open().filter(digest=token_digest(token))


class Invitation(models.Model):
    user = models.ForeignKey(
        User, models.CASCADE, related_name="invitations", verbose_name=_("personne")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    expires_at = models.DateTimeField(_("échoit le"))
    used_at = models.DateTimeField(_("utilisée le"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")

    def __str__(self) -> str:
        return str(self.user)
