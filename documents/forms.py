"""What staff type about documents."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mutuelles.models import Mutuelle


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du retrait"),
        help_text=_("Il paraîtra sur la page du document."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReplaceForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du remplacement"),
        help_text=_("Il paraîtra sur la page du document remplacé."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MutuellesField(forms.ModelMultipleChoiceField):
    """Mutuelles with the number of their members that wait for a document."""

    waiting: dict[int, int]

    def label_from_instance(self, mutuelle: Mutuelle) -> str:
        count = self.waiting.get(mutuelle.pk, 0)
        wait = ngettext("%(count)s document à émettre", "%(count)s documents à émettre", count)
        nothing = gettext("rien à émettre")
        return f"{mutuelle}, {wait % {'count': count} if count else nothing}"


class CampaignForm(forms.Form):
    mutuelles = MutuellesField(
        label=_("Mutuelles"),
        queryset=Mutuelle.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins une mutuelle.")},
    )

    def __init__(
        self,
        *args: Any,
        mutuelles: QuerySet[Mutuelle],
        waiting: dict[int, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast(MutuellesField, self.fields["mutuelles"])
        field.queryset, field.waiting = mutuelles, waiting
