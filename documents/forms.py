"""What staff type about documents, and what anyone shows to have it verified."""

import re
import unicodedata
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from documents.services.verification import Line, canonical
from mutuelles.models import Mutuelle

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_LIST = MEGABYTE // 10
MOST_LINES = 150
DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
NUMBER = re.compile(r"\d{4}-\d{5}-\d{1,18}-\d{2,5}(?!\d)(?:-R\d{1,3}\b)?", re.ASCII)
CODE = re.compile(r"(?<![A-Z0-9])[A-Z0-9]{4}([ -]?)[A-Z0-9]{4}\1[A-Z0-9]{4}(?![A-Z0-9])")
# a spreadsheet takes a cell that begins so for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du retrait"),
        help_text=_("Il paraîtra sur la page du document."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExcludeForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif de l’exclusion"),
        help_text=_("La lettre le donne à l’employeur : une phrase qui suit « Motif : »."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReplaceForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif du remplacement"),
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


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code imprimé sous le QR"),
        help_text=_("Douze caractères, par exemple K7QM-2T4X-9RVD"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez le code imprimé sous le QR.")},
    )


class FileForm(forms.Form):
    """A file, or its SHA-256 alone when the browser has computed it."""

    file = forms.FileField(
        label=_("Fichier PDF"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    sha256 = forms.CharField(
        required=False,
        widget=forms.HiddenInput,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("Ce n’est pas une empreinte SHA-256."))],
    )

    def clean_file(self) -> UploadedFile | None:
        return _within(self.cleaned_data["file"], LARGEST_FILE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("sha256"):
            self.add_error("file", _("Choisissez le fichier du certificat."))
        return cleaned


class ListForm(forms.Form):
    """Numbers with their codes, typed or in a file; `lines` is read into `Line`s."""

    lines = forms.CharField(
        label=_("Numéros et codes"),
        help_text=_("Un certificat par ligne : son numéro, puis son code."),
        required=False,
        max_length=LARGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Ou un fichier CSV"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    def clean_file(self) -> UploadedFile | None:
        return _within(self.cleaned_data["file"], LARGEST_LIST)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        text = _decoded(file.read()) if file else cleaned["lines"]
        cleaned["lines"] = lines = [_line(row) for row in text.splitlines() if row.strip(' ;,\t"')]
        if not lines:
            self.add_error("lines", _("Écrivez au moins un numéro et son code."))
        if len(lines) > MOST_LINES:
            self.add_error("lines", _("150 lignes au plus. Partagez la liste en deux."))
        return cleaned


def _within(file: UploadedFile | None, most: int) -> UploadedFile | None:
    if file and (file.size or 0) > most:
        raise forms.ValidationError(_("Ce fichier est trop lourd."))
    return file


def _decoded(octets: bytes) -> str:
    """Text as spreadsheets write it: UTF-8, else what Windows calls « ANSI »."""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _line(text: str) -> Line:
    """The number and the code wherever they stand in the line, among other columns or not."""
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", text)).upper()
    found = NUMBER.search(plain)
    if not found:
        return Line(text=text.strip())
    rest = plain[: found.start()] + plain[found.end() :]
    code = CODE.search(rest)
    return Line(text=text.strip(), number=found[0], code=canonical(code[0] if code else rest))
