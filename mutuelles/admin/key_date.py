"""Dates of one year's calendar that staff set otherwise than the rule."""

from django.contrib import admin

from mutuelles.forms import KeyDateForm
from mutuelles.models import KeyDate
from portal.admin_base import PLAIN_DATES, Audited


@admin.register(KeyDate)
class KeyDateAdmin(Audited, admin.ModelAdmin):
    form = KeyDateForm
    list_display = ["year", "step", "day", "note"]
    list_filter = ["step"]
    ordering = ["-year", "day"]
    formfield_overrides = PLAIN_DATES
