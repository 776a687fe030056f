"""Lists of members, as managers upload them."""

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
