"""Ententes, their signatures, and the editions of their text: what is published is never edited.

The next edition is written from the last one, and compared with it before it is published.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutuelles.entente_text.comparison import proposed
from mutuelles.entente_text.model import Edition
from mutuelles.forms.entente import EditionForm
from mutuelles.models import Entente, EntenteEdition, Signature
from mutuelles.services import edition as editions
from portal.admin_base import LargeList, ReadOnly, YearFilter
from portal.errors import BusinessError


@admin.register(Entente)
class EntenteAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["mutuelle", "year", "concluded_on", "due_on", "closed_on"]
    list_filter = [YearFilter]
    list_select_related = ["mutuelle"]
    search_fields = ["mutuelle__number", "mutuelle__name"]
    search_help_text = gettext_lazy("Numéro ou nom de la mutuelle")
    ordering = ["-year", "mutuelle__number"]


@admin.register(Signature)
class SignatureAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    exclude = ["scan"]  # served by its own page
    list_display = ["entente", "name", "capacity", "means", "signed_on", "recorded_by"]
    list_filter = ["means"]
    list_select_related = ["entente__mutuelle", "recorded_by"]
    search_fields = ["entente__mutuelle__number", "membership__employer__neq"]
    search_help_text = gettext_lazy("Numéro de la mutuelle, NEQ de l’employeur")
    ordering = ["-id"]


@admin.register(EntenteEdition)
class EntenteEditionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["year", "sha256"]
    fields = ["year", "sha256", "contents"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    @admin.display(description=gettext_lazy("clauses"))
    def contents(self, edition: EntenteEdition) -> str:
        template = "admin/mutuelles/ententeedition/contents.html"
        return render_to_string(template, {"text": edition.text})

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write, compare, choose the marks, publish: nothing is kept before the last step."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = EditionForm(request.POST or None, initial=_next())
        edition = form.edition if form.is_bound else None
        if edition and "publier" in request.POST and (done := _publish(request, form, edition)):
            sentence = _("Le texte de %(year)s est publié : il ne se modifie plus.")
            messages.success(request, sentence % {"year": done.year})
            return redirect("admin:mutuelles_ententeedition_change", done.pk)
        changes = editions.changes(edition) if edition else ()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Préparer le texte d’une année"),
            "form": form,
            "edition": edition,
            "changes": changes,
            "marks": request.POST.getlist("marks") or proposed(changes),
        }
        return TemplateResponse(request, "admin/mutuelles/ententeedition/prepare.html", context)


def _next() -> dict[str, object]:
    """The last text, for the year after it."""
    last = editions.last()
    return {"year": last.year + 1, "text": editions.last_text()} if last else {}


def _publish(request: HttpRequest, form: EditionForm, edition: Edition) -> EntenteEdition | None:
    """What a rule refuses is said on the page, with what was written."""
    marks = request.POST.getlist("marks")
    try:
        return editions.publish(actor=request.user, edition=edition, marks=marks)
    except BusinessError as error:
        form.add_error(None, str(error))
        return None
