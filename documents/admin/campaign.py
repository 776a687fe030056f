"""Campaigns, to read: they are launched and followed on a page of their own."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from documents.models import Campaign, CampaignItem
from portal.admin_base import LargeList, ReadOnly, SearchedByEmployer, YearFilter


@admin.register(Campaign)
class CampaignAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "type", "issued_on", "launched_by", "launched_at"]
    list_filter = [YearFilter]
    list_select_related = ["type", "launched_by"]


@admin.register(CampaignItem)
class CampaignItemAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["campaign", "employer", "mutuelle", "status", "error", "done_at"]
    list_filter = ["status"]
    list_select_related = ["campaign", "employer", "mutuelle"]
    search_help_text = _("NEQ, numéro ou nom de l’employeur ; numéro de la mutuelle")
    ordering = ["-id"]

    def named_by(self, queryset: QuerySet[CampaignItem], text: str) -> QuerySet[CampaignItem]:
        return queryset.filter(mutuelle__number=text.upper())
