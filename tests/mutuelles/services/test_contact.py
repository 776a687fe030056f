"""Who a list lets into the file of an employer that nobody represents yet."""

import datetime as dt

import pytest

from mutuelles.models import MemberList, Membership
from mutuelles.services import list_study
from mutuelles.services.listed import members
from portal.models import Employer, Mandate, OutgoingMail
from tests.cast import employer, mandate, person
from tests.member_lists import row
from tests.mutuelles.services.test_list_study import submitted

BARRED = (
    "La personne-ressource est un gestionnaire ou un membre du personnel\N{NO-BREAK SPACE}: "
    "aucun accès n’est donné."
)


@pytest.fixture
def farm(cast) -> Employer:
    """Nobody represents it."""
    return employer(5, "Ferme du Cap inc.")


def accept(cast, member_list: MemberList, *admitted: Employer) -> None:
    keys = [employer.pk for employer in admitted]
    list_study.accept(actor=cast.odile, member_list=member_list, admitted=keys)


def notes(member_list: MemberList) -> list[str]:
    return [member.note for member in members(member_list)]


@pytest.mark.parametrize("who", ["hubert", "rita", "odile", "simon"])
def test_give_no_access_to_managers_and_staff(cast, farm, who):
    email = getattr(cast, who).email.upper()
    member_list = submitted(cast, row(farm, contact_email=email))

    accept(cast, member_list, farm)

    assert not Mandate.objects.filter(employer=farm).exists()
    assert [membership.employer for membership in Membership.objects.all()] == [farm]
    assert notes(member_list) == [BARRED]


def test_give_no_access_to_known_account_without_the_word_of_staff(cast, farm):
    member_list = submitted(cast, row(farm, contact_email=cast.serge.email))

    accept(cast, member_list)

    assert not Mandate.objects.filter(employer=farm).exists()
    assert [membership.employer for membership in Membership.objects.all()] == [farm]


def test_give_access_to_known_account_that_staff_ticked(cast, farm):
    member_list = submitted(cast, row(farm, contact_email=cast.serge.email))

    accept(cast, member_list, farm)

    assert Mandate.objects.get(employer=farm).user == cast.serge
    assert OutgoingMail.objects.count() == 0


def test_give_access_to_former_manager_only_as_to_any_account(cast, farm):
    cast.rita.manager_mandates.update(ends_on=dt.date(2021, 12, 15))
    member_list = submitted(cast, row(farm, contact_email=cast.rita.email))

    (member,) = members(member_list)

    assert (member.contact.to_agree, member.note) == (True, "")


def test_keep_people_of_represented_employer(cast, farm):
    mandate(person("fermiere@cap.example", "Fanny Cap"), farm)
    member_list = submitted(cast, row(farm, contact_email=cast.serge.email))

    accept(cast, member_list, farm)

    assert Mandate.objects.get(employer=farm).user.name == "Fanny Cap"


def test_invite_one_new_contact_for_two_employers(cast, farm):
    mill = employer(6, "Moulin du Cap inc.")

    accept(cast, submitted(cast, row(farm), row(mill)))

    mandates = Mandate.objects.filter(user__email="lea@caps.example")
    assert {mandate.employer for mandate in mandates} == {farm, mill}
    assert OutgoingMail.objects.count() == 1
