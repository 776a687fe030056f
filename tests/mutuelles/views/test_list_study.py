"""The page where staff study a list, as they see and send it."""

import pytest
from django.urls import reverse

from mutuelles.models import MemberList, Membership
from portal.models import Employer, Mandate
from tests.cast import employer, neq
from tests.journeys.reading import Page
from tests.member_lists import new_row, row
from tests.mutuelles.services.test_list_study import submitted


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.odile)
    return client


def address(member_list: MemberList) -> str:
    return reverse("mutuelles:study", args=[member_list.public_id])


def status(member_list: MemberList) -> str:
    member_list.refresh_from_db()
    return member_list.status


def contacts(page: Page) -> list[str]:
    return [cells[3] for cells in page.table("membres")]


def test_show_contacts_and_who_has_an_account(staff, cast):
    known, new = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    member_list = submitted(
        cast, row(known, contact_name="S. Roy", contact_email=cast.serge.email), row(new)
    )

    page = Page(staff.get(address(member_list)))

    assert contacts(page) == [
        "S. Roy serge@garage.example compte existant Donner accès Ferme du Cap inc.",
        "Léa Caron lea@caps.example",
    ]


def test_show_why_manager_gets_no_access(staff, cast):
    farm = employer(5, "Ferme du Cap inc.")
    member_list = submitted(cast, row(farm, contact_email=cast.hubert.email))

    page = Page(staff.get(address(member_list)))

    assert [cells[5] for cells in page.table("membres")] == [
        "La personne-ressource est un gestionnaire ou un membre du personnel : "
        "aucun accès n’est donné."
    ]
    assert contacts(page) == ["Léa Caron hubert@firme.example compte existant"]


def test_show_after_decision_who_has_no_access(staff, cast):
    farm = employer(5, "Ferme du Cap inc.")
    member_list = submitted(cast, row(farm, contact_email=cast.serge.email))
    staff.post(address(member_list), {"accepter": "1"})

    page = Page(staff.get(address(member_list)))

    assert contacts(page) == ["Léa Caron serge@garage.example compte existant sans accès"]


def test_accept_with_access_for_ticked_account(staff, cast):
    farm = employer(5, "Ferme du Cap inc.")
    member_list = submitted(cast, row(farm, contact_email=cast.serge.email))

    staff.post(address(member_list), {"acces": farm.pk, "accepter": "1"})

    assert Mandate.objects.get(employer=farm).user == cast.serge


def test_accept_with_tick_for_employer_verified_meanwhile(staff, cast):
    other = new_row(employer_number=neq(78), establishment_number="ETA990000002")
    member_list = submitted(cast, new_row(employer_number=neq(77)), other)
    ticked = list(Employer.objects.filter(standing="UNVERIFIED").values_list("pk", flat=True))
    Employer.objects.filter(neq=neq(77)).update(standing="GOOD")

    staff.post(address(member_list), {"reconnu": ticked, "accepter": "1"})

    assert status(member_list) == "ACCEPTED"
    assert Membership.objects.count() == 2


@pytest.mark.parametrize("field", ["reconnu", "acces"])
def test_do_nothing_when_tick_is_not_of_the_list(staff, cast, field):
    member_list = submitted(cast, row(cast.bakery))

    answer = staff.post(address(member_list), {field: cast.garage.pk, "accepter": "1"})

    assert Page(answer).texts("box")[0] == (
        "Rien n’est fait : une case cochée n’est pas de la liste."
    )
    assert (status(member_list), Membership.objects.count()) == ("SUBMITTED", 0)


def test_do_nothing_without_the_button(staff, cast):
    member_list = submitted(cast, row(cast.bakery))

    answer = staff.post(address(member_list))

    assert Page(answer).texts("box") == []
    assert (status(member_list), Membership.objects.count()) == ("SUBMITTED", 0)
