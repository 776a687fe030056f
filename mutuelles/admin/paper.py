"""Papers of members, to read: their own pages take, show, verify and refuse them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.models import MemberPaper
from portal.admin_base import LargeList, ReadOnly, SearchedByEmployer, YearFilter


class PaperYearFilter(YearFilter):
    field = "member__project__year"


@admin.register(MemberPaper)
class MemberPaperAdmin(ReadOnly, LargeList, SearchedByEmployer, admin.ModelAdmin):
    list_display = ["employer", "kind", "status", "mutuelle", "uploaded_at", "uploaded_by"]
    list_filter = ["status", "kind", PaperYearFilter]
    list_select_related = ["member__employer", "member__project__mutuelle", "uploaded_by"]
    search_help_text = _("NEQ, numéro ou nom de l’employeur ; numéro de la mutuelle")
    ordering = ["-id"]
    exclude = ["file", "member"]  # staff of study open files, on the paper's own page
    readonly_fields = ["employer", "mutuelle"]
    employer_path = "member__employer"

    @admin.display(description=_("employeur"))
    def employer(self, paper: MemberPaper) -> str:
        return paper.member.employer.name

    @admin.display(description=_("mutuelle"))
    def mutuelle(self, paper: MemberPaper) -> str:
        return f"{paper.member.project.mutuelle.number} {paper.member.project.year}"

    def named_by(self, queryset: QuerySet[MemberPaper], text: str) -> QuerySet[MemberPaper]:
        return queryset.filter(member__project__mutuelle__number=text.upper())
