"""Invitations that were sent; the links themselves are nowhere to be read."""

from django.contrib import admin

from portal.admin_base import ReadOnly, Secretive
from portal.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, Secretive, admin.ModelAdmin):
    list_display = ["user", "sent_at", "expires_at", "used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__name"]
    ordering = ["-id"]
    fields = list_display
    secret_fields = ("digest",)
