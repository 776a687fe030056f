"""« Quoi de neuf »."""

from django.contrib import admin

from portal.admin_base import PLAIN_DATES, Audited
from portal.models import News


@admin.register(News)
class NewsAdmin(Audited, admin.ModelAdmin):
    list_display = ["title", "published_on"]
    search_fields = ["title", "body"]
    formfield_overrides = PLAIN_DATES
