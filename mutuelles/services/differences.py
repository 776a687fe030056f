"""What a list tells of a member otherwise than was told before: name, address, establishments."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mutuelles.models import MemberList, MemberListRow
from mutuelles.services.changes import Shown
from portal.models import Employer


@dataclass(frozen=True)
class Difference:
    """Either side may be nothing: an establishment that comes or goes."""

    label: str
    before: str
    after: str


@dataclass
class Told:
    """What was said of a member; its establishments by number."""

    name: str = ""
    address: str = ""
    places: dict[str, str] = field(default_factory=dict)


def differences(member_list: MemberList, members: Collection[Shown]) -> dict[int, list[Difference]]:
    """By key of employer: a few queries for all of them."""
    source_of = {each.employer: each.source for each in members if each.employer}
    pairs = {(source, employer) for employer, source in source_of.items() if source}
    told = _told_by_lists(pairs | {(member_list.pk, employer) for employer in source_of})
    unlisted = _told_by_register(key for key, source in source_of.items() if not source)
    found = {}
    for employer, source in source_of.items():
        before = told[source, employer] if source else unlisted[employer]
        found[employer] = list(_compared(before, told[member_list.pk, employer]))
    return found


def _told_by_lists(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Told]:
    """By list and employer."""
    rows = MemberListRow.objects.filter(
        member_list__in={member_list for member_list, _employer in pairs},
        employer__in={employer for _member_list, employer in pairs},
    )
    told: dict[tuple[int, int], Told] = defaultdict(Told)
    for row in rows:
        one = told[row.member_list_id, row.employer_id or 0]
        one.name, one.address = row.employer_name, row.address
        one.places[row.establishment_number] = row.place
    return told


def _told_by_register(keys: Iterable[int]) -> dict[int, Told]:
    employers = Employer.objects.filter(pk__in=set(keys)).prefetch_related("establishments")
    return {
        employer.pk: Told(
            employer.name,
            employer.address,
            {each.number: f"{each.name}, {each.address}" for each in employer.establishments.all()},
        )
        for employer in employers
    }


def _compared(before: Told, after: Told) -> Iterator[Difference]:
    if before.name != after.name:
        yield Difference(_("Nom"), before.name, after.name)
    if before.address != after.address:
        yield Difference(_("Adresse"), before.address, after.address)
    for number in sorted(before.places.keys() | after.places.keys()):
        old, new = before.places.get(number, ""), after.places.get(number, "")
        if old != new:
            yield Difference(_("Établissement %(number)s") % {"number": number}, old, new)
