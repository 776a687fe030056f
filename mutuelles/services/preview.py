"""What a list would change, shown to its manager before anyone says yes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.models import MemberList, Membership
from mutuelles.services import register
from portal.models import Employer


@dataclass(frozen=True)
class Group:
    """Employers of a list of whom the same is to be said."""

    icon: str
    title: str
    text: str
    names: list[str]

    @property
    def count(self) -> int:
        return len(self.names)


def groups(member_list: MemberList) -> list[Group]:
    """Who joins, who stays, who is unknown to the register, who is not on the list any more."""
    rows = {row.employer_number: row for row in member_list.rows.order_by("-row")}
    known = register.employers_by_number(rows)
    before = _members(member_list, member_list.year - 1)
    now = _members(member_list, member_list.year)
    staying: list[str] = []
    joining: list[str] = []
    unknown: list[str] = []
    for number, row in sorted(rows.items(), key=lambda item: item[1].row):
        employer = known.get(number)
        group = unknown if employer is None else joining
        if employer and employer.pk in before | now:
            group = staying
        group.append(row.employer_name)
    listed = {employer.pk for employer in known.values()}
    absent = Employer.objects.filter(pk__in=(before | now) - listed).order_by("name_key")
    return [
        Group("plus", _("Arrivent"), _("Nouveaux membres."), joining),
        Group(
            "help",
            _("Inconnus du registre"),
            _("Numéro bien formé, mais aucun employeur ne le porte : le personnel décidera."),
            unknown,
        ),
        Group("check", _("Restent"), _("Déjà membres."), staying),
        Group(
            "minus",
            _("Absents de la liste"),
            _("Membres aujourd’hui ; une liste n’exclut personne."),
            [employer.name for employer in absent],
        ),
    ]


def _members(member_list: MemberList, year: int) -> set[int]:
    memberships = Membership.objects.active(year).filter(mutuelle=member_list.mutuelle)
    return set(memberships.values_list("employer", flat=True))
