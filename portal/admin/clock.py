"""The simulated day, set by staff."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.admin_base import PLAIN_DATES
from portal.models import SimulationClock
from portal.services import clock


@admin.register(SimulationClock)
class SimulationClockAdmin(admin.ModelAdmin):
    """One row; its service keeps the rule and the trail, and refuses with a sentence."""

    fields = ["day", "last_event_on"]
    readonly_fields = ["last_event_on"]
    formfield_overrides = PLAIN_DATES

    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        return redirect("admin:portal_simulationclock_change", 1)

    def save_model(
        self, request: HttpRequest, row: SimulationClock, form: forms.ModelForm, change: bool
    ) -> None:
        clock.set_day(actor=request.user, day=row.day)

    def has_add_permission(self, *args: object) -> bool:
        return False

    def has_delete_permission(self, *args: object) -> bool:
        return False
