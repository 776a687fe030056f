"""What is typed during the year: departures, returns, the bilan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import ReintegrationStatus


class GroundsForm(forms.Form):
    """Why an excluded employer asks to come back."""

    grounds = forms.CharField(
        label=_("Raisons de la demande"),
        help_text=_("Ce qui a changé depuis l’exclusion, et ce qui est prévu."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReintegrationForm(forms.Form):
    """The decision of staff; a refusal gives its reason (the service holds that)."""

    status = forms.ChoiceField(
        label=_("Décision"),
        choices=[
            (ReintegrationStatus.GRANTED, ReintegrationStatus.GRANTED.label),
            (ReintegrationStatus.DENIED, ReintegrationStatus.DENIED.label),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Obligatoire pour un refus : l’employeur le lira."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RevocationForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Facultatif."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ActivityReportForm(forms.Form):
    """« Bilan des activités »."""

    summary = forms.CharField(
        label=_("Activités mises en œuvre et résultats obtenus"),
        help_text=_("Pour chacun des objectifs de l’exposé sommaire."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    file = forms.FileField(
        label=_("Document joint"),
        help_text=_("Facultatif : un PDF ou une image, 10 Mo au plus."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
