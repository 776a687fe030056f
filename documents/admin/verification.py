"""The log of verifications, to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from documents.models import Verification
from portal.admin_base import LargeList, ReadOnly


@admin.register(Verification)
class VerificationAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["at", "means", "verdict", "document", "certificate"]
    list_filter = ["means", "verdict"]
    list_select_related = ["document", "certificate"]
    search_fields = ["document__number__exact"]
    search_help_text = _("Numéro du document")
    ordering = ["-id"]
