"""A new mutuelle."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Firm


class FoundForm(forms.Form):
    """A new mutuelle, of one of the firms that a person acts for."""

    name = forms.CharField(
        label=_("Nom de la mutuelle"),
        help_text=_("Tel qu’il paraîtra sur l’Entente et les certificats."),
        max_length=200,
    )
    firm = forms.ModelChoiceField(Firm.objects.none(), label=_("Gestionnaire"), empty_label=None)

    def __init__(self, *args: Any, firms: QuerySet[Firm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ModelChoiceField, self.fields["firm"])
        choice.queryset = firms
        if len(firms) == 1:
            choice.initial, choice.widget = firms[0], forms.HiddenInput()
