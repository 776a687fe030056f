"""The dates of a mutuelle's year, what is done by then and what comes next."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuelles.choices import MembershipStatus, ProjectStatus, Step
from mutuelles.models import ActivityReport, Entente, KeyDate
from mutuelles.services import calendar
from mutuelles.services.calendar import Entry, State
from tests.cast import YEAR, Cast, member
from tests.projects import draft, submitted

SUMMER = dt.date(2021, 8, 31)


def test_dates_of_a_year_by_the_rule(db):
    dates = calendar.dates(YEAR)

    assert [f"{day}" for day in dates.values()] == [
        "2021-09-30",
        "2021-12-10",
        "2021-12-31",
        "2022-01-01",
        "2022-01-31",
        "2022-04-01",
        "2022-04-30",
        "2022-09-30",
        "2023-03-01",
    ]


def test_dates_of_a_year_that_staff_set_otherwise(db):
    later = dt.date(2021, 10, 4)
    KeyDate.objects.create(year=YEAR, step=Step.PROJECT, day=later)

    dates = calendar.dates(YEAR)

    assert (dates[Step.PROJECT], dates[Step.EFFECT]) == (later, dt.date(2022, 1, 1))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "dans 12 jours"),
        (1, "demain"),
        (0, "aujourd’hui"),
        (-1, "en retard de 1 jour"),
        (-3, "en retard de 3 jours"),
    ],
)
def test_remaining_in_words(days, words):
    assert calendar.remaining(days) == words


def states(entries: list[Entry]) -> dict[Step, State]:
    return {entry.step: entry.state for entry in entries}


def test_timeline_before_everything(cast):
    entries = calendar.timeline(cast.mutuelle, YEAR, SUMMER)

    assert [entry.step for entry in entries] == list(Step)
    assert [entry.state for entry in entries] == [State.NEXT] + [State.COMING] * 8
    assert (entries[0].days, entries[0].when) == (30, "dans 30 jours")


def test_timeline_of_a_draft_that_is_late(cast):
    draft(cast)

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2021, 10, 1))

    assert [entry.state for entry in entries[:3]] == [State.LATE, State.NEXT, State.COMING]
    assert entries[0].when == "en retard de 1 jour"


def test_timeline_without_a_project_is_not_late(cast):
    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2021, 10, 1))

    assert (entries[0].state, entries[0].when) == (State.PAST, "")


def test_timeline_of_a_draft_that_staff_gave_time(cast):
    draft(cast, late_until=dt.date(2021, 12, 20))

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2021, 12, 16))

    assert [(entry.step, entry.state) for entry in entries[:2]] == [
        (Step.DELIVERY, State.PAST),
        (Step.PROJECT, State.NEXT),
    ]


def test_timeline_of_a_submitted_project(cast):
    submitted(cast)

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2021, 10, 1))

    assert states(entries)[Step.PROJECT] == State.DONE


def test_timeline_of_a_withdrawn_project(cast):
    draft(cast, status=ProjectStatus.WITHDRAWN)

    entries = calendar.timeline(cast.mutuelle, YEAR, SUMMER)

    assert states(entries)[Step.PROJECT] == State.NEXT


@pytest.mark.parametrize(
    ("day", "state"),
    [(dt.date(2021, 12, 31), State.NEXT), (dt.date(2022, 1, 1), State.LATE)],
)
def test_timeline_of_an_entente_to_sign(cast, day, state):
    member(cast.mutuelle, cast.bakery)

    entries = calendar.timeline(cast.mutuelle, YEAR, day)

    assert states(entries)[Step.SIGNATURE] == state


def test_timeline_of_an_entente_with_more_time_to_sign(cast):
    member(cast.mutuelle, cast.bakery)
    Entente.objects.update(due_on=dt.date(2022, 1, 20))

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2022, 1, 10))

    due = next(entry for entry in entries if entry.step == Step.SIGNATURE)
    assert (due.state, due.when) == (State.NEXT, "dans 10 jours")


def test_timeline_of_an_entente_that_is_closed(cast):
    member(cast.mutuelle, cast.bakery)
    Entente.objects.update(closed_on=dt.date(2022, 1, 1))

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2022, 1, 10))

    assert states(entries)[Step.SIGNATURE] == State.DONE


def test_timeline_of_an_entente_whose_only_unsigned_member_is_out(cast):
    out = member(cast.mutuelle, cast.bakery)
    out.status = MembershipStatus.EXCLUDED
    out.save()

    entries = calendar.timeline(cast.mutuelle, YEAR, dt.date(2022, 1, 10))

    assert states(entries)[Step.SIGNATURE] == State.DONE


def report(cast: Cast) -> None:
    ActivityReport.objects.create(
        mutuelle=cast.mutuelle,
        year=YEAR,
        summary="Quatre visites.",
        submitted_by=cast.hubert,
        submitted_at=timezone.now(),
    )


def test_timeline_after_the_year(cast):
    member(cast.mutuelle, cast.bakery)

    late = calendar.timeline(cast.mutuelle, YEAR, dt.date(2023, 3, 2))
    report(cast)
    handed_in = calendar.timeline(cast.mutuelle, YEAR, dt.date(2023, 3, 2))

    assert (states(late)[Step.REPORT], states(handed_in)[Step.REPORT]) == (State.LATE, State.DONE)


def test_timeline_in_four_queries(cast, django_assert_num_queries):
    draft(cast)
    member(cast.mutuelle, cast.bakery)

    with django_assert_num_queries(4):
        calendar.timeline(cast.mutuelle, YEAR, SUMMER)


def test_upcoming_of_two_mutuelles_in_four_queries(cast, django_assert_num_queries):
    draft(cast)
    member(cast.mutuelle, cast.bakery, YEAR)
    keys = [cast.mutuelle.pk, cast.other_mutuelle.pk]

    with django_assert_num_queries(4):
        found = calendar.upcoming(keys, YEAR + 1, dt.date(2022, 9, 1))

    assert [(entry.step, entry.year) for entry in found.values() if entry] == [
        # of one day, what the manager must do comes before what a member may
        (Step.SIGNATURE, YEAR),
        (Step.PROJECT, YEAR + 1),
    ]


def test_upcoming_in_february_is_the_bilan_of_the_year_before(cast):
    member(cast.mutuelle, cast.bakery)
    Entente.objects.update(closed_on=dt.date(2022, 1, 1))

    found = calendar.upcoming([cast.mutuelle.pk], YEAR + 2, dt.date(2023, 2, 15))

    entry = found[cast.mutuelle.pk]
    assert entry is not None
    assert (entry.step, entry.year, entry.when) == (Step.REPORT, YEAR, "dans 14 jours")
