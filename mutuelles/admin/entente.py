"""Ententes and the editions of their text, to read: what was published is never edited."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Entente, EntenteEdition
from portal.admin_base import ReadOnly, YearFilter


@admin.register(Entente)
class EntenteAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["mutuelle", "year", "concluded_on", "due_on"]
    list_filter = [YearFilter]
    list_select_related = ["mutuelle"]
    search_fields = ["mutuelle__number", "mutuelle__name"]
    search_help_text = _("Numéro ou nom de la mutuelle")
    ordering = ["-year", "mutuelle__number"]


@admin.register(EntenteEdition)
class EntenteEditionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "sha256"]
    fields = ["year", "sha256", "contents"]

    @admin.display(description=_("clauses"))
    def contents(self, edition: EntenteEdition) -> str:
        template = "admin/mutuelles/ententeedition/contents.html"
        return render_to_string(template, {"text": edition.text})
