"""A date of the calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class KeyDateForm(forms.ModelForm):
    """A date that departs from the rule, yet not from the line of its year."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        year, day = cleaned.get("year"), cleaned.get("day")
        if year and day and not year - 1 <= day.year <= year + 1:
            text = _("Choisissez une date de %(first)s à %(last)s.")
            self.add_error("day", text % {"first": year - 1, "last": year + 1})
        return cleaned
