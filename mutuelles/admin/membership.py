"""Memberships, to read: the acceptance of a list makes them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Membership
from portal.admin_base import LargeList, ReadOnly, SearchedByEmployer, YearFilter


@admin.register(Membership)
class MembershipAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["employer", "mutuelle", "year", "status", "paper"]
    list_filter = [YearFilter, "status"]
    list_select_related = ["employer", "mutuelle"]
    search_help_text = _("NEQ, numéro ou nom de l’employeur ; numéro de la mutuelle")
    ordering = ["-id"]

    def named_by(self, queryset: QuerySet[Membership], text: str) -> QuerySet[Membership]:
        return queryset.filter(mutuelle__number=text.upper())
