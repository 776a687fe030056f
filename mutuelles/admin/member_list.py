"""Lists of members, to read: their managers upload, mend and confirm them on their own pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.models import MemberList, MemberListRow
from portal.admin_base import LargeList, ReadOnly, SearchedByEmployer, YearFilter


@admin.register(MemberList)
class MemberListAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["mutuelle", "year", "status", "rows_read", "uploaded_by", "uploaded_at"]
    list_filter = ["status", YearFilter]
    list_select_related = ["mutuelle", "uploaded_by"]
    search_fields = ["mutuelle__number", "mutuelle__name", "file_name"]
    search_help_text = _("Numéro ou nom de la mutuelle, nom du fichier")
    # the list's own page shows its faults, row by row, and its columns; its bytes are its manager's
    exclude = ["faults", "titles", "mapping", "file"]


@admin.register(MemberListRow)
class MemberListRowAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["member_list", "row", "employer_number", "employer", "set_aside"]
    list_select_related = ["member_list", "employer"]
    search_help_text = _("Numéro écrit dans la liste ; NEQ, numéro ou nom de l’employeur")
    ordering = ["-member_list", "row"]

    def named_by(self, queryset: QuerySet[MemberListRow], text: str) -> QuerySet[MemberListRow]:
        return queryset.filter(employer_number=text.upper())
