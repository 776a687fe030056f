"""The panel of a cockpit: facets of its members (documents/services/cockpit.py), search, sort."""

from collections.abc import Collection, Mapping
from typing import Any

import django_filters
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from documents.filters.panel import SelectWidget, order_of
from documents.services import cockpit
from portal.models import Employer
from portal.models.employer import EmployerQuerySet

# of a facet: what each choice is called, and its words
Choices = Mapping[str, tuple[Any, Collection[object]]]
STATUSES: Choices = {
    "membre": (_("Membre"), cockpit.IN_FORCE),
    "revocation": (_("Révocation reçue"), (cockpit.LEAVING,)),
    "sorti": (_("Exclu, parti ou refusé"), cockpit.OUT),
}
PAPERS: Choices = {
    "a-fournir": (_("À fournir"), cockpit.SHORT),
    "manquantes": (_("Manquantes"), (cockpit.Papers.MISSING,)),
    "refusees": (_("Refusées"), (cockpit.Papers.REFUSED,)),
    "a-verifier": (_("À vérifier"), (cockpit.Papers.RECEIVED,)),
    "verifiees": (_("Vérifiées"), (cockpit.Papers.VERIFIED,)),
}
SIGNATURES: Choices = {
    "a-signer": (_("À signer"), (cockpit.TO_SIGN,)),
    "signee": (_("Signée"), cockpit.SIGNED),
    "portail": (_("Signée sur le portail"), cockpit.SIGNED[:1]),
    "papier": (_("Signée sur papier"), cockpit.SIGNED[1:]),
}
ISSUES: Choices = {
    "a-emettre": (_("À émettre"), (cockpit.UNISSUED,)),
    "emis": (_("Émis"), (cockpit.UNREAD, cockpit.READ)),
}
READINGS: Choices = {
    "a-lire": (_("À lire"), (cockpit.UNREAD,)),
    "lu": (_("Lu"), (cockpit.READ,)),
}
NOBODY = "aucune"
SORTS = {"nom": "name_key", "signature": "signature_key", "lecture": "reading_key"}
DEFAULT_SORT = "nom"


def _day_then_name(day: str) -> Concat:
    """What has no day comes after the last one."""
    return Concat(Coalesce(Cast(day, CharField()), Value("9")), F("name_key"))


SORT_KEYS = {
    "signature_key": _day_then_name("signed_on"),
    "reading_key": _day_then_name("first_read_on"),
}


class FacetFilter(django_filters.ChoiceFilter):
    def __init__(self, facet: str, label: Any, choices: Choices) -> None:
        super().__init__(
            field_name=facet,
            label=label,
            choices=[(name, called) for name, (called, _words) in choices.items()],
            empty_label=_("Tous les états"),
            widget=SelectWidget,
        )
        self.words = {name: words for name, (_called, words) in choices.items()}

    def filter(self, members: QuerySet[Employer], name: str) -> QuerySet[Employer]:
        return members.filter(**{f"{self.field_name}__in": self.words[name]}) if name else members


class MemberFilter(django_filters.FilterSet):
    """Over `cockpit.members` of a mutuelle that the person may see."""

    recherche = django_filters.CharFilter(label=_("Nom ou NEQ"), method="named")
    pieces = FacetFilter("papers", _("Pièces"), PAPERS)
    signature = FacetFilter("signature", _("Signature"), SIGNATURES)
    document = FacetFilter("reading", _("Document"), ISSUES)
    lecture = FacetFilter("reading", _("Lecture"), READINGS)
    etat = FacetFilter("status", _("Adhésion"), STATUSES)
    personne = django_filters.ChoiceFilter(
        label=_("Personne à qui écrire"),
        choices=[(NOBODY, _("Aucune au portail"))],
        empty_label=_("Indifférent"),
        widget=SelectWidget,
        method="reachable",
    )

    class Meta:
        model = Employer
        fields: list[str] = []

    @property
    def order(self) -> str:
        return order_of(self.data.get("tri", ""), SORTS, DEFAULT_SORT)

    @property
    def chosen(self) -> dict[str, str]:
        """The criteria in force, by name in the address."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        return {name: value for name, value in given.items() if value}

    @property
    def has_facets(self) -> bool:
        return bool(self.chosen.keys() - {"recherche"})

    @property
    def rows(self) -> QuerySet[Employer]:
        """The members that the criteria leave; an address that says nonsense leaves none."""
        return self._with_key(self.qs) if self.form.is_valid() else self.queryset.none()

    def anchor(self, key: int) -> Employer | None:
        """The member before or after which a page begins, even where it meets the criteria no
        more: one signs while another person turns the pages."""
        return self._with_key(self.queryset).filter(pk=key).first() if key else None

    def _with_key(self, members: QuerySet[Employer]) -> QuerySet[Employer]:
        key = self.order.removeprefix("-")
        return members.annotate(**{key: SORT_KEYS[key]}) if key in SORT_KEYS else members

    def named(self, members: EmployerQuerySet, name: str, text: str) -> EmployerQuerySet:
        return members.search(text)

    def reachable(self, members: QuerySet[Employer], name: str, choice: str) -> QuerySet[Employer]:
        return cockpit.without_anybody(members)
