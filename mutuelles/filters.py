"""Panels « Filtre » over the members of a mutuelle."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import Check, Decision
from mutuelles.models import Membership, Mutuelle, ProjectMember
from mutuelles.models.membership import MembershipQuerySet
from mutuelles.models.project import ProjectMemberQuerySet
from mutuelles.services import paper_states
from mutuelles.services.checks import BLOCKED, BLOCKS
from portal.models import Employer
from portal.models.employer import sort_key

SIGNED, TO_SIGN = "signee", "a-signer"
STOPPED, PASSING = "ARRET", "AUCUN"
CHECKS = [
    (STOPPED, _("Au moins une en échec")),
    (PASSING, _("Aucune en échec")),
    *((check.value, check.label) for check in Check),
]


class SignatureFilter(django_filters.FilterSet):
    """Members of an Entente: who has signed it, who has not."""

    etat = django_filters.ChoiceFilter(
        label=_("Signature"),
        choices=[(SIGNED, _("Signée")), (TO_SIGN, _("À signer"))],
        empty_label=_("Toutes"),
        method="in_state",
    )
    recherche = django_filters.CharFilter(
        label=_("Membre"),
        help_text=_("Une partie du nom, ou le début du NEQ ou du numéro d’employeur"),
        method="named",
    )

    class Meta:
        model = Membership
        fields: list[str] = []

    def in_state(self, members: MembershipQuerySet, name: str, state: str) -> MembershipQuerySet:
        return members.filter(signature__isnull=state == TO_SIGN)

    def named(self, members: MembershipQuerySet, name: str, text: str) -> MembershipQuerySet:
        return members.filter(employer__in=Employer.objects.search(text))

    @property
    def is_narrowed(self) -> bool:
        """Whether some members may be left out."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        return any(chosen.values())


class PublicFilter(django_filters.FilterSet):
    """Mutuelles `of_year` (`services/public_list.py`), by any of their words."""

    recherche = django_filters.CharFilter(
        label=_("Nom, numéro, gestionnaire ou ville"), method="named"
    )

    class Meta:
        model = Mutuelle
        fields: list[str] = []

    def named(self, mutuelles: QuerySet[Mutuelle], name: str, text: str) -> QuerySet[Mutuelle]:
        key = sort_key(text.strip())
        return mutuelles.filter(
            Q(number__istartswith=text.strip())
            | Q(name_key__contains=key)
            | Q(firm_key__contains=key)
            | Q(city_key__contains=key)
        )


class PaperFilter(django_filters.FilterSet):
    """Members of a project `with_states`, by what their papers lack."""

    STATES = {
        "manquante": (_("Une pièce manque"), paper_states.MISSING),
        "a-verifier": (_("Une pièce est à vérifier"), paper_states.RECEIVED),
        "refusee": (_("Une pièce est refusée"), paper_states.REFUSED),
        "completes": (_("Toutes sont vérifiées"), paper_states.COMPLETE),
    }
    recherche = django_filters.CharFilter(
        label=_("Membre"),
        help_text=_("Une partie du nom, ou le début du NEQ ou du numéro d’employeur"),
        method="named",
    )
    etat = django_filters.ChoiceFilter(
        label=_("État des pièces"),
        choices=[(state, label) for state, (label, _condition) in STATES.items()],
        empty_label=_("Tous"),
        method="in_state",
    )

    class Meta:
        model = ProjectMember
        fields: list[str] = []

    def in_state(
        self, members: ProjectMemberQuerySet, name: str, state: str
    ) -> ProjectMemberQuerySet:
        _label, condition = self.STATES[state]
        return members.filter(condition)

    def named(self, members: ProjectMemberQuerySet, name: str, text: str) -> ProjectMemberQuerySet:
        return members.filter(employer__in=Employer.objects.search(text))


class ProjectMemberFilter(django_filters.FilterSet):
    """Members of a project, by what was decided of them."""

    decision = django_filters.ChoiceFilter(
        field_name="status",
        choices=Decision.choices,
        label=_("Décision"),
        empty_label=_("Toutes"),
    )
    recherche = django_filters.CharFilter(method="named", label=_("Nom ou numéro de l’employeur"))

    class Meta:
        model = ProjectMember
        fields: list[str] = []

    def named(self, rows: QuerySet[ProjectMember], name: str, text: str) -> QuerySet[ProjectMember]:
        return rows.filter(employer__in=Employer.objects.search(text))

    @property
    def rows(self) -> QuerySet[ProjectMember]:
        """The filtered rows; none while a field has a fault."""
        return self.qs if self.form.is_valid() else self.queryset.none()

    def criteria(self) -> list[tuple[str, str]]:
        """« Critères appliqués »: label and value of those that were chosen."""
        chosen: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        return [
            (str(field.label), str(dict(getattr(field, "choices", [])).get(value, value)))
            for name, value in chosen.items()
            if value and (field := self.form.fields[name])
        ]


class StudiedMemberFilter(ProjectMemberFilter):
    """The same for the staff, by what stops them too."""

    verification = django_filters.ChoiceFilter(
        method="stopped", choices=CHECKS, label=_("Vérification en échec"), empty_label=_("Toutes")
    )

    def stopped(
        self, rows: QuerySet[ProjectMember], name: str, value: str
    ) -> QuerySet[ProjectMember]:
        if value == STOPPED:
            return rows.filter(BLOCKED)
        return rows.filter(~BLOCKED if value == PASSING else BLOCKS[Check(value)])
