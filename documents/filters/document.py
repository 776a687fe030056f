"""The panel « Filtre » of *Gestion des documents* (seed 000), and the sort of its list."""

import calendar
import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, F, Func, QuerySet, SmallIntegerField, When
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.choices import SUBJECTS_OF_ACCOUNT, DocumentStatus, Subject
from documents.filters.panel import SelectWidget, order_of
from documents.models import Document, DocumentType
from portal.choices import AccountKind
from portal.models import Employer

DATE_FORMATS = ["%Y%m%d", "%Y-%m-%d"]
SORTS = {
    "emission": "issued_on",
    "document": "title_key",
    "date-etat": "status_on",
    "etat": "status_rank",
}
# what a person expects of a sort, where the column itself would not give it
SORT_KEYS: dict[str, Lower | Case] = {
    "title_key": Lower(Func(F("title"), function="unaccent")),
    "status_rank": Case(
        *(When(status=status, then=rank) for rank, status in enumerate(DocumentStatus)),
        output_field=SmallIntegerField(),
    ),
}
DEFAULT_SORT = "-emission"


def default_period(today: dt.date) -> tuple[dt.date, dt.date]:
    """Six months up to the day: 2021-06-16 to 2021-12-16 (seed 000)."""
    year, month = (
        (today.year, today.month - 6) if today.month > 6 else (today.year - 1, today.month + 6)
    )
    last_day = calendar.monthrange(year, month)[1]
    return today.replace(year=year, month=month, day=min(today.day, last_day)), today


class DayField(forms.DateField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Dates are typed `20210616` or `2021-06-16`, and shown the second way."""
        try:
            day = self.to_python(value)
            return day.isoformat() if day else value
        except forms.ValidationError:
            return value


class DayFilter(django_filters.DateFilter):
    field_class = DayField


def day_filter(label: Any, lookup: str) -> DayFilter:
    return DayFilter(
        field_name="issued_on",
        lookup_expr=lookup,
        label=label,
        help_text=_("aaaammjj"),
        input_formats=DATE_FORMATS,
        error_messages={"invalid": _("Ce jour n’existe pas. Exemple : 20211216.")},
    )


class PeriodForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("debut"), cleaned.get("fin")
        if start and end and end < start:
            self.add_error("fin", gettext("La date de fin précède la date de début."))
        return cleaned


class DocumentFilter(django_filters.FilterSet):
    sujet = django_filters.ChoiceFilter(
        field_name="type__subject", label=_("Sujet"), empty_label=_("Tous"), widget=SelectWidget
    )
    document = django_filters.ChoiceFilter(
        field_name="type__code", label=_("Document"), empty_label=_("Tous"), widget=SelectWidget
    )
    debut = day_filter(_("Date de début"), "gte")
    fin = day_filter(_("Date de fin"), "lte")

    class Meta:
        model = Document
        fields: list[str] = []
        form = PeriodForm

    def __init__(
        self, data: QueryDict, queryset: QuerySet[Document], employer: Employer, today: dt.date
    ) -> None:
        super().__init__(with_default_period(data, today), queryset)
        subjects = SUBJECTS_OF_ACCOUNT[AccountKind(employer.account_kind)]
        self.filters["sujet"].extra["choices"] = [(s.value, s.label) for s in subjects]
        self.filters["document"].extra["choices"] = _types(subjects, data.get("sujet", ""))

    @property
    def order(self) -> str:
        """The column and direction to sort by, as `keyset_page` takes it."""
        return order_of(self.data.get("tri", ""), SORTS, DEFAULT_SORT)

    @property
    def rows(self) -> QuerySet[Document]:
        """The filtered rows; none while a field has a fault."""
        if not self.form.is_valid():
            return self.queryset.none()
        key = self.order.removeprefix("-")
        return self.qs.annotate(**{key: SORT_KEYS[key]}) if key in SORT_KEYS else self.qs

    @property
    def subject_label(self) -> str:
        """« Mutuelle de prévention », or an empty string for all subjects."""
        self.form.is_valid()  # a fault in a date leaves the subject as it was chosen
        value = self.form.cleaned_data.get("sujet")
        return str(Subject(value).label) if value else ""

    def criteria(self) -> list[tuple[str, str]]:
        """« Critères appliqués »: label and value of each, as seed 000 words them."""
        if not self.form.is_valid():
            return []
        chosen = self.form.cleaned_data
        types = dict(self.filters["document"].extra["choices"])
        every = gettext("Tous")
        period = gettext("%(start)s au %(end)s") % {
            "start": chosen["debut"].isoformat(),
            "end": chosen["fin"].isoformat(),
        }
        return [
            (gettext("Sujet :"), self.subject_label or every),
            (gettext("Document :"), types.get(chosen["document"], every)),
            (gettext("Date d’émission incluse dans la période"), period),
        ]


def with_default_period(data: QueryDict, today: dt.date) -> QueryDict:
    """The query with the default period where a date is missing or left empty."""
    data = data.copy()
    for name, day in zip(("debut", "fin"), default_period(today), strict=True):
        if not data.get(name, "").strip():
            data[name] = day.isoformat()
    return data


def _types(subjects: list[Subject], chosen: str) -> list[tuple[str, str]]:
    wanted = [chosen] if chosen in subjects else subjects
    types = DocumentType.objects.filter(subject__in=wanted).order_by("title")
    return list(types.values_list("code", "title"))
