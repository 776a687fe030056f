"""What managers type of a project, and the delay that staff permit."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Project
from mutuelles.services.project import EDITABLE


class ProjectForm(forms.ModelForm):
    """What a project says of itself; a draft may be kept with blanks."""

    outline = forms.CharField(
        label=_("Exposé sommaire"),
        help_text=_("Les objectifs de prévention du groupe, et les moyens d’y parvenir."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    # the wording that the person had before them
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Project
        fields = EDITABLE
        labels: ClassVar = {
            "lead_name": _("Nom du responsable SST"),
            "correspondent_name": _("Nom du responsable de la correspondance"),
        }


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif (facultatif)"),
        help_text=_("Le personnel le lira."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LateForm(forms.Form):
    until = forms.DateField(
        label=_("Soumission permise jusqu’au"),
        help_text=_("Jusqu’à la fin de ce jour, avant l’entrée en vigueur de l’Entente."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("Motif du retard permis"),
        help_text=_("Le gestionnaire le lira."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
