"""What a list changes, as its manager reads it: groups of employers, and what is new of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutuelles.choices import Change
from mutuelles.models import MemberList, Project, ProjectMember
from mutuelles.services import changes, member_list_row
from mutuelles.services.changes import ASIDE_BY_DEFAULT, Shown
from mutuelles.services.differences import Difference, differences
from portal.models import Employer

FIRST = 50


@dataclass(frozen=True)
class Words:
    """How a kind of change is told, and the two answers to it; nothing is asked without them."""

    icon: str
    text: Promise
    take: Promise | str = ""
    aside: Promise | str = ""


ACCEPT, ASIDE, KEEP = _("Accepter"), _("Mettre de côté"), _("Garder")
WORDS = {
    Change.JOINING: Words("plus", _("Nouveaux au projet."), ACCEPT, ASIDE),
    Change.UNKNOWN: Words(
        "help",
        _("Numéro bien formé, mais aucun employeur ne le porte : le personnel décidera."),
        ACCEPT,
        ASIDE,
    ),
    Change.ELSEWHERE: Words(
        "triangle",
        _("Membres d’une autre mutuelle pour cette année : il y faudra une révocation."),
        ACCEPT,
        ASIDE,
    ),
    Change.CHANGED: Words(
        "pen", _("Déjà membres, autrement nommés, situés ou établis."), ACCEPT, ASIDE
    ),
    Change.UNCHANGED: Words("check", _("Déjà membres, tels que cette liste les donne.")),
    Change.LEAVING: Words(
        "minus",
        _("Membres de l’année précédente, absents de la liste."),
        _("Laisser partir"),
        KEEP,
    ),
    Change.ABSENT: Words("minus", _("Versés au projet par une autre liste."), _("Retirer"), KEEP),
}


@dataclass(frozen=True)
class Named:
    """An employer of a group; `row` is where the list names it first."""

    name: str
    number: str
    row: int | None
    declared_elsewhere: bool
    differences: list[Difference]


@dataclass(frozen=True)
class Group:
    """`renamed`, `moved`, `replaced`: how many change their name, address, establishments."""

    change: Change
    count: int = 0
    renamed: int = 0
    moved: int = 0
    replaced: int = 0
    named: list[Named] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return WORDS[self.change]

    @property
    def aside_by_default(self) -> bool:
        return self.change in ASIDE_BY_DEFAULT


def groups(member_list: MemberList, project: Project) -> list[Group]:
    """Each kind of change, counted, with its first employers."""
    shown = changes.shown(member_list, project, list(Change), first=1, last=FIRST)
    return list(_grouped(member_list, project, shown))


def page(
    member_list: MemberList, project: Project, change: Change, *, number: int, size: int
) -> Group:
    """One page of the employers of a kind; the first page is 1."""
    first = (number - 1) * size + 1
    shown = changes.shown(member_list, project, [change], first=first, last=first + size - 1)
    found = {group.change: group for group in _grouped(member_list, project, shown)}
    return found[change]


def declared_elsewhere(member_list: MemberList, project: Project) -> int:
    """How many employers of the list another mutuelle declares for the same year."""
    listed = member_list_row.sound(member_list).exclude(employer=None).values("employer")
    others = _others(project).filter(employer__in=listed)
    return others.values("employer").distinct().count()


def _others(project: Project) -> QuerySet[ProjectMember]:
    return ProjectMember.objects.declared(project.year).exclude(project=project)


def _grouped(member_list: MemberList, project: Project, shown: list[Shown]) -> Iterator[Group]:
    named = dict(zip(shown, _named(member_list, project, shown), strict=True))
    for change in Change:
        its = [each for each in shown if each.kind == change]
        if its:
            names = [named[each] for each in its]
            of_all = its[0]
            yield Group(change, of_all.total, of_all.names, of_all.addresses, of_all.places, names)
        else:
            yield Group(change)


def _named(member_list: MemberList, project: Project, shown: list[Shown]) -> Iterator[Named]:
    rows = member_list.rows.filter(row__in=[each.row for each in shown if each.row])
    listed = {row.row: (row.employer_name, row.employer_number) for row in rows}
    keys = [each.employer for each in shown if each.employer]
    absent = Employer.objects.in_bulk([each.employer for each in shown if not each.row])
    elsewhere = set(_others(project).filter(employer__in=keys).values_list("employer", flat=True))
    told = differences(member_list, [each for each in shown if each.kind == Change.CHANGED])
    for each in shown:
        if each.row:
            name, number = listed[each.row]
        else:
            employer = absent[each.employer]
            name, number = employer.name, employer.neq or employer.number or ""
        yield Named(
            name, number, each.row, each.employer in elsewhere, told.get(each.employer or 0, [])
        )
