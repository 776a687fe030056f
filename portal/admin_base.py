"""What the admin of all floors shares: the trail, pages to read, lists that never count."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import DateField, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.models import Employer, User, clock
from portal.services import audit

# the browser's own calendar: Django's « Aujourd'hui » is the real day, not the simulated one
PLAIN_DATES = {
    DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
}
MANY_EMPLOYERS = 1_000
YEARS_BACK = 6


class Audited:
    """Whatever a form of the admin adds, changes or deletes leaves a line in the trail."""

    def log_addition(self, request: HttpRequest, thing: Model, message: Any) -> Any:
        audit.record(actor=request.user, verb="add", subject=thing, changes=message)
        return super().log_addition(request, thing, message)

    def log_change(self, request: HttpRequest, thing: Model, message: Any) -> Any:
        audit.record(actor=request.user, verb="change", subject=thing, changes=message)
        return super().log_change(request, thing, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> Any:
        for thing in queryset:
            audit.record(actor=request.user, verb="delete", subject=thing, name=str(thing))
        return super().log_deletions(request, queryset)


class ReadOnly:
    """A page to read: only services write these rows, whoever asks."""

    def has_add_permission(self, *args: object) -> bool:
        return False

    def has_change_permission(self, *args: object) -> bool:
        return False

    def has_delete_permission(self, *args: object) -> bool:
        return False


class Secretive:
    """A filter typed in the address answers letter by letter: never about these fields."""

    secret_fields: tuple[str, ...] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        named = lookup.split(LOOKUP_SEP)[0]
        return named not in self.secret_fields and super().lookup_allowed(lookup, value, request)


class ReadOnlyInline(ReadOnly, admin.TabularInline):
    extra = 0
    template = "admin/read_only_inline.html"


class MandateForm(forms.ModelForm):
    """A mandate of a person; `actor`, who fills the form, gives and extends none of their own."""

    actor: User

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        people = {self.instance.user_id, self.chosen_person()}
        if self.has_changed() and self.actor.pk in people and not self.actor.is_superuser:
            raise forms.ValidationError(_("Un autre membre du personnel donne votre mandat."))
        return cleaned

    def chosen_person(self) -> int | None:
        user = self.cleaned_data.get("user")
        return user.pk if user else None


def mandate_form_of(actor: User) -> type[MandateForm]:
    return type("MandateForm", (MandateForm,), {"actor": actor})


class NotForOneself:
    """The page of a mandate, which staff do not give to themselves."""

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().get_form(request, *args, **kwargs | {"form": mandate_form_of(request.user)})


class NotForOneselfInline:
    """Mandates on the page of something else."""

    def get_formset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = mandate_form_of(request.user)
        return super().get_formset(request, *args, **kwargs | {"form": form})


class CappedPaginator(Paginator):
    """Count to 10 000 and no further: on ten million rows an exact figure costs seconds."""

    CAP = 10_000

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: self.CAP + 1].count()

    @property
    def count(self) -> int:
        return min(self._counted, self.CAP)

    @property
    def is_capped(self) -> bool:
        return self._counted > self.CAP


class LargeList:
    """A list of millions of rows: no count of everything, none per filter."""

    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50


class SearchedByEmployer:
    """Search the employers first, then their rows: an OR over the join reads both tables whole."""

    search_fields = ["employer__name"]  # what makes Django draw the search box
    search_help_text = gettext_lazy("NEQ, numéro ou nom de l’employeur")
    employer_path = "employer"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        text = search_term.strip()
        if not text:
            return queryset, False
        named = self.named_by(queryset, text)
        return (named if named.exists() else self.of_employers(request, queryset, text)), False

    def named_by(self, queryset: QuerySet, text: str) -> QuerySet:
        """The rows that the text names exactly, by a number of their own."""
        return queryset.none()

    def of_employers(self, request: HttpRequest, queryset: QuerySet, text: str) -> QuerySet:
        found = Employer.objects.search(text).order_by("name_key").values_list("pk", flat=True)
        employers = list(found[: MANY_EMPLOYERS + 1])
        if len(employers) > MANY_EMPLOYERS:
            messages.warning(
                request,
                _("Plus de %(many)s employeurs répondent : précisez la recherche.")
                % {"many": MANY_EMPLOYERS},
            )
        return queryset.filter(self.of_parties(employers[:MANY_EMPLOYERS], text))

    def of_parties(self, employers: list[int], text: str) -> Q:
        """The rows of these employers, and of whom else the text may name."""
        return Q(**{f"{self.employer_path}__in": employers})


class YearFilter(admin.SimpleListFilter):
    """The years at hand, named by the clock: the rows are not read to find which they hold."""

    title = gettext_lazy("année")
    parameter_name = "year"
    field = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        this = clock.today().year
        return [(str(year), str(year)) for year in range(this + 1, this - YEARS_BACK - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if (self.value(), self.value()) not in self.lookup_choices:
            return queryset
        return queryset.filter(**{self.field: self.value()})
