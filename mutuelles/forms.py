"""What managers and staff type about lists of members."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import ReintegrationStatus
from mutuelles.models import Firm, Project
from mutuelles.services.project import EDITABLE


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


class ProjectForm(forms.ModelForm):
    """What a project says of itself; a draft may be kept with blanks."""

    # the wording that the person had before them
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Project
        fields = EDITABLE
        widgets: ClassVar = {"outline": forms.Textarea(attrs={"rows": 8, "maxlength": 4000})}
        help_texts: ClassVar = {
            "outline": _("Les objectifs de prévention du groupe, et les moyens d’y parvenir."),
        }


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
        cast(forms.ModelChoiceField, self.fields["firm"]).queryset = firms


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
