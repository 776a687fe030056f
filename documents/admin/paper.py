"""Versions of the paper: drafts are edited file by file, looked at, then published for ever."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.access import may_publish_paper
from documents.models import Document, PaperVersion
from documents.services import paper_language, paper_version
from portal.admin_base import Audited
from portal.errors import BusinessError

SOURCE = "source:"  # « source:paper.css »: the field of a file
LARGEST = 200_000
MOST_ROWS = 30
CHANGE = "admin:documents_paperversion_change"


class SourceField(forms.CharField):
    """The text of a file, line for line: a browser sends other ends of lines."""

    def __init__(self, name: str, text: str) -> None:
        rows = min(text.count("\n") + 2, MOST_ROWS)
        attributes = {"rows": rows, "class": "source", "wrap": "off", "spellcheck": "false"}
        widget = forms.Textarea(attributes)
        super().__init__(label=name, initial=text, strip=False, max_length=LARGEST, widget=widget)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class PaperForm(forms.ModelForm):
    """A draft: its note, and a field for each of its files, no more, no less."""

    class Meta:
        model = PaperVersion
        fields = ["note"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {name for name in self.data if name.startswith(SOURCE)} - self.fields.keys():
            raise forms.ValidationError(_("Ce brouillon n’a pas ce fichier."))
        sources = self._sources(cleaned)
        for name, fault in paper_language.faults(sources).items():
            self.add_error(f"{SOURCE}{name}", fault)
        self.instance.sources = self.instance.sources | sources
        return cleaned

    def _sources(self, cleaned: dict[str, Any]) -> dict[str, str]:
        fields = {name: text for name, text in cleaned.items() if name.startswith(SOURCE)}
        return {name.removeprefix(SOURCE): text for name, text in fields.items()}


def form_of(version: PaperVersion) -> type[PaperForm]:
    fields = {f"{SOURCE}{name}": SourceField(name, text) for name, text in version.sources.items()}
    return type("PaperForm", (PaperForm,), fields)


@admin.register(PaperVersion)
class PaperVersionAdmin(Audited, admin.ModelAdmin):
    list_display = ["number", "note", "created_at", "state", "published_by"]
    list_select_related = ["published_by"]

    class Media:
        css = {"all": ["portal/paper-admin.css"]}

    def has_change_permission(self, request: HttpRequest, version: Any = None) -> bool:
        is_open = version is None or not version.is_published
        return is_open and super().has_change_permission(request, version)

    def has_delete_permission(self, request: HttpRequest, version: Any = None) -> bool:
        is_open = version is not None and not version.is_published
        return is_open and super().has_delete_permission(request, version)

    def get_form(self, request: HttpRequest, obj: Any = None, **options: Any) -> Any:
        if self.has_change_permission(request, obj):
            options["form"] = form_of(obj)
        return super().get_form(request, obj, **options)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self.has_change_permission(request, obj):
            facts = ["number", "note", "created_at", "published_at", "published_by", "texts"]
            return [(None, {"fields": facts})]
        files = [f"{SOURCE}{name}" for name in sorted(obj.sources)]
        return [(None, {"fields": ["note"]}), (_("Fichiers"), {"fields": files})]

    @admin.display(description=gettext_lazy("état"))
    def state(self, version: PaperVersion) -> str:
        return _("Publiée") if version.is_published else _("Brouillon")

    @admin.display(description=gettext_lazy("fichiers"))
    def texts(self, version: PaperVersion) -> str:
        context = {"sources": dict(sorted(version.sources.items()))}
        return render_to_string("admin/documents/paperversion/sources.html", context)

    def get_urls(self) -> list[URLPattern]:
        pages = {"preview": self.preview_view, "publish": self.publish_view}
        paths = {"preview": "apercu", "publish": "publier"}
        return [
            path(
                f"<int:pk>/{paths[name]}/",
                self.admin_site.admin_view(view),
                name=f"documents_paperversion_{name}",
            )
            for name, view in pages.items()
        ] + super().get_urls()

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A draft begins whole, as the current version: there is nothing to fill first."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return redirect(CHANGE, paper_version.draft(actor=request.user).pk)
        back = reverse("admin:documents_paperversion_changelist")
        return self._question(request, "draft", _("Nouvelle version du papier"), back)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self._version(request, pk)
        try:
            content = paper_version.preview(version, self._document(request))
        except BusinessError as error:
            messages.error(request, str(error))
            return redirect(CHANGE, pk)
        name = f'inline; filename="apercu-{version.number}.pdf"'
        headers = {"Cache-Control": "no-store", "Content-Disposition": name}
        return HttpResponse(content, content_type="application/pdf", headers=headers)

    def _document(self, request: HttpRequest) -> Document | None:
        """The one whose number was typed, or the newest, if any was ever issued."""
        documents = Document.objects.visible_to(request.user).latest_first()
        number = request.GET.get("document", "").strip()
        found = documents.filter(number=number).first() if number else documents.first()
        if number and found is None:
            raise BusinessError(_("Aucun document ne porte ce numéro."))
        return found

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self._version(request, pk)
        if not may_publish_paper(request.user):
            raise PermissionDenied
        if request.method == "POST":
            paper_version.publish(actor=request.user, version=version)
            messages.success(request, _("Version %(version)s publiée.") % {"version": version})
        if version.is_published:
            return redirect(CHANGE, pk)
        title = _("Publier la version %(version)s du papier?") % {"version": version}
        changes = paper_version.changes(version)
        return self._question(
            request, "publish", title, reverse(CHANGE, args=[pk]), changes=changes
        )

    def _version(self, request: HttpRequest, pk: int) -> PaperVersion:
        version = self.get_object(request, str(pk))
        if version is None:
            raise Http404
        if not self.has_view_permission(request, version):
            raise PermissionDenied
        return version

    def _question(
        self, request: HttpRequest, page: str, title: str, back: str, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "back": back,
            "current": paper_version.current(),
            **more,
        }
        return TemplateResponse(request, f"admin/documents/paperversion/{page}.html", context)
