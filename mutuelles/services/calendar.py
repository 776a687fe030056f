"""The dates of a mutuelle's year, what is done by then, and what comes next."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mutuelles import calendar
from mutuelles.choices import MembershipStatus, ProjectStatus, Step
from mutuelles.models import (
    ActivityReport,
    Entente,
    KeyDate,
    Membership,
    Mutuelle,
    Project,
)


class State(StrEnum):
    """Of a date: what it asked was done, it is the next, a later one, or gone by."""

    DONE = "done"
    NEXT = "next"
    COMING = "coming"
    LATE = "late"  # what it asked was not done
    PAST = "past"  # it asked nothing, or of nobody


NOTES = {
    Step.PROJECT: gettext_lazy("Exposé sommaire, deux personnes désignées, liste et pièces."),
    Step.DELIVERY: gettext_lazy("Les ententes et les certificats partent."),
    Step.SIGNATURE: gettext_lazy("La signature de chaque membre, sur le portail ou sur papier."),
    Step.EFFECT: gettext_lazy("L’Entente prend effet, pour un an."),
    Step.DELIVERY_END: gettext_lazy("Les derniers envois partent."),
    Step.PROGRAMME: gettext_lazy("Chaque nouveau membre a son programme de prévention."),
    Step.REINTEGRATION: gettext_lazy("Dernier jour, pour un membre exclu, de demander à revenir."),
    Step.REVOCATION: gettext_lazy("Dernier jour, pour un membre, d’annoncer son départ."),
    Step.REPORT: gettext_lazy("Le bilan des activités et des résultats de l’année."),
}
# where one does what is asked: addresses of a mutuelle's number and a year
PAGES = {
    Step.PROJECT: "mutuelles:project",
    Step.SIGNATURE: "mutuelles:entente",
    Step.REPORT: "mutuelles:activity_report",
}


NEAR = 60


@dataclass(frozen=True)
class Entry:
    """A date of the timeline of a mutuelle's year."""

    step: Step
    year: int
    day: dt.date
    state: State
    days: int  # that remain; below zero, gone by

    @property
    def title(self) -> str:
        return str(self.step.label)

    @property
    def note(self) -> str:
        return str(NOTES[self.step])

    @property
    def page(self) -> str:
        """The name of the address where it is done, of the mutuelle's number and the year."""
        return PAGES.get(self.step, "")

    @property
    def is_near(self) -> bool:
        """Near enough for the days that remain to be counted."""
        return self.state == State.NEXT or self.days <= NEAR

    @property
    def when(self) -> str:
        """« dans 12 jours », « aujourd’hui », « en retard de 3 jours »; nothing once it is over."""
        return remaining(self.days) if self.state not in (State.DONE, State.PAST) else ""


def remaining(days: int) -> str:
    if days == 0:
        return _("aujourd’hui")
    if days == 1:
        return _("demain")
    if days > 0:
        return ngettext("dans %(count)s jour", "dans %(count)s jours", days) % {"count": days}
    late = ngettext("en retard de %(count)s jour", "en retard de %(count)s jours", -days)
    return late % {"count": -days}


@dataclass
class Facts:
    """What was done for a mutuelle and a year, as far as its dates ask."""

    draft: Project | None = None
    submitted: bool = False
    entente: Entente | None = None
    signed: bool = False
    reported: bool = False


def dates(year: int) -> dict[Step, dt.date]:
    """The day of each step for the Entente of a year; each holds until its end."""
    return dates_of([year])[year]


def dates_of(years: Iterable[int]) -> dict[int, dict[Step, dt.date]]:
    found = {year: calendar.by_rule(year) for year in years}
    for year, step, day in KeyDate.objects.filter(year__in=found).values_list(
        "year", "step", "day"
    ):
        found[year][Step(step)] = day
    return found


def timeline(mutuelle: Mutuelle, year: int, today: dt.date) -> list[Entry]:
    """The dates of a mutuelle's year, in their order; four queries."""
    facts = _facts([mutuelle.pk], [year])[mutuelle.pk, year]
    return _entries(year, dates(year), facts, today)


def next_due(entries: Iterable[Entry]) -> Entry | None:
    """What waits for longest, else what comes first; of one day, what the manager must do."""
    due = [entry for entry in entries if entry.state in (State.LATE, State.NEXT)]
    return min(due, key=lambda entry: (entry.day, entry.step not in PAGES), default=None)


def upcoming(mutuelles: Collection[int], year: int, today: dt.date) -> dict[int, Entry | None]:
    """What comes first for each mutuelle: in the year that it prepares, or in the two before, as
    long as an Entente binds it; four queries.
    """
    years = [year - 2, year - 1, year]
    dates, facts = dates_of(years), _facts(mutuelles, years)
    found: dict[int, list[Entry]] = {mutuelle: [] for mutuelle in mutuelles}
    for (mutuelle, each), known in facts.items():
        if each == year or known.entente:
            found[mutuelle] += _entries(each, dates[each], known, today)
    return {mutuelle: next_due(entries) for mutuelle, entries in found.items()}


def _facts(mutuelles: Collection[int], years: Collection[int]) -> dict[tuple[int, int], Facts]:
    facts = {(mutuelle, year): Facts() for mutuelle in mutuelles for year in years}
    asked = Q(mutuelle__in=mutuelles, year__in=years)
    for project in Project.objects.alive().filter(asked):
        known = facts[project.mutuelle_id, project.year]
        known.submitted = project.status != ProjectStatus.DRAFT
        known.draft = None if known.submitted else project
    members = Membership.objects.filter(mutuelle=OuterRef("mutuelle"), year=OuterRef("year"))
    unsigned = members.filter(status=MembershipStatus.ACTIVE, signature=None)
    for entente in Entente.objects.filter(asked).annotate(waits=Exists(unsigned)):
        known = facts[entente.mutuelle_id, entente.year]
        known.entente = entente
        known.signed = entente.closed_on is not None or not entente.waits
    for key in ActivityReport.objects.filter(asked).values_list("mutuelle", "year"):
        facts[key].reported = True
    return facts


def _entries(year: int, dates: dict[Step, dt.date], facts: Facts, today: dt.date) -> list[Entry]:
    days = dates | _own_days(facts)
    found: list[Entry] = []
    waits = True  # for the first date to come
    for step, day in sorted(days.items(), key=lambda item: item[1]):
        state = _state(step, day, facts, today)
        if state == State.COMING and waits:
            state, waits = State.NEXT, False
        found.append(Entry(step, year, day, state, (day - today).days))
    return found


def _own_days(facts: Facts) -> dict[Step, dt.date]:
    """What staff granted to this mutuelle alone."""
    own = {}
    if facts.draft and facts.draft.late_until:
        own[Step.PROJECT] = facts.draft.late_until
    if facts.entente:
        own[Step.SIGNATURE] = facts.entente.due_on
    return own


def _state(step: Step, day: dt.date, facts: Facts, today: dt.date) -> State:
    done, asked = {
        Step.PROJECT: (facts.submitted or facts.entente is not None, facts.draft is not None),
        Step.SIGNATURE: (facts.signed, facts.entente is not None),
        Step.REPORT: (facts.reported, facts.entente is not None),
    }.get(step, (False, False))
    if done:
        return State.DONE
    if day >= today:
        return State.COMING
    return State.LATE if asked else State.PAST
