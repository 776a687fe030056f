"""allauth's hooks: no open sign-up, mail through our queue, « Dernier accès »."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import notifications
from portal.models import User
from portal.services import account


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("L’adresse courriel ou le mot de passe n’est pas le bon."),
        "too_many_login_attempts": _("Trop d’essais. Attendez quelques minutes, puis reprenez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        notifications.queue(email, message.subject, message.body)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        account.record_sign_in(user=user)
