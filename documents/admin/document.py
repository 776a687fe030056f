"""Documents, certificates and lines of history, to read; the portal withdraws and replaces."""

import json

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from documents.models import Certificate, Document, StatusChange
from mutuelles.models import Mutuelle
from portal.admin_base import (
    LargeList,
    ReadOnly,
    ReadOnlyInline,
    SearchedByEmployer,
    YearFilter,
)
from portal.models.employer import sort_key, sort_key_expression


class IssueYearFilter(YearFilter):
    title = _("année d’émission")
    parameter_name = "issued"
    field = "issued_on__year"


class StatusChangeInline(ReadOnlyInline):
    model = StatusChange
    fields = ["status", "on", "user", "reason", "recorded_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusChange]:
        return super().get_queryset(request).select_related("user")


class CertificateInline(ReadOnlyInline):
    model = Certificate
    fields = ["number", "establishment", "code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Certificate]:
        return super().get_queryset(request).select_related("establishment")


@admin.register(Document)
class DocumentAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = [
        "issued_on",
        "number",
        "title",
        "employer",
        "status",
        "status_on",
        "older",
    ]
    list_display_links = ["number"]
    list_filter = ["status", IssueYearFilter, "type"]
    list_select_related = ["employer", "replaces"]
    search_help_text = _(
        "NEQ, numéro ou nom de l’employeur ; numéro du document ; numéro ou nom de la mutuelle"
    )
    ordering = ["-issued_on", "-id"]
    fieldsets = [
        (None, {"fields": ["title", "number", "employer", "mutuelle", "type", "year"]}),
        (_("État"), {"fields": ["issued_on", "status", "status_on", "replaces", "newer"]}),
        (_("Fichier"), {"fields": ["pages", "size", "sha256"]}),
        (_("Ce que dit le document"), {"fields": ["says"], "classes": ["collapse"]}),
    ]
    inlines = [StatusChangeInline, CertificateInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        """The list leaves in the database what each document says: kilobytes a row."""
        return super().get_queryset(request).defer("snapshot", "replaces__snapshot")

    def named_by(self, queryset: QuerySet[Document], text: str) -> QuerySet[Document]:
        if text.upper().startswith("MUT"):
            return queryset.filter(mutuelle__number=text.upper())
        return queryset.filter(number=text)

    def of_parties(self, employers: list[int], text: str) -> Q:
        """A mutuelle by its name too: the keys of that small table first, as for employers."""
        named = Mutuelle.objects.alias(key=sort_key_expression("name"))
        keys = list(named.filter(key__contains=sort_key(text)).values_list("pk", flat=True))
        return super().of_parties(employers, text) | Q(mutuelle__in=keys)

    @admin.display(description=_("remplace"))
    def older(self, document: Document) -> str:
        return document.replaces.number if document.replaces else ""

    @admin.display(description=_("remplacé par"))
    def newer(self, document: Document) -> str:
        found = Document.objects.filter(replaces=document).first()
        return str(found or self.get_empty_value_display())

    @admin.display(description=_("texte figé"))
    def says(self, document: Document) -> str:
        text = json.dumps(document.snapshot, ensure_ascii=False, indent=2)
        return render_to_string("admin/documents/document/snapshot.html", {"text": text})


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["number", "code", "establishment", "document"]
    list_select_related = ["establishment", "document"]
    search_help_text = _("Numéro ou code du certificat ; NEQ, numéro ou nom de l’employeur")
    employer_path = "document__employer"
    ordering = ["-id"]

    def named_by(self, queryset: QuerySet[Certificate], text: str) -> QuerySet[Certificate]:
        return queryset.filter(Q(number=text) | Q(code=text.upper()))


@admin.register(StatusChange)
class StatusChangeAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["on", "document", "status", "user", "recorded_at"]
    list_filter = ["status"]
    list_select_related = ["document", "user"]
    search_help_text = _("NEQ, numéro ou nom de l’employeur ; numéro du document")
    employer_path = "document__employer"
    ordering = ["-id"]

    def named_by(self, queryset: QuerySet[StatusChange], text: str) -> QuerySet[StatusChange]:
        return queryset.filter(document__number=text)
