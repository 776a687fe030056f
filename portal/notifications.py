"""Messages of the ground floor: one function per event."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from portal import tasks
from portal.models import OutgoingMail, User


@transaction.atomic
def queue(recipient: str, subject: str, body: str) -> None:
    """A row and its job in one transaction: no event without its message, and the reverse."""
    mail = OutgoingMail.objects.create(recipient=recipient, subject=subject[:200], body=body)
    tasks.send_mail.defer(mail_id=mail.pk)


def post(recipient: str, template: str, **context: object) -> None:
    """Queue a message; the first line of its template is the subject. Mail is in French."""
    with translation.override("fr"):
        text = render_to_string(template, context).strip()
    subject, _, body = text.partition("\n")
    queue(recipient, subject, body.strip() + "\n")


def invitation(*, user: User, token: str, expires_at: dt.datetime) -> None:
    path = reverse("portal:invitation", kwargs={"token": token})
    post(
        user.email,
        "portal/mail/invitation.txt",
        user=user,
        url=f"{settings.SITE_URL}{path}",
        expires_on=timezone.localdate(expires_at),
    )
