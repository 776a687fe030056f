"""Mutuelles."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Mutuelle
from portal.admin_base import Audited


@admin.register(Mutuelle)
class MutuelleAdmin(Audited, admin.ModelAdmin):
    list_display = ["number", "name", "firm"]
    list_filter = ["firm"]
    list_select_related = ["firm"]
    search_fields = ["number", "name", "firm__name"]
    search_help_text = _("Numéro, nom ou gestionnaire")
    autocomplete_fields = ["firm"]
