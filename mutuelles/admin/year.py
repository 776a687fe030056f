"""What happened during the year, to read: pages of their own and services write it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from mutuelles.models import ActivityReport, Exclusion, Reintegration, Revocation
from portal.admin_base import LargeList, ReadOnly, YearFilter


@admin.register(Exclusion)
class ExclusionAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["employer", "mutuelle", "year", "decided_on", "reason"]
    list_select_related = ["membership__employer", "membership__mutuelle"]
    ordering = ["-id"]

    @admin.display(description=_("employeur"))
    def employer(self, exclusion: Exclusion) -> object:
        return exclusion.membership.employer

    @admin.display(description=_("mutuelle"))
    def mutuelle(self, exclusion: Exclusion) -> object:
        return exclusion.membership.mutuelle

    @admin.display(description=_("année"))
    def year(self, exclusion: Exclusion) -> int:
        return exclusion.membership.year


@admin.register(Reintegration)
class ReintegrationAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["employer", "status", "requested_at", "requested_by", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["exclusion__membership__employer", "requested_by"]
    ordering = ["-id"]

    @admin.display(description=_("employeur"))
    def employer(self, asked: Reintegration) -> object:
        return asked.exclusion.membership.employer


@admin.register(Revocation)
class RevocationAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["employer", "mutuelle", "status", "notified_at", "notified_by"]
    list_filter = ["status"]
    list_select_related = ["membership__employer", "membership__mutuelle", "notified_by"]
    ordering = ["-id"]

    @admin.display(description=_("employeur"))
    def employer(self, revocation: Revocation) -> object:
        return revocation.membership.employer

    @admin.display(description=_("mutuelle"))
    def mutuelle(self, revocation: Revocation) -> object:
        return revocation.membership.mutuelle


@admin.register(ActivityReport)
class ActivityReportAdmin(ReadOnly, LargeList, admin.ModelAdmin):
    list_display = ["mutuelle", "year", "submitted_at", "submitted_by"]
    list_filter = [YearFilter]
    list_select_related = ["mutuelle", "submitted_by"]
    exclude = ["file"]
    ordering = ["-id"]
