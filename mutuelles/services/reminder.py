"""Reminders: the people of a manager's members are written to, once a day at most for a member."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.access import may_prepare
from mutuelles.choices import MembershipStatus, ReminderKind
from mutuelles.models import ManagerMandate, Membership, Mutuelle, Reminder
from mutuelles.notifications import Reminded
from portal.errors import NotAllowed
from portal.models import Employer, Mandate, User, clock
from portal.services import audit

# of two clicks at once, the second waits here for the first, then finds every row taken; in one
# order, so that neither waits for the other
TAKE = """
insert into mutuelles_reminder (membership_id, kind, "on", by_id)
select member, %s, %s, %s from unnest(%s::bigint[]) as member order by member
on conflict (membership_id, kind, "on") do nothing
returning membership_id
"""


@dataclass(frozen=True)
class Outcome:
    """Numbers of members: reminded now, reminded earlier today, and whom nobody speaks for."""

    sent: int
    already: int
    nobody: int


class Spokesperson(NamedTuple):
    """Someone who acts for the employer of a membership."""

    email: str
    name: str
    employer: str
    membership: int


@transaction.atomic
def remind(
    *,
    actor: User,
    mutuelle: Mutuelle,
    year: int,
    kind: ReminderKind,
    employers: QuerySet[Employer],
    due_on: dt.date | None = None,
    path: str = "",
) -> Outcome:
    """Write to whoever acts for these members, about the year; never twice on the same day.

    Who acts for several gets one message, with their names. `path`: where they do what is asked.
    A newcomer that only a draft names is nobody's member yet: a list alone lets no manager write
    to anybody.
    """
    if not may_prepare(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle rappelle ses membres."))
    asked = list(employers.values_list("pk", flat=True))
    people = _people(_memberships(mutuelle, year, asked))
    reachable = {person.membership for person in people}
    taken = _take(actor, kind, reachable)
    written = (person for person in people if person.membership in taken)
    notifications.reminders(
        kind, _by_person(written), mutuelle=mutuelle, year=year, due_on=due_on, path=path
    )
    outcome = Outcome(len(taken), len(reachable) - len(taken), len(asked) - len(reachable))
    audit.record(
        actor=actor, verb="remind", subject=mutuelle, year=year, kind=kind, **asdict(outcome)
    )
    return outcome


def _memberships(mutuelle: Mutuelle, year: int, employers: Collection[int]) -> QuerySet[Membership]:
    """That of the year, or the one that its project renews."""
    members = mutuelle.memberships.filter(year__in=(year - 1, year), employer__in=employers)
    active = members.filter(status=MembershipStatus.ACTIVE)
    return active.order_by("employer", "-year").distinct("employer")


def spokespeople() -> QuerySet[Mandate]:
    """The mandates of those who are written to: employers' own people, who can sign in."""
    managers = ManagerMandate.objects.in_force().values("user")
    mandates = Mandate.objects.in_force().filter(user__is_active=True, user__is_staff=False)
    return mandates.exclude(user__in=managers)


def _people(memberships: QuerySet[Membership]) -> list[Spokesperson]:
    """In the order of their addresses, and of the names of their employers."""
    mandates = spokespeople().filter(employer__memberships__in=memberships.values("pk"))
    found = mandates.order_by("user__email", "employer__name_key").values_list(
        "user__email", "user__name", "employer__name", "employer__memberships"
    )
    return [Spokesperson(*each) for each in found]


def _take(actor: User, kind: ReminderKind, memberships: Collection[int]) -> set[int]:
    """Keep that they are reminded today; the keys of those that were not yet."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [kind, clock.today(), actor.pk, list(memberships)])
        return {key for (key,) in cursor.fetchall()}


def _by_person(people: Iterable[Spokesperson]) -> list[Reminded]:
    groups = groupby(people, lambda person: (person.email, person.name))
    return [Reminded(*who, [each.employer for each in theirs]) for who, theirs in groups]


def last(mutuelle: Mutuelle, year: int) -> dict[str, dt.date]:
    """The day of the last reminder of each kind to the members of a year."""
    reminders = Reminder.objects.filter(membership__mutuelle=mutuelle, membership__year=year)
    return dict(reminders.order_by().values_list("kind").annotate(Max("on")))
