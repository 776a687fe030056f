"""Two people who decide of lists at the same moment."""

from collections.abc import Callable

import pytest

from mutuelles.models import MemberList, ProjectMember
from mutuelles.services import member_list as lists
from mutuelles.services import mending
from mutuelles.services import project as projects
from portal.errors import Conflict
from tests.beside import in_turn
from tests.cast import YEAR, Cast, assemble, employer
from tests.member_lists import csv_file, new_row, row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def upload(cast: Cast, *rows: dict[str, str]) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=csv_file(*rows), name="l.csv"
    )


def confirm(cast: Cast, member_list: MemberList) -> Callable[[], None]:
    return lambda: lists.confirm(actor=cast.hubert, member_list=member_list, revision=0)


def status(member_list: MemberList) -> str:
    member_list.refresh_from_db()
    return member_list.status


def test_confirm_two_lists(cast):
    first, second = upload(cast, row(cast.bakery)), upload(cast, row(cast.garage))

    with pytest.raises(Conflict, match="Une autre liste"):
        in_turn(confirm(cast, first), confirm(cast, second))

    assert (status(first), status(second)) == ("CONFIRMED", "TO_CONFIRM")
    assert ProjectMember.objects.get().employer == cast.bakery


def test_confirm_one_list_twice(cast):
    member_list = upload(cast, row(cast.bakery))

    with pytest.raises(Conflict):
        in_turn(confirm(cast, member_list), confirm(cast, member_list))

    assert ProjectMember.objects.count() == 1


def test_confirm_while_project_is_withdrawn(cast):
    member_list = upload(cast, row(cast.bakery))
    project = member_list.project

    with pytest.raises(Conflict, match="retiré"):
        in_turn(
            lambda: projects.withdraw(actor=cast.hubert, project=project),
            confirm(cast, member_list),
        )

    assert (status(member_list), ProjectMember.objects.count()) == ("TO_CONFIRM", 0)


def test_abandon_while_confirming(cast):
    member_list = upload(cast, row(cast.bakery))

    with pytest.raises(Conflict, match="déjà été versée"):
        in_turn(
            confirm(cast, member_list),
            lambda: lists.abandon(actor=cast.hubert, member_list=member_list),
        )

    assert (status(member_list), member_list.rows.count()) == ("CONFIRMED", 1)


def test_mend_while_abandoning(cast):
    member_list = upload(cast, row(cast.bakery, capacity=""))
    typed = {2: {"capacity": "Président"}}

    with pytest.raises(Conflict, match="abandonnée"):
        in_turn(
            lambda: lists.abandon(actor=cast.hubert, member_list=member_list),
            lambda: mending.save(actor=cast.hubert, member_list=member_list, typed=typed),
        )

    assert (status(member_list), member_list.rows.count()) == ("ABANDONED", 0)


def test_mend_two_rows_at_once(cast):
    mill = employer(5, "Moulin du Cap inc.")
    member_list = upload(cast, row(cast.bakery, capacity=""), row(mill, capacity=""))

    def mend(number: int) -> Callable[[], object]:
        typed = {number: {"capacity": "Présidente"}}
        return lambda: mending.save(actor=cast.hubert, member_list=member_list, typed=typed)

    in_turn(mend(2), mend(3))

    assert (status(member_list), member_list.rows.count()) == ("TO_CONFIRM", 2)


def test_confirm_two_lists_that_bring_one_unknown_employer(cast):
    newcomer = new_row(employer_number="ENL00000077")
    first = upload(cast, newcomer)
    second = lists.upload(
        actor=cast.rita,
        mutuelle=cast.other_mutuelle,
        year=YEAR,
        content=csv_file(newcomer),
        name="l.csv",
    )

    in_turn(
        confirm(cast, first),
        lambda: lists.confirm(actor=cast.rita, member_list=second, revision=0),
    )

    keys = {member.employer.number for member in ProjectMember.objects.select_related("employer")}
    assert (keys, ProjectMember.objects.count()) == ({"ENL00000077"}, 2)
