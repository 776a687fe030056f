"""Messages of the ground floor: one function per event."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation

from portal import tasks
from portal.models import OutgoingMail, User

BATCH = 1000


def queue(recipient: str, subject: str, body: str) -> None:
    _queue_all([_mail(recipient, subject, body)])


def post(recipient: str, template: str, **context: object) -> None:
    """Queue a message; the first line of its template is the subject. Mail is in French."""
    post_all(template, [(recipient, context)])


def post_all(template: str, messages: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Queue the messages of one event, recipient and context: a few statements for thousands."""
    written = get_template(template)
    with translation.override("fr"):
        _queue_all([_read(recipient, written.render(context)) for recipient, context in messages])


def _read(recipient: str, text: str) -> OutgoingMail:
    subject, _, body = text.strip().partition("\n")
    return _mail(recipient, subject, body.strip() + "\n")


def _mail(recipient: str, subject: str, body: str) -> OutgoingMail:
    return OutgoingMail(recipient=recipient, subject=subject[:200], body=body)


@transaction.atomic
def _queue_all(mails: list[OutgoingMail]) -> None:
    """Rows and their jobs in one transaction: no event without its message, and the reverse."""
    OutgoingMail.objects.bulk_create(mails, BATCH)
    jobs: list[tasks.Arguments] = [{"mail_id": mail.pk} for mail in mails]
    for start in range(0, len(jobs), BATCH):
        tasks.send_mail.batch_defer(*jobs[start : start + BATCH])


def invitation(*, user: User, token: str, expires_at: dt.datetime) -> None:
    path = reverse("portal:invitation", kwargs={"token": token})
    post(
        user.email,
        "portal/mail/invitation.txt",
        user=user,
        url=f"{settings.SITE_URL}{path}",
        expires_on=timezone.localdate(expires_at),
    )
