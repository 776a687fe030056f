"""What a list changes, told by groups."""

import pytest

from mutuelles.choices import Change
from mutuelles.models import MemberList, Membership, Mutuelle
from mutuelles.services import change_groups
from mutuelles.services import member_list as lists
from mutuelles.services.change_groups import Group
from mutuelles.services.differences import Difference
from portal.models import Employer
from tests.cast import YEAR, Cast, employer, neq
from tests.member_lists import csv_file, new_row, row
from tests.projects import draft
from tests.projects import member as declared


def upload(cast: Cast, *rows: dict[str, str]) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=csv_file(*rows), name="l.csv"
    )


def as_registered(known: Employer, rank: int = 1, **changes: str) -> dict[str, str]:
    """A line that says of an employer what the register says."""
    place = known.establishments.order_by("number")[rank - 1]
    facts = {"street": known.street, "establishment_street": place.street}
    return row(known, rank, **facts | changes)


def joined(mutuelle: Mutuelle, known: Employer, year: int) -> Membership:
    return Membership.objects.create(mutuelle=mutuelle, employer=known, year=year)


def groups(member_list: MemberList) -> dict[Change, Group]:
    assert member_list.project
    member_list.project.refresh_from_db()
    found = change_groups.groups(member_list, member_list.project)
    return {group.change: group for group in found if group.count}


def names(member_list: MemberList) -> dict[Change, list[str]]:
    return {
        change: [named.name for named in group.named]
        for change, group in groups(member_list).items()
    }


@pytest.fixture
def mill(cast: Cast) -> Employer:
    return employer(5, "Moulin du Cap inc.")


def test_tell_who_joins_and_who_is_unknown(cast):
    member_list = upload(cast, row(cast.bakery), new_row(employer_number=neq(77)))

    assert names(member_list) == {
        Change.JOINING: ["Boulangerie Quatre-Temps inc."],
        Change.UNKNOWN: ["Fournil des Caps inc."],
    }


def test_tell_employer_to_verify_as_unknown(cast):
    Employer.objects.filter(pk=cast.garage.pk).update(standing="UNVERIFIED")

    assert list(groups(upload(cast, row(cast.garage)))) == [Change.UNKNOWN]


def test_tell_members_of_last_year(cast, mill):
    for known in (cast.bakery, cast.garage, mill):
        joined(cast.mutuelle, known, YEAR - 1)
    member_list = upload(
        cast, as_registered(cast.garage), as_registered(mill, street="99, rue Neuve")
    )

    assert names(member_list) == {
        Change.CHANGED: ["Moulin du Cap inc."],
        Change.UNCHANGED: ["Garage du Rang ltée"],
        Change.LEAVING: ["Boulangerie Quatre-Temps inc."],
    }


def test_forget_who_left_last_year(cast):
    Membership.objects.create(
        mutuelle=cast.mutuelle, employer=cast.bakery, year=YEAR - 1, status="EXCLUDED"
    )

    assert list(groups(upload(cast, row(cast.bakery)))) == [Change.JOINING]


def test_tell_who_is_bound_elsewhere(cast):
    joined(cast.other_mutuelle, cast.bakery, YEAR)
    joined(cast.other_mutuelle, cast.garage, YEAR - 1)

    assert names(upload(cast, row(cast.bakery), row(cast.garage))) == {
        Change.ELSEWHERE: ["Boulangerie Quatre-Temps inc."],
        Change.JOINING: ["Garage du Rang ltée"],
    }


def test_compare_with_draft_rather_than_last_year(cast):
    joined(cast.mutuelle, cast.bakery, YEAR - 1)
    first = upload(cast, row(cast.bakery, 1), row(cast.bakery, 2), row(cast.garage))
    lists.confirm(actor=cast.hubert, member_list=first, revision=0)

    second = upload(cast, row(cast.bakery, 1), row(cast.bakery, 2))

    assert names(second) == {
        Change.UNCHANGED: ["Boulangerie Quatre-Temps inc."],
        Change.ABSENT: ["Garage du Rang ltée"],
    }


def test_show_old_beside_new(cast):
    joined(cast.mutuelle, cast.bakery, YEAR - 1)
    changes = {"employer_name": "Boulangerie Cinq-Temps inc.", "street": "99, rue Neuve"}
    member_list = upload(cast, as_registered(cast.bakery, 1, **changes))

    group = groups(member_list)[Change.CHANGED]

    nbsp = "\N{NO-BREAK SPACE}"
    town = f"Lévis{nbsp}(Québec){nbsp}G0X{nbsp}1A9"
    assert (group.renamed, group.moved, group.replaced) == (1, 1, 1)
    assert group.named[0].differences == [
        Difference("Nom", "Boulangerie Quatre-Temps inc.", "Boulangerie Cinq-Temps inc."),
        Difference("Adresse", f"1, rue des Érables, {town}", f"99, rue Neuve, {town}"),
        Difference(
            "Établissement ETA000001002",
            f"Boulangerie Quatre-Temps inc. 2, 2, rue Principale, {town}",
            "",
        ),
    ]


def test_mark_who_is_declared_elsewhere(cast):
    declared(draft(cast, cast.other_mutuelle), cast.bakery)
    member_list = upload(cast, row(cast.bakery), row(cast.garage))

    marks = [named.declared_elsewhere for named in groups(member_list)[Change.JOINING].named]

    assert marks == [True, False]
    assert change_groups.declared_elsewhere(member_list, member_list.project) == 1


def test_mark_nobody_of_project_given_up(cast):
    declared(draft(cast, cast.other_mutuelle, status="WITHDRAWN"), cast.bakery)
    member_list = upload(cast, row(cast.bakery))

    assert change_groups.declared_elsewhere(member_list, member_list.project) == 0


def test_leave_rows_to_mend_or_set_aside_out(cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage, capacity=""))

    assert names(member_list) == {Change.JOINING: ["Boulangerie Quatre-Temps inc."]}


def test_show_second_page_of_group(cast, mill):
    member_list = upload(cast, row(cast.bakery), row(cast.garage), row(mill))
    assert member_list.project

    group = change_groups.page(member_list, member_list.project, Change.JOINING, number=2, size=2)

    assert (group.count, [named.name for named in group.named]) == (3, ["Moulin du Cap inc."])
