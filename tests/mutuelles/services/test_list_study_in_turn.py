"""Two lists accepted at the same moment."""

import datetime as dt
from collections.abc import Callable

import pytest

from mutuelles.models import MemberList, Membership, Mutuelle
from mutuelles.services import list_study
from mutuelles.services import member_list as lists
from portal.models import Employer, Establishment, Mandate, OutgoingMail, User, clock
from tests.beside import in_turn
from tests.cast import YEAR, Cast, assemble, employer, neq
from tests.member_lists import csv_file, new_row, row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def submitted(manager: User, mutuelle: Mutuelle, *rows: dict[str, str], year=YEAR) -> MemberList:
    """As on the day when the year is prepared."""
    with clock.held(dt.date(year - 1, 12, 16)):
        member_list = lists.upload(
            actor=manager, mutuelle=mutuelle, year=year, content=csv_file(*rows), name="liste.csv"
        )
        lists.confirm(actor=manager, member_list=member_list)
    return member_list


def accept(cast: Cast, member_list: MemberList, *recognized: Employer) -> Callable[[], int]:
    keys = [employer.pk for employer in recognized]
    return lambda: list_study.accept(actor=cast.odile, member_list=member_list, recognized=keys)


def test_accept_two_lists_that_name_one_employer(cast):
    first, second = (submitted(cast.hubert, cast.mutuelle, row(cast.bakery)) for _ in range(2))

    count = in_turn(accept(cast, first), accept(cast, second))

    assert (count, Membership.objects.get().member_list) == (1, first)


def test_accept_lists_of_two_years_with_two_contacts(cast):
    newcomer = employer(5, "Ferme du Cap inc.")
    first = submitted(cast.hubert, cast.mutuelle, row(newcomer, contact_email="un@cap.example"))
    second = submitted(
        cast.hubert, cast.mutuelle, row(newcomer, contact_email="deux@cap.example"), year=YEAR + 1
    )

    in_turn(accept(cast, first), accept(cast, second))

    assert Mandate.objects.get(employer=newcomer).user.email == "un@cap.example"
    assert Membership.objects.count() == 2


def test_accept_two_lists_with_one_new_contact(cast):
    farm, mill = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    first = submitted(cast.hubert, cast.mutuelle, row(farm))
    second = submitted(cast.rita, cast.other_mutuelle, row(mill))

    in_turn(accept(cast, first), accept(cast, second))

    mandates = Mandate.objects.filter(user__email="lea@caps.example")
    assert {mandate.employer for mandate in mandates} == {farm, mill}
    assert OutgoingMail.objects.count() == 1


def test_accept_two_lists_with_one_new_establishment(cast):
    first = submitted(cast.hubert, cast.mutuelle, new_row(employer_number=neq(77)))
    other_row = new_row(employer_number=neq(78), employer_name="Voisin inc.")
    second = submitted(cast.rita, cast.other_mutuelle, other_row)
    newcomer, neighbour = Employer.objects.get(neq=neq(77)), Employer.objects.get(neq=neq(78))

    in_turn(accept(cast, first, newcomer), accept(cast, second, neighbour))

    assert Establishment.objects.get(number="ETA990000001").employer == newcomer
    assert [membership.employer for membership in Membership.objects.all()] == [newcomer]
    assert [row.set_aside for row in second.rows.all()] == [
        "Un établissement de cette ligne est inscrit sous un autre employeur."
    ]
