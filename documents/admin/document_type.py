"""Types of documents, with the words, coordinates and publications of their page."""

from django.contrib import admin
from django.http import HttpRequest

from documents.models import Contact, DocumentType, Publication
from portal.admin_base import Audited


@admin.register(Contact)
class ContactAdmin(Audited, admin.ModelAdmin):
    list_display = ["name", "email", "phone"]
    search_fields = ["name", "email"]


@admin.register(Publication)
class PublicationAdmin(Audited, admin.ModelAdmin):
    list_display = ["title", "url", "kind"]
    search_fields = ["title"]


@admin.register(DocumentType)
class DocumentTypeAdmin(Audited, admin.ModelAdmin):
    list_display = ["title", "subject", "code", "contact"]
    list_filter = ["subject"]
    list_select_related = ["contact"]
    search_fields = ["title", "code"]
    filter_horizontal = ["publications"]

    def get_readonly_fields(
        self, request: HttpRequest, document_type: DocumentType | None = None
    ) -> list[str]:
        """Campaigns know a type by its code: chosen once."""
        return ["code"] if document_type else []
