"""Invitations: the link by which an account gets its first password."""

import hashlib
from typing import Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.user import User


def token_digest(token: str) -> str:
    """SHA-256 of a link's token: the database never holds what opens an account."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Not used, not past its end, and still of use: the account waits for its first password
        and keeps the address that the link went to. Links follow the real clock.
        """
        return self.filter(
            used_at=None,
            expires_at__gt=timezone.now(),
            email=F("user__email"),
            user__is_active=True,
            user__password__startswith=UNUSABLE_PASSWORD_PREFIX,
        )

    def for_token(self, token: str) -> Self:
        return self.open().filter(digest=token_digest(token))


class Invitation(models.Model):
    user = models.ForeignKey(
        User, models.CASCADE, related_name="invitations", verbose_name=_("personne")
    )
    email = models.EmailField(_("adresse courriel"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    expires_at = models.DateTimeField(_("échoit le"))
    used_at = models.DateTimeField(_("utilisée le"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")

    def __str__(self) -> str:
        return str(self.user)
