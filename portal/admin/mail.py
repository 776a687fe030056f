"""Outgoing mail: where staff read what the demo sends."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from portal.admin.user import may_change_account
from portal.admin_base import LargeList, ReadOnly, Secretive
from portal.models import OutgoingMail, User


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, Secretive, LargeList, admin.ModelAdmin):
    """The text is shown where the demo keeps it, and to who may change the account it goes to.

    A link in it may open that account.
    """

    list_display = ["subject", "recipient", "status", "queued_at", "sent_at"]
    list_filter = ["status"]
    search_fields = ["recipient", "subject"]
    search_help_text = _("Destinataire ou objet")
    secret_fields = ("body",)

    def get_fields(self, request: HttpRequest, mail: OutgoingMail | None = None) -> list[str]:
        shown = settings.PORTAL_KEEP_MAIL and (mail is None or may_read(request.user, mail))
        text = ["text"] if shown else []
        return ["subject", "recipient", "status", "queued_at", "sent_at", *text]

    @admin.display(description=_("texte"))
    def text(self, mail: OutgoingMail) -> str:
        lines = [(line, is_ours(line)) for line in mail.body.splitlines()]
        return render_to_string("admin/portal/outgoingmail/text.html", {"lines": lines})


def may_read(actor: User, mail: OutgoingMail) -> bool:
    reader = User.objects.filter(email__iexact=mail.recipient).first()
    return reader is None or may_change_account(actor, reader)


def is_ours(line: str) -> bool:
    """A line that is an address of the portal, and nothing else."""
    site, address = urlsplit(settings.SITE_URL), urlsplit(line)
    return " " not in line and (address.scheme, address.netloc) == (site.scheme, site.netloc)
