"""People and groups: who may change what of whom."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.admin.mandate import MandateInline
from portal.admin_base import Audited, Secretive
from portal.models import User
from portal.services import account


def may_change_account(actor: User, user: User) -> bool:
    """Nobody changes the account of someone who may do more, nor gives a right they lack.

    The right to change people would otherwise lead to any other, by a group or by an address.
    """
    if actor.is_superuser:
        return True
    if user.is_superuser or user.user_permissions.exists():
        return False
    return not user.groups.exclude(pk__in=actor.groups.values("pk")).exists()


class UserForm(forms.ModelForm):
    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("groups") and not self.cleaned_data.get("is_staff"):
            self.add_error("groups", _("Un groupe se donne à un membre du personnel."))
        return cleaned


@admin.register(User)
class UserAdmin(Audited, Secretive, admin.ModelAdmin):
    """No password is typed or shown: who is added gets a link by mail."""

    form = UserForm
    list_display = ["email", "name", "is_staff", "is_active", "last_access"]
    list_filter = ["is_staff", "is_active", "groups"]
    search_fields = ["email", "name"]
    search_help_text = _("Adresse courriel ou nom")
    filter_horizontal = ["groups", "user_permissions"]
    readonly_fields = ["joined_at", "last_access", "last_login"]
    inlines = [MandateInline]
    actions = ["invite_again"]
    secret_fields = ("password",)

    def get_fieldsets(self, request: HttpRequest, user: User | None = None) -> list[tuple]:
        rights = ["is_staff", "groups"]
        if request.user.is_superuser:
            rights += ["is_superuser", "user_permissions"]
        fieldsets = [(None, {"fields": ["email", "name"]}), (_("Droits"), {"fields": rights})]
        if user:
            fieldsets.append((_("Accès"), {"fields": ["is_active", *self.readonly_fields]}))
        return fieldsets

    def formfield_for_manytomany(
        self, field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = request.user.groups.all()
        return super().formfield_for_manytomany(field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, user: User | None = None) -> bool:
        allowed = super().has_change_permission(request, user)
        return allowed and (user is None or may_change_account(request.user, user))

    def has_delete_permission(self, *args: object) -> bool:
        return False  # the history names people: an account is made inactive

    def save_model(self, request: HttpRequest, user: User, form: UserForm, change: bool) -> None:
        if not change:
            user.set_unusable_password()
        super().save_model(request, user, form, change)
        if not change:
            account.send_invitation(actor=request.user, user=user)

    @admin.action(description=_("Renvoyer l’invitation"), permissions=["add"])
    def invite_again(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Only to those who have not chosen a password: the others can ask for a new one."""
        invited = [user for user in users if self.may_invite_again(request, user)]
        for user in invited:
            account.send_invitation(actor=request.user, user=user)
        text = ngettext(
            "%(count)s invitation envoyée.", "%(count)s invitations envoyées.", len(invited)
        )
        messages.info(request, text % {"count": len(invited)})
        if len(invited) < len(users):
            messages.warning(
                request, _("Les autres comptes sont déjà ouverts, inactifs ou hors de vos droits.")
            )

    def may_invite_again(self, request: HttpRequest, user: User) -> bool:
        waits = user.is_active and not user.has_usable_password()
        return waits and self.has_change_permission(request, user)


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(Audited, DjangoGroupAdmin):
    """What a group may do is decided by superusers."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, group: Group | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, group: Group | None = None) -> bool:
        return request.user.is_superuser
