"""What a confirmed list writes in the draft of its project."""

import pytest

from mutuelles.choices import Change
from mutuelles.models import MemberList, Membership, Mutuelle, ProjectMember
from mutuelles.services import member_list as lists
from portal.models import Employer
from tests.cast import YEAR, neq
from tests.member_lists import csv_file, new_row, row


def upload(cast, *rows: dict[str, str]) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=csv_file(*rows), name="l.csv"
    )


def confirm(cast, member_list: MemberList, *aside: Change) -> None:
    member_list.project.refresh_from_db()
    lists.confirm(
        actor=cast.hubert,
        member_list=member_list,
        aside=aside,
        revision=member_list.project.revision,
    )


def last_year(mutuelle: Mutuelle, employer: Employer, **fields: object) -> Membership:
    return Membership.objects.create(mutuelle=mutuelle, employer=employer, year=YEAR - 1, **fields)


def members() -> list[tuple]:
    found = ProjectMember.objects.order_by("employer__name")
    return list(found.values_list("employer__name", "member_list"))


def test_confirm_writes_members_of_draft(cast):
    member_list = upload(cast, row(cast.bakery, 1), row(cast.bakery, 2), row(cast.garage))

    confirm(cast, member_list)

    assert members() == [
        ("Boulangerie Quatre-Temps inc.", member_list.pk),
        ("Garage du Rang ltée", member_list.pk),
    ]
    member_list.project.refresh_from_db()
    assert member_list.project.revision == 1


def test_confirm_enters_unknown(cast):
    member_list = upload(cast, new_row(employer_number=neq(77)))

    confirm(cast, member_list)

    assert members() == [("Fournil des Caps inc.", member_list.pk)]
    assert member_list.rows.get().employer.standing == "UNVERIFIED"


def test_confirm_sets_unknown_aside(cast):
    member_list = upload(cast, new_row(employer_number=neq(77)), row(cast.garage))

    confirm(cast, member_list, Change.UNKNOWN)

    assert members() == [("Garage du Rang ltée", member_list.pk)]
    assert [r.set_aside for r in member_list.rows.all()] == [
        "Mise de côté à la confirmation de la liste.",
        "",
    ]


@pytest.mark.parametrize("aside", [(), (Change.LEAVING,)], ids=["goes", "stays"])
def test_confirm_of_list_without_member_of_last_year(cast, aside):
    last_year(cast.mutuelle, cast.bakery)
    member_list = upload(cast, row(cast.garage))

    confirm(cast, member_list, *aside)

    assert ("Boulangerie Quatre-Temps inc.", None) in members() or not aside
    assert len(members()) == 1 + len(aside)


@pytest.mark.parametrize("aside", [(), (Change.ABSENT,)], ids=["goes", "stays"])
def test_confirm_second_list(cast, aside):
    first, second = upload(cast, row(cast.garage)), upload(cast, row(cast.bakery))
    confirm(cast, first)

    confirm(cast, second, *aside)

    kept = [("Garage du Rang ltée", first.pk)] if aside else []
    assert members() == [("Boulangerie Quatre-Temps inc.", second.pk), *kept]
