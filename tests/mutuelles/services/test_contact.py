"""Who a list lets into the file of an employer that nobody represents yet."""

import datetime as dt

import pytest

from mutuelles.models import Membership, Project
from mutuelles.services import contact, study
from portal.models import Employer, Mandate, OutgoingMail
from tests.cast import Cast, employer, mandate, person
from tests.member_lists import row
from tests.projects import in_study, listed

BARRED = (
    "La personne-ressource est un gestionnaire ou un membre du personnel\N{NO-BREAK SPACE}: "
    "aucun accès n’est donné."
)


@pytest.fixture
def farm(cast) -> Employer:
    """Nobody represents it."""
    return employer(5, "Ferme du Cap inc.")


def naming(cast: Cast, farm: Employer, **contact: str) -> Project:
    """A project whose list names this contact for the farm."""
    project = in_study(cast, farm)
    listed(project.members.get(), row(farm, **contact))
    return project


def accept(cast: Cast, project: Project, *admitted: Employer) -> None:
    keys = [employer.pk for employer in admitted]
    study.accept(actor=cast.odile, project=project, admitted=keys)


def invited() -> list[str]:
    """Who got an invitation to open an account."""
    mails = OutgoingMail.objects.filter(body__contains="/invitation/")
    return list(mails.values_list("recipient", flat=True))


@pytest.mark.parametrize("who", ["hubert", "rita", "odile", "simon"])
def test_give_no_access_to_managers_and_staff(cast, farm, who):
    project = naming(cast, farm, contact_email=getattr(cast, who).email.upper())
    remark = contact.unrepresented(project.members.all())[farm].remark

    accept(cast, project, farm)

    assert not Mandate.objects.filter(employer=farm).exists()
    assert [membership.employer for membership in Membership.objects.all()] == [farm]
    assert remark == BARRED


def test_give_no_access_to_known_account_without_the_word_of_staff(cast, farm):
    project = naming(cast, farm, contact_email=cast.serge.email)

    accept(cast, project)

    assert not Mandate.objects.filter(employer=farm).exists()
    assert [membership.employer for membership in Membership.objects.all()] == [farm]


def test_give_access_to_known_account_that_staff_ticked(cast, farm):
    project = naming(cast, farm, contact_email=cast.serge.email)

    accept(cast, project, farm)

    assert Mandate.objects.get(employer=farm).user == cast.serge
    assert invited() == []


def test_give_access_to_former_manager_only_as_to_any_account(cast, farm):
    cast.rita.manager_mandates.update(ends_on=dt.date(2021, 12, 15))
    project = naming(cast, farm, contact_email=cast.rita.email)

    found = contact.unrepresented(project.members.all())[farm]

    assert (found.to_agree, found.remark) == (True, "")


def test_keep_people_of_represented_employer(cast, farm):
    mandate(person("fermiere@cap.example", "Fanny Cap"), farm)
    project = naming(cast, farm, contact_email=cast.serge.email)

    accept(cast, project, farm)

    assert Mandate.objects.get(employer=farm).user.name == "Fanny Cap"


def test_invite_one_new_contact_for_two_employers(cast, farm):
    mill = employer(6, "Moulin du Cap inc.")
    project = in_study(cast, farm, mill)
    for member in project.members.select_related("employer"):
        listed(member, row(member.employer))

    accept(cast, project)

    mandates = Mandate.objects.filter(user__email="lea@caps.example")
    assert {mandate.employer for mandate in mandates} == {farm, mill}
    assert invited() == ["lea@caps.example"]
