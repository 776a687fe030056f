"""What a confirmed list writes in the draft of its project."""

import pytest
from django.core.files.storage import default_storage

from mutuelles.choices import Change, PaperKind
from mutuelles.models import MemberList, MemberPaper, Membership, Mutuelle, ProjectMember
from mutuelles.services import member_list as lists
from mutuelles.services import paper as papers
from portal.models import Employer
from tests.cast import YEAR, neq
from tests.member_lists import csv_file, new_row, row
from tests.mutuelles.paper_file.files import pdf


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

    kept = [("Boulangerie Quatre-Temps inc.", None)] if aside else []
    assert members() == [*kept, ("Garage du Rang ltée", member_list.pk)]


@pytest.mark.parametrize("aside", [(), (Change.ABSENT,)], ids=["goes", "stays"])
def test_confirm_second_list(cast, aside):
    first, second = upload(cast, row(cast.garage)), upload(cast, row(cast.bakery))
    confirm(cast, first)

    confirm(cast, second, *aside)

    kept = [("Garage du Rang ltée", first.pk)] if aside else []
    assert members() == [("Boulangerie Quatre-Temps inc.", second.pk), *kept]


def test_confirm_sets_employer_bound_elsewhere_aside_by_default(cast):
    Membership.objects.create(mutuelle=cast.other_mutuelle, employer=cast.bakery, year=YEAR)
    member_list = upload(cast, row(cast.bakery), row(cast.garage))

    lists.confirm(actor=cast.hubert, member_list=member_list, revision=0)

    assert members() == [("Garage du Rang ltée", member_list.pk)]


@pytest.mark.parametrize("aside", [(), (Change.CHANGED,)], ids=["taken", "kept"])
def test_confirm_list_that_changes_member_of_draft(cast, aside):
    first, second = upload(cast, row(cast.garage)), upload(cast, row(cast.garage, city="Sorel"))
    confirm(cast, first)

    confirm(cast, second, *aside)

    speaking = first if aside else second
    assert members() == [("Garage du Rang ltée", speaking.pk)]


def test_leave_out_for_good_who_was_taken_out_of_draft(cast):
    last_year(cast.mutuelle, cast.garage)
    first, second = upload(cast, row(cast.garage)), upload(cast, row(cast.bakery))
    confirm(cast, first)

    confirm(cast, second, Change.LEAVING)

    assert members() == [("Boulangerie Quatre-Temps inc.", second.pk)]


def test_remove_papers_with_their_member(cast, django_capture_on_commit_callbacks):
    first, second = upload(cast, row(cast.garage)), upload(cast, row(cast.bakery))
    confirm(cast, first)
    paper = papers.receive(
        actor=cast.hubert,
        member=ProjectMember.objects.get(),
        kind=PaperKind.RESOLUTION,
        content=pdf(),
        name="resolution.pdf",
    )

    with django_capture_on_commit_callbacks(execute=True):
        confirm(cast, second)

    assert (MemberPaper.objects.count(), default_storage.exists(paper.file.name)) == (0, False)
