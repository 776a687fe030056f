"""Firms that manage mutuelles, and who acts for them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Firm, ManagerMandate, Mutuelle
from portal.admin_base import (
    PLAIN_DATES,
    Audited,
    NotForOneself,
    NotForOneselfInline,
    ReadOnlyInline,
)


class ManagerMandateInline(NotForOneselfInline, admin.TabularInline):
    model = ManagerMandate
    extra = 0
    formfield_overrides = PLAIN_DATES
    autocomplete_fields = ["user"]


class MutuelleInline(ReadOnlyInline):
    model = Mutuelle
    fields = ["number", "name"]


@admin.register(Firm)
class FirmAdmin(Audited, admin.ModelAdmin):
    list_display = ["name", "contact", "phone", "email", "city"]
    search_fields = ["name", "contact", "mutuelles__number"]
    search_help_text = _("Nom, personne-ressource ou numéro d’une mutuelle")
    fieldsets = [
        (None, {"fields": ["name", "contact", ("phone", "email")]}),
        (_("Adresse"), {"fields": ["street", ("city", "province", "postal_code")]}),
    ]
    inlines = [MutuelleInline, ManagerMandateInline]


@admin.register(ManagerMandate)
class ManagerMandateAdmin(NotForOneself, Audited, admin.ModelAdmin):
    list_display = ["user", "firm", "starts_on", "ends_on"]
    list_select_related = ["user", "firm"]
    search_fields = ["user__email", "user__name", "firm__name"]
    search_help_text = _("Personne ou firme")
    autocomplete_fields = ["user", "firm"]
    ordering = ["-id"]
    formfield_overrides = PLAIN_DATES
