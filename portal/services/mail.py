"""Outgoing mail, sent by the worker (`portal/notifications.py` queues it)."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from portal.choices import MailStatus
from portal.models import OutgoingMail


@transaction.atomic
def send(*, mail_id: int) -> None:
    """Send once; then forget the text, which may hold a link, unless the demo keeps it."""
    mail = (
        OutgoingMail.objects.select_for_update(skip_locked=True)
        .filter(pk=mail_id, status=MailStatus.QUEUED)
        .first()
    )
    if mail is None:
        return
    send_mail(mail.subject, mail.body, None, [mail.recipient])
    if settings.PORTAL_KEEP_MAIL:
        mail.status, mail.sent_at = MailStatus.SENT, timezone.now()
        mail.save(update_fields=["status", "sent_at"])
    else:
        mail.delete()
