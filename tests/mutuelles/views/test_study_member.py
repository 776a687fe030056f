"""The page where staff study one member of a project."""

import pytest
from django.test import Client
from django.urls import reverse

from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.models import CheckOverride, ProjectMember
from mutuelles.services import decision
from portal.choices import Standing
from tests.cast import employer
from tests.journeys.reading import Page
from tests.member_lists import new_row, row
from tests.projects import in_study, listed, paper, past, submitted


@pytest.fixture
def staff(client, cast) -> Client:
    client.force_login(cast.odile)
    return client


def address(member: ProjectMember) -> str:
    return reverse("mutuelles:study_member", args=[member.project.public_id, member.pk])


def only(project) -> ProjectMember:
    return project.members.select_related("project", "employer").get()


def status(member: ProjectMember) -> str:
    member.refresh_from_db()
    return member.status


def test_show_list_beside_register(staff, cast):
    member = only(in_study(cast, cast.bakery))
    theirs = cast.garage.establishments.get().number
    listed(member, row(cast.bakery), new_row(establishment_number=theirs))

    page = Page(staff.get(address(member)))

    assert page.table("registre") == [
        ["Nom", "Boulangerie Quatre-Temps inc.", "Boulangerie Quatre-Temps inc."],
        [
            "Adresse différent",
            "12, rang Nord, Lévis (Québec) G0X 1A9",
            "1, rue des Érables, Lévis (Québec) G0X 1A9",
        ],
        [
            "Établissement ETA000001001",
            "Boulangerie Quatre-Temps inc. 1, 12, rang Nord, Lévis (Québec) G0X 1A9",
            "Boulangerie Quatre-Temps inc. 1, 1, rue Principale, Lévis (Québec) G0X 1A9",
        ],
        [
            "Établissement ETA000001002",
            "—",
            "Boulangerie Quatre-Temps inc. 2, 2, rue Principale, Lévis (Québec) G0X 1A9",
        ],
        [
            f"Établissement {theirs}",
            "Atelier, 12, rang Nord, Lévis (Québec) G0X 1A9",
            "inscrit sous Garage du Rang ltée",
        ],
    ]


def test_show_register_of_kept_member(staff, cast):
    member = only(in_study(cast, cast.garage))
    past(cast.mutuelle, cast.garage)

    page = Page(staff.get(address(member)))

    assert [cells[1] for cells in page.table("registre")] == ["—", "—", "—"]
    assert page.texts("facts") == ["L’année précédente Mutuelle du pain MUT00042, Membre"]


def test_show_another_project_s_member(staff, cast):
    member = only(in_study(cast, cast.bakery))
    other = in_study(cast, cast.garage, mutuelle=cast.other_mutuelle)

    answer = staff.get(reverse("mutuelles:study_member", args=[other.public_id, member.pk]))

    assert answer.status_code == 404


def test_override_then_accept_then_lift(staff, cast):
    member = only(submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY))

    staff.post(address(member), {"deroger": "PAPERS", "reason": "Vu au comptoir."})
    staff.post(address(member), {"decider": "1", "decision": "ACCEPTED", "seen": "PENDING"})
    accepted = status(member)
    staff.post(address(member), {"lever": "PAPERS"})

    assert (accepted, status(member), CheckOverride.objects.count()) == ("ACCEPTED", "PENDING", 0)


def test_override_without_reason_shows_fault(staff, cast):
    member = only(submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY))

    page = Page(staff.post(address(member), {"deroger": "PAPERS", "reason": ""}))

    assert page.texts("fault") == ["Indiquez le motif de la dérogation."]
    assert page.element("id_papers_reason").get("aria-invalid") == "true"


@pytest.mark.parametrize("button", ["lever", "deroger"])
def test_override_of_no_check(staff, cast, button):
    member = only(submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY))

    answer = staff.post(address(member), {button: "AUTRE", "reason": "Vu au comptoir."})

    assert answer.status_code == 404


def test_refuse_without_reason_shows_fault(staff, cast):
    member = only(in_study(cast, cast.bakery))
    typed = {"decider": "1", "decision": "REFUSED", "seen": "PENDING", "reason": " "}

    page = Page(staff.post(address(member), typed))

    assert page.texts("fault") == ["Indiquez le motif du refus."]
    assert status(member) == "PENDING"


def test_decide_what_another_decided_meanwhile(staff, cast):
    member = only(in_study(cast, cast.bakery))
    decision.decide_member(
        actor=cast.odile, member=member, decision=Decision.REFUSED, reason="Sans travailleur."
    )

    answer = staff.post(
        address(member), {"decider": "1", "decision": "ACCEPTED", "seen": "PENDING"}
    )

    assert (answer.status_code, status(member)) == (409, "REFUSED")


def test_recognize_employer(staff, cast):
    farm = employer(5, "Ferme du Cap inc.", standing=Standing.UNVERIFIED)
    member = only(in_study(cast, farm))

    answer = staff.post(address(member), {"reconnaitre": "1"}, follow=True)

    farm.refresh_from_db()
    assert (farm.standing, Page(answer).texts("box")[0]) == ("GOOD", "L’employeur est reconnu.")


def test_offer_no_override_where_none_helps(staff, cast):
    farm = employer(5, "Ferme du Cap inc.", standing=Standing.UNVERIFIED)
    member = only(in_study(cast, farm))

    page = Page(staff.get(address(member)))

    assert page.texts("more") == []


def test_offer_nothing_once_decided(staff, cast):
    member = only(in_study(cast, cast.bakery, status=ProjectStatus.SUBMITTED))
    paper(member, "REVOCATION", status="RECEIVED")

    page = Page(staff.get(address(member)))

    assert [button.get("name") for button in page.root.iter("button") if button.get("name")] == [
        "language"
    ]


def test_lead_to_next_member_to_decide(staff, cast):
    project = in_study(cast, cast.bakery, cast.garage)
    bakery, garage = project.members.select_related("project").order_by("pk")

    first, last = Page(staff.get(address(bakery))), Page(staff.get(address(garage)))

    assert first.link("Suivant à décider Garage du Rang ltée") == address(garage)
    assert last.link("Suivant à décider Boulangerie Quatre-Temps inc.") == address(bakery)


def test_override_reads_whose_word_it_was(staff, cast):
    member = only(submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY))
    decision.override(actor=cast.odile, member=member, check=Check.PAPERS, reason="Vu au comptoir.")

    page = Page(staff.get(address(member)))

    assert page.texts("note") == [
        "Dérogation de Odile Ferland, le 2021-12-16 : Vu au comptoir.",
        "Aucune liste ne le décrit : le registre parle.",
    ]
