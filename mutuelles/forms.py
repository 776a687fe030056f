"""What managers and staff type about lists of members."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier de la liste"),
        help_text=_("Un classeur Excel (.xlsx) ou un fichier CSV."),
        allow_empty_file=True,  # an empty file gets the reader's own words, and leaves its trace
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choisissez le fichier de la liste.")},
    )


class AcceptForm(forms.Form):
    """Employers ticked: those that enter the register, those whose contact's account gets access.

    Any employer of the list may be ticked, whatever became of it since the page was shown.
    """

    reconnu = forms.TypedMultipleChoiceField(coerce=int, required=False)
    acces = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, employers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reconnu", "acces"):
            field = cast(forms.TypedMultipleChoiceField, self.fields[name])
            field.choices = [(pk, pk) for pk in employers]


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du refus"),
        help_text=_("Le gestionnaire le lira."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
