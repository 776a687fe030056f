"""Reminders to the people of a manager's members."""

import datetime as dt

import pytest

from mutuelles.choices import MembershipStatus, ReminderKind
from mutuelles.models import Membership, Reminder
from mutuelles.services import reminder
from mutuelles.services.reminder import Outcome
from portal.errors import NotAllowed
from portal.models import AuditEntry, Employer, OutgoingMail, clock
from tests import members as state
from tests.cast import TODAY, YEAR, Cast, delegate, employer, member, person
from tests.projects import past

NBSP = "\N{NO-BREAK SPACE}"


def remind(cast: Cast, *employers: Employer, **changes: object) -> Outcome:
    asked = {
        "actor": cast.hubert,
        "mutuelle": cast.mutuelle,
        "year": YEAR,
        "kind": ReminderKind.SIGN,
        "employers": Employer.objects.filter(pk__in=[each.pk for each in employers]),
        "due_on": dt.date(2021, 12, 31),
        "path": "/entente/",
    }
    return reminder.remind(**asked | changes)


def recipients() -> list[str]:
    return list(OutgoingMail.objects.order_by("id").values_list("recipient", flat=True))


def test_remind_each_person_once_with_all_their_employers(cast):
    for each in (cast.bakery, cast.garage):
        member(cast.mutuelle, each)
    state.speaks(cast.maude, cast.garage)

    outcome = remind(cast, cast.bakery, cast.garage)

    assert outcome == Outcome(sent=2, already=0, nobody=0)
    assert recipients() == ["maude@pain.example", "serge@garage.example"]
    mail = OutgoingMail.objects.earliest("id")
    assert mail.subject == f"Rappel{NBSP}: l’Entente 2022 attend votre signature"
    assert mail.body.split("\n\n") == [
        "Bonjour Maude Trépanier,",
        f"Gestion Prévaction inc., gestionnaire de la mutuelle «{NBSP}Mutuelle du pain{NBSP}», vous"
        f" rappelle que l’Entente 2022 attend la signature de{NBSP}:",
        "- Boulangerie Quatre-Temps inc.\n- Garage du Rang ltée",
        f"Lisez-la et signez-la au plus tard le 2021-12-31{NBSP}:",
        "http://localhost:8000/entente/",
        "Site de simulation, sans lien avec un organisme public.\n",
    ]


def test_remind_never_twice_the_same_day(cast):
    member(cast.mutuelle, cast.bakery)

    outcomes = [remind(cast, cast.bakery) for _click in range(2)]
    other_kind = remind(cast, cast.bakery, kind=ReminderKind.READ)
    with clock.held(TODAY + dt.timedelta(1)):
        next_day = remind(cast, cast.bakery)

    assert outcomes == [Outcome(1, 0, 0), Outcome(0, 1, 0)]
    assert (other_kind, next_day) == (Outcome(1, 0, 0), Outcome(1, 0, 0))
    assert len(recipients()) == Reminder.objects.count() == 3


def test_say_how_many_have_nobody(cast):
    farm, mill = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    for each in (cast.bakery, farm, mill):
        member(cast.mutuelle, each)
    ended = delegate("lea@caps.example", "Léa Cap")
    state.speaks(ended, farm)
    ended.mandates.update(ends_on=TODAY - dt.timedelta(1))
    state.speaks(person("parti@caps.example", "Parti", is_active=False), mill)

    outcome = remind(cast, cast.bakery, farm, mill)

    assert outcome == Outcome(sent=1, already=0, nobody=2)
    assert Reminder.objects.get().membership.employer == cast.bakery


def test_write_to_no_manager_nor_staff_as_a_member_s_people(cast):
    member(cast.mutuelle, cast.garage)
    for user in (cast.rita, cast.odile):
        state.speaks(user, cast.garage)

    remind(cast, cast.garage)

    assert recipients() == ["serge@garage.example"]


def test_remind_of_papers_by_the_membership_that_a_project_renews(cast):
    last_year = past(cast.mutuelle, cast.bakery)

    outcome = remind(cast, cast.bakery, kind=ReminderKind.PAPERS, path="")

    assert outcome == Outcome(1, 0, 0)
    assert Reminder.objects.get().membership == last_year
    assert "Hubert Lacasse, 1 800 555-0100, info0@firme.example" in OutgoingMail.objects.get().body


def test_write_to_nobody_whom_a_list_alone_names(cast):
    past(cast.other_mutuelle, cast.garage)
    left = past(cast.mutuelle, cast.bakery)
    Membership.objects.filter(pk=left.pk).update(status=MembershipStatus.LEFT)

    outcome = remind(cast, cast.bakery, cast.garage, kind=ReminderKind.PAPERS)

    assert (outcome, recipients()) == (Outcome(0, 0, 2), [])


@pytest.mark.parametrize("who", ["maude", "rita", "odile"])
def test_refuse_who_does_not_manage_the_mutuelle(cast, who):
    member(cast.mutuelle, cast.bakery)

    with pytest.raises(NotAllowed):
        remind(cast, cast.bakery, actor=getattr(cast, who))

    assert not Reminder.objects.exists()


def test_leave_a_line_in_the_trail(cast):
    member(cast.mutuelle, cast.bakery)

    remind(cast, cast.bakery)

    entry = AuditEntry.objects.get(verb="remind")
    assert (entry.actor, entry.details) == (
        cast.hubert,
        {"year": YEAR, "kind": "SIGN", "sent": 1, "already": 0, "nobody": 0},
    )


def test_remind_hundreds_in_as_many_queries_as_two(cast, django_assert_num_queries):
    farms = [employer(10 + rank, f"Ferme {rank}") for rank in range(6)]
    for rank, farm in enumerate(farms):
        member(cast.mutuelle, farm)
        delegate(f"p{rank}@fermes.example", f"P{rank}", farm)

    for some in (farms[:2], farms[2:]):
        # right, employers, people, reminders, mails, jobs, line of the trail; three savepoints
        with clock.held(TODAY), django_assert_num_queries(11):
            remind(cast, *some)

    assert len(recipients()) == 6


def test_tell_last_reminder_of_each_kind(cast):
    for each in (cast.bakery, cast.garage):
        member(cast.mutuelle, each)
    remind(cast, cast.bakery)
    with clock.held(TODAY + dt.timedelta(3)):
        remind(cast, cast.garage)
        remind(cast, cast.garage, kind=ReminderKind.READ)

    found = reminder.last(cast.mutuelle, YEAR)

    assert found == {"SIGN": TODAY + dt.timedelta(3), "READ": TODAY + dt.timedelta(3)}
