"""What managers and staff type about mutuelles, their projects and their lists of members."""

import re
from typing import Any, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import Decision, PaperKind, ReintegrationStatus
from mutuelles.models import Firm, Project
from mutuelles.paper_file.legal_form import mandating_kinds
from mutuelles.services.project import EDITABLE
from mutuelles.services.signature import same_name
from mutuelles.services.study import Premiums
from portal.models import Employer


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier de la liste"),
        help_text=_("Un classeur Excel (.xlsx) ou un fichier CSV."),
        allow_empty_file=True,  # an empty file gets the reader's own words, and leaves its trace
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choisissez le fichier de la liste.")},
    )


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
        labels: ClassVar = {
            "lead_name": _("Nom du responsable SST"),
            "correspondent_name": _("Nom du responsable de la correspondance"),
        }
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
        choice = cast(forms.ModelChoiceField, self.fields["firm"])
        choice.queryset = firms
        if len(firms) == 1:
            choice.initial, choice.widget = firms[0], forms.HiddenInput()


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif (facultatif)"),
        help_text=_("Le personnel le lira."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeyDateForm(forms.ModelForm):
    """A date that departs from the rule, yet not from the line of its year."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        year, day = cleaned.get("year"), cleaned.get("day")
        if year and day and not year - 1 <= day.year <= year + 1:
            text = _("Choisissez une date de %(first)s à %(last)s.")
            self.add_error("day", text % {"first": year - 1, "last": year + 1})
        return cleaned


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


class PaperForm(forms.Form):
    """One paper of one member: what it is, and its file."""

    kind = forms.ChoiceField(label=_("Pièce"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("Un PDF ou une image (JPEG, PNG), 10 Mo au plus."),
        allow_empty_file=True,  # an empty one gets the reader's own words
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("Choisissez le fichier de la pièce.")},
    )

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        expected = mandating_kinds(employer.neq)
        kinds = [*expected, PaperKind.REVOCATION, PaperKind.ANNULMENT]
        field = cast(forms.ChoiceField, self.fields["kind"])
        field.choices = [(kind.value, kind.label) for kind in kinds]
        field.initial = expected[0].value if len(expected) == 1 else None


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class ManyFilesField(forms.FileField):
    """Any files, even empty ones: whoever reads them says of each what is wrong."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: list[UploadedFile] = list(data or [])
        if not files:
            raise forms.ValidationError(self.error_messages["required"])
        return files


class PapersForm(forms.Form):
    """Papers of many members, in files named by number."""

    MOST = 200

    pieces = ManyFilesField(
        label=_("Fichiers des pièces"),
        widget=ManyFilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": _("Choisissez au moins un fichier.")},
    )

    def clean_pieces(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["pieces"]
        if len(files) > self.MOST:
            message = _("Au plus %(most)s fichiers par envoi : les déposer en plusieurs fois.")
            raise forms.ValidationError(message, params={"most": self.MOST})
        return files


class PaperRefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du refus"),
        help_text=_("Le gestionnaire le recevra par courriel : dire ce qui est attendu."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
