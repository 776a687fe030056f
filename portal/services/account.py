"""Accounts: they come by invitation, with a link that works once and for some days."""

import datetime as dt
import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notifications
from portal.errors import BusinessError
from portal.models import Invitation, User, clock
from portal.models.invitation import token_digest
from portal.services import audit


@transaction.atomic
def invite(*, actor: User | None, email: str, name: str) -> User:
    """The account of an address, made and invited when there is none yet."""
    user = User.objects.filter(email__iexact=email).first()
    if user:
        return user
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name=name)
    except IntegrityError:  # somebody else invited the same address at this moment
        return User.objects.get(email__iexact=email)
    send_invitation(actor=actor, user=user)
    return user


@transaction.atomic
def send_invitation(*, actor: User | None, user: User) -> None:
    """Mail a new link; the former ones end now."""
    now = timezone.now()
    Invitation.objects.open().filter(user=user).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    ends = now + dt.timedelta(days=settings.INVITATION_DAYS)
    Invitation.objects.create(
        user=user, email=user.email, digest=token_digest(token), expires_at=ends
    )
    notifications.invitation(user=user, token=token, expires_at=ends)
    audit.record(actor=actor, verb="invite", subject=user)


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Set the first password and use up the link."""
    # the account too: a password set or an address changed at this moment ends the link
    links = Invitation.objects.for_token(token).select_related("user")
    invitation = links.select_for_update(of=["self", "user"]).first()
    if invitation is None:
        raise BusinessError(_("Ce lien a déjà servi ou n’est plus valide : demandez-en un autre."))
    validate_password(password, invitation.user)
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    audit.record(actor=invitation.user, verb="accept_invitation", subject=invitation.user)
    return invitation.user


def record_sign_in(*, user: User) -> None:
    """Keep the former access, that the header shows, and begin a new one."""
    user.last_access, user.current_access = user.current_access, clock.now()
    user.save(update_fields=["last_access", "current_access"])
