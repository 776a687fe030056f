"""The audit trail, to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.admin_base import LargeList, ReadOnly
from portal.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["at", "actor", "verb", "subject"]
    list_select_related = ["actor"]
    search_fields = ["^subject", "=verb"]
    search_help_text = _("Objet (portal.employer:12) ou action (withdraw)")
