"""What staff type of a project that they study."""

import re
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import Decision
from mutuelles.services.study import Premiums


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du refus"),
        help_text=_("Le gestionnaire le lira."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OverrideForm(forms.Form):
    """Why a member passes a check that fails."""

    reason = forms.CharField(
        label=_("Motif de la dérogation"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Indiquez le motif de la dérogation.")},
    )


class DecideForm(forms.Form):
    """What staff decide of one member; `seen`: the decision that they had before them."""

    decision = forms.ChoiceField(
        label=_("Décision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Obligatoire pour un refus : le gestionnaire le lira."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == Decision.REFUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Indiquez le motif du refus."))
        return cleaned


class DollarsField(forms.DecimalField):
    """An amount as people type it: « 512 300,50 $ » or 512300.50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            help_text=_("En dollars."),
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(re.sub(r"[\s$]", "", str(value or "")).replace(",", "."))


class AcceptProjectForm(forms.Form):
    """What staff add to an acceptance, and what they read before it (`accepted`, `refused`)."""

    sign_until = forms.DateField(
        label=_("Délai de signature accordé (facultatif)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    premiums = DollarsField(label=_("Somme des primes annuelles des membres"))
    threshold = DollarsField(label=_("Seuil de la moyenne et grande entreprise"))
    premium_reason = forms.CharField(
        label=_("Motif, si les primes n’atteignent pas le seuil"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    acces = forms.TypedMultipleChoiceField(coerce=int, required=False)
    accepted = forms.IntegerField(widget=forms.HiddenInput)
    refused = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contacts: list[int], first_day: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedMultipleChoiceField, self.fields["acces"])
        field.choices = [(pk, pk) for pk in contacts]
        self.fields["sign_until"].help_text = _(
            "Au plus tôt le %(day)s ; vide, l’échéance du calendrier vaut."
        ) % {"day": first_day}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one, other in (("premiums", "threshold"), ("threshold", "premiums")):
            if cleaned.get(one) is None and cleaned.get(other) is not None:
                self.add_error(one, _("Indiquez les deux montants, ou aucun."))
        return cleaned

    @property
    def premiums_typed(self) -> Premiums | None:
        """Both amounts, where both were typed."""
        said = self.cleaned_data if self.is_valid() else {}
        if said.get("premiums") is None or said.get("threshold") is None:
            return None
        return Premiums(said["premiums"], said["threshold"], said["premium_reason"])
