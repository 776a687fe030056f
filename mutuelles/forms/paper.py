"""Papers of the members of a project."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import PaperKind
from mutuelles.paper_file.legal_form import mandating_kinds
from portal.models import Employer


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
        help_text=_("Les choisir tous, ou les glisser ensemble dans le cadre."),
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
