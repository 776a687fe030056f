"""Mandates: who acts for which employer."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.admin_base import (
    PLAIN_DATES,
    Audited,
    LargeList,
    NotForOneself,
    NotForOneselfInline,
    SearchedByEmployer,
)
from portal.models import Mandate


class MandateInline(NotForOneselfInline, admin.TabularInline):
    model = Mandate
    extra = 0
    formfield_overrides = PLAIN_DATES
    autocomplete_fields = ["user", "employer"]


@admin.register(Mandate)
class MandateAdmin(NotForOneself, Audited, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["user", "employer", "role", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["user", "employer"]
    search_help_text = _("Adresse courriel de la personne ; NEQ, numéro ou nom de l’employeur")
    autocomplete_fields = ["user", "employer"]
    ordering = ["-id"]
    formfield_overrides = PLAIN_DATES

    def named_by(self, queryset: QuerySet[Mandate], text: str) -> QuerySet[Mandate]:
        return queryset.filter(user__email=text.lower())
