"""Remind the members of a cockpit: those that have not signed, not read, not given their papers."""

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.services import cockpit
from documents.services.cockpit import Roll
from mutuelles.choices import ProjectStatus, ReminderKind, Step
from mutuelles.services import calendar, paper, reminder
from mutuelles.services.reminder import Outcome
from portal.errors import BusinessError
from portal.models import Employer, User, clock

# the facet that tells it, and its words
WAITING: dict[ReminderKind, tuple[str, tuple[object, ...]]] = {
    ReminderKind.PAPERS: ("papers", cockpit.SHORT),
    ReminderKind.SIGN: ("signature", (cockpit.TO_SIGN,)),
    ReminderKind.READ: ("reading", (cockpit.UNREAD,)),
}


def remind(*, actor: User, roll: Roll, kind: ReminderKind) -> Outcome:
    """Write to the people of every member that something is waited for; once a day."""
    if kind not in kinds(roll, clock.today()):
        raise BusinessError(_("Ce rappel n’a plus d’objet : rien ne peut plus être fait."))
    due_on, path = _where(roll, kind)
    return reminder.remind(
        actor=actor,
        mutuelle=roll.mutuelle,
        year=roll.year,
        kind=kind,
        employers=waited_for(roll, kind),
        due_on=due_on,
        path=path,
    )


def waited_for(roll: Roll, kind: ReminderKind) -> QuerySet[Employer]:
    facet, words = WAITING[kind]
    return cockpit.members(roll).filter(**{f"{facet}__in": words})


def kinds(roll: Roll, today: dt.date) -> list[ReminderKind]:
    """What members can still do something about."""
    project, entente = roll.project, roll.entente
    open = {
        ReminderKind.PAPERS: project is not None and project.status in paper.GIVEN,
        ReminderKind.SIGN: entente is not None
        and not entente.is_closed
        and today <= entente.due_on,
        ReminderKind.READ: not roll.is_declared,
    }
    return [kind for kind in WAITING if open[kind]]


def _where(roll: Roll, kind: ReminderKind) -> tuple[dt.date | None, str]:
    """Until when, and on which page, if there are such."""
    if kind == ReminderKind.SIGN and roll.entente:
        number = roll.mutuelle.number
        return roll.entente.due_on, reverse("mutuelles:entente", args=[number, roll.year])
    if kind == ReminderKind.READ:
        return None, reverse("documents:list")
    project = roll.project
    if project and project.status == ProjectStatus.DRAFT:
        return project.late_until or calendar.dates(roll.year)[Step.PROJECT], ""
    return None, ""
