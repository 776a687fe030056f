"""The signature of an Entente, on the portal or recorded from paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mutuelles.services.signature import same_name


class SignatoryForm(forms.Form):
    name = forms.CharField(
        label=_("Nom du signataire"),
        help_text=_("La personne que nomme la résolution ou la procuration."),
        max_length=200,
    )
    capacity = forms.CharField(
        label=_("Qualité du signataire"),
        help_text=_("Par exemple : présidence, direction générale."),
        max_length=100,
    )


class SignForm(SignatoryForm):
    """What makes a signature on the portal: the declaration, the name, and the text's own hash."""

    agrees = forms.BooleanField(
        error_messages={"required": _("Sans cette déclaration, l’Entente n’est pas signée.")}
    )
    written = forms.CharField(
        label=_("Inscrivez le nom du signataire"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    text_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].label = consent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, written = cleaned.get("name"), cleaned.get("written")
        if name and written and not same_name(written, name):
            self.add_error("written", _("Ce n’est pas le nom du signataire, écrit plus haut."))
        return cleaned


class RecordForm(SignatoryForm):
    """A signature made on paper."""

    signed_on = forms.DateField(
        label=_("Date que porte le papier"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    scan = forms.FileField(
        label=_("Copie numérisée"),
        help_text=_("Un PDF ou une image (JPEG, PNG), 10 Mo au plus."),
        allow_empty_file=True,  # an empty one gets the reader's own words
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("Choisissez la copie du papier signé.")},
    )

    def __init__(self, *args: Any, first_day: str, last_day: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message = _("Du %(first)s, jour où l’Entente a été créée, au %(last)s.")
        help_text = message % {"first": first_day, "last": last_day}
        self.fields["signed_on"].help_text = help_text
