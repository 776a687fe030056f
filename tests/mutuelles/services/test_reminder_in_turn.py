"""Two clicks at once send once."""

import pytest

from mutuelles.choices import ReminderKind
from mutuelles.models import Reminder
from mutuelles.services import reminder
from mutuelles.services.reminder import Outcome
from portal.models import Employer, OutgoingMail
from tests.beside import in_turn
from tests.cast import YEAR, Cast, assemble, employer, manager, member
from tests.members import speaks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def test_remind_once_when_two_click_at_once(cast):
    colleague = manager("ines@firme.example", "Inès Côté", cast.firm)
    farms = [employer(10 + rank, f"Ferme {rank}") for rank in range(3)]
    for farm in farms:
        member(cast.mutuelle, farm)
    speaks(cast.maude, *farms)

    def click(actor):
        return lambda: reminder.remind(
            actor=actor,
            mutuelle=cast.mutuelle,
            year=YEAR,
            kind=ReminderKind.READ,
            employers=Employer.objects.filter(pk__in=[farm.pk for farm in farms]),
        )

    outcome = in_turn(click(cast.hubert), click(colleague))

    assert outcome == Outcome(sent=0, already=3, nobody=0)
    assert set(Reminder.objects.values_list("by", flat=True)) == {cast.hubert.pk}
    assert OutgoingMail.objects.count() == 1
