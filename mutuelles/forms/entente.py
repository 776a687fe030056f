"""The text of the Entente, as staff write the next edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutuelles.entente_text import plain
from mutuelles.entente_text.model import Edition
from portal.environment import FIRST_DAY, LAST_DAY

LARGEST = 400_000
MOST_FAULTS = 20


class EditionForm(forms.Form):
    """A year and its text, in the plain form of `entente_text/plain.py`."""

    year = forms.IntegerField(label=_("Année"), min_value=FIRST_DAY.year, max_value=LAST_DAY.year)
    text = forms.CharField(
        label=_("Texte"),
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 30, "class": "source"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "year" in cleaned and "text" in cleaned:
            reading = plain.read(cleaned["text"], cleaned["year"])
            cleaned["edition"] = reading.edition
            for fault in reading.faults[:MOST_FAULTS]:
                message = _("Ligne %(line)s : %(message)s")
                facts = {"line": fault.line, "message": fault.message}
                self.add_error("text", forms.ValidationError(message, params=facts))
        return cleaned

    @property
    def edition(self) -> Edition | None:
        """What was read, if there is no fault in it."""
        return self.cleaned_data["edition"] if self.is_valid() else None
