"""Employers and their establishments."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.admin.mandate import MandateInline
from portal.admin_base import Audited, LargeList, SearchedByEmployer
from portal.choices import Standing
from portal.models import Employer, Establishment
from portal.services.employer import mark_standing


class EstablishmentInline(admin.StackedInline):
    model = Establishment
    extra = 0
    fields = [("number", "name"), "street", ("city", "province", "postal_code")]


@admin.register(Employer)
class EmployerAdmin(Audited, LargeList, admin.ModelAdmin):
    list_display = ["name", "neq", "number", "city", "rating_mode", "standing", "account_kind"]
    list_filter = ["standing", "rating_mode", "account_kind"]
    search_fields = ["name"]
    search_help_text = _("NEQ, numéro d’employeur ou nom")
    ordering = ["name_key"]
    fieldsets = [
        (None, {"fields": ["name", ("neq", "number"), "rating_mode", "standing", "account_kind"]}),
        (_("Adresse"), {"fields": ["street", ("city", "province", "postal_code")]}),
    ]
    inlines = [EstablishmentInline, MandateInline]
    actions = ["mark_good", "mark_unverified"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Employer], search_term: str
    ) -> tuple[QuerySet[Employer], bool]:
        return queryset.search(search_term), False

    @admin.action(description=_("Marquer « en règle »"), permissions=["change"])
    def mark_good(self, request: HttpRequest, employers: QuerySet[Employer]) -> None:
        self.mark(request, employers, Standing.GOOD)

    @admin.action(description=_("Marquer « à vérifier »"), permissions=["change"])
    def mark_unverified(self, request: HttpRequest, employers: QuerySet[Employer]) -> None:
        self.mark(request, employers, Standing.UNVERIFIED)

    def mark(self, request: HttpRequest, employers: QuerySet[Employer], standing: Standing) -> None:
        for employer in employers:
            mark_standing(actor=request.user, employer=employer, standing=standing)
        text = ngettext(
            "%(count)s employeur marqué « %(standing)s ».",
            "%(count)s employeurs marqués « %(standing)s ».",
            len(employers),
        )
        messages.success(request, text % {"count": len(employers), "standing": standing.label})


@admin.register(Establishment)
class EstablishmentAdmin(Audited, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["number", "name", "city", "employer"]
    list_select_related = ["employer"]
    search_help_text = _("Numéro d’établissement ; NEQ, numéro ou nom de l’employeur")
    autocomplete_fields = ["employer"]

    def named_by(self, queryset: QuerySet[Establishment], text: str) -> QuerySet[Establishment]:
        return queryset.filter(number=text.upper())
