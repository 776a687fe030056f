"""Projects of grouping, to read: their managers prepare them, and their study has its own page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Project
from portal.admin_base import LargeList, ReadOnly, YearFilter


@admin.register(Project)
class ProjectAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["mutuelle", "year", "kind", "status", "submitted_at", "decided_at"]
    list_filter = ["status", YearFilter, "kind"]
    list_select_related = ["mutuelle"]
    search_fields = ["mutuelle__number", "mutuelle__name", "mutuelle__firm__name"]
    search_help_text = _("Numéro ou nom de la mutuelle, gestionnaire")
