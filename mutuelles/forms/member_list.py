"""Lists of members: the file, its columns, and what is accepted of its changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import Change
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.doubts import doubts
from mutuelles.member_list.faults import column_letter
from mutuelles.member_list.headings import missing_columns, read_header
from mutuelles.models import MemberList
from mutuelles.services.changes import ASIDE_BY_DEFAULT

TAKE, ASIDE = "accepter", "ecarter"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier de la liste"),
        help_text=_("Un classeur (.xlsx, .xls, .ods) ou un fichier CSV."),
        allow_empty_file=True,  # an empty file gets the reader's own words, and leaves its trace
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": _("Choisissez le fichier de la liste.")},
    )


class ColumnsForm(forms.Form):
    """Which column of the file each column of the list is: the likeliest is chosen already."""

    def __init__(self, *args: Any, member_list: MemberList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Aucune")), *_columns(member_list.titles)]
        likely = _likely_places(member_list)
        for column in COLUMNS:
            self.fields[column.key] = forms.ChoiceField(
                label=column.heading,
                help_text=gettext(column.explanation),
                choices=choices,
                initial=likely.get(column.key, ""),
                required=column.required,
                error_messages={"required": _("Choisissez la colonne du fichier.")},
            )

    def clean(self) -> dict[str, Any]:
        """A column of the file is one column of the list."""
        taken: dict[str, str] = {}
        for key, place in list(self.cleaned_data.items()):
            if place and place in taken:
                message = _("Cette colonne du fichier est déjà choisie pour « %(heading)s ».")
                heading = self.fields[taken[place]].label
                self.add_error(key, forms.ValidationError(message, params={"heading": heading}))
            taken.setdefault(place, key)
        return self.cleaned_data

    @property
    def mapping(self) -> dict[str, int]:
        return {key: int(place) for key, place in self.cleaned_data.items() if place}


def _columns(titles: list[str]) -> list[tuple[str, str]]:
    """« C – Raison sociale »."""
    untitled = gettext("(sans titre)")
    return [
        (str(index), f"{column_letter(index)} – {title.strip() or untitled}")
        for index, title in enumerate(titles)
    ]


def _likely_places(member_list: MemberList) -> dict[str, int]:
    """What the titles say, then what they resemble; one title and one column left are a pair."""
    header, _faults = read_header(1, member_list.titles, member_list.mapping)
    places, unknown = header.places, []
    for doubt in doubts(header):
        free = [key for key in doubt.candidates if key not in places]
        if free and doubt.index is not None:
            places[free[0]] = doubt.index
        elif doubt.index is not None:
            unknown.append(doubt.index)
    missing = [column.key for column in missing_columns(header) if column.key not in places]
    if len(missing) == len(unknown) == 1:
        places[missing[0]] = unknown[0]
    return places


class ConfirmForm(forms.Form):
    """What is accepted, group by group; one that was not on the page keeps its usual answer."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for change in Change:
            self.fields[change.slug] = forms.ChoiceField(
                choices=[(TAKE, TAKE), (ASIDE, ASIDE)], required=False
            )

    @property
    def aside(self) -> set[Change]:
        usual = {change: ASIDE if change in ASIDE_BY_DEFAULT else TAKE for change in Change}
        return {
            change
            for change in Change
            if (self.cleaned_data[change.slug] or usual[change]) == ASIDE
        }
