"""The pages where staff study projects, as they see and send them."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.models import Membership, Mutuelle, Project
from mutuelles.services import decision, study
from mutuelles.views import study as pages
from portal.choices import Standing
from portal.models import Mandate
from tests.cast import employer, member
from tests.journeys.reading import Page
from tests.member_lists import row
from tests.projects import in_study, listed, submitted
from tests.projects import member as project_member

ON_TIME = dt.datetime(2021, 9, 30, 23, 59, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def staff(client, cast) -> Client:
    client.force_login(cast.odile)
    return client


def address(project: Project, page: str = "study") -> str:
    return reverse(f"mutuelles:{page}", args=[project.public_id])


def status(project: Project) -> str:
    project.refresh_from_db()
    return project.status


def listed_names(page: Page) -> list[str]:
    return [cells[0] for cells in page.table("liste")]


def figures(page: Page) -> list[str]:
    return [words for words in page.texts("figures")[0].split() if words.isdigit()]


def bad_farm(serial: int = 5):
    return employer(serial, "Ferme du Cap inc.", standing=Standing.BAD)


def test_list_oldest_first_with_what_awaits(staff, cast):
    late = submitted(cast, cast.bakery, mutuelle=cast.other_mutuelle)
    Project.objects.update(submitted_at=ON_TIME + dt.timedelta(minutes=1))
    in_study(cast, cast.garage, bad_farm(), submitted_at=ON_TIME)

    page = Page(staff.get(reverse("mutuelles:study_list")))

    assert page.texts("note")[1:] == [
        "MUT00042 · année 2022 · Renouvellement · Gestion Prévaction inc.",
        "2 membres, 1 avec une vérification en échec",
        "MUT00043 · année 2022 · Renouvellement · Conseils Boréal ltée",
        "1 membre, 1 avec une vérification en échec",
    ]
    assert page.texts("state") == ["À l’étude", "Soumis", "En retard"]
    assert status(late) == "SUBMITTED"


@pytest.mark.parametrize("count", [1, 3])
def test_list_in_as_many_queries(staff, cast, django_assert_num_queries, count):
    for rank in range(count):
        each = Mutuelle.objects.create(number=f"MUT0010{rank}", name="Autre", firm=cast.firm)
        in_study(cast, employer(10 + rank, f"Ferme {rank} inc."), mutuelle=each)

    with django_assert_num_queries(13):
        staff.get(reverse("mutuelles:study_list"))


def test_hide_draft_of_manager(staff, cast):
    project = in_study(cast, cast.bakery, status=ProjectStatus.DRAFT)

    assert staff.get(address(project)).status_code == 404


def test_start_study_by_its_button_alone(staff, cast):
    project = submitted(cast, cast.bakery)

    staff.get(address(project))
    before = status(project)
    staff.post(address(project, "study_start"))

    assert (before, status(project)) == ("SUBMITTED", "IN_STUDY")


def test_show_members_with_what_stops_them(staff, cast):
    project = in_study(cast, cast.bakery, bad_farm())

    page = Page(staff.get(address(project)))

    assert page.table("liste") == [
        [f"Boulangerie Quatre-Temps inc. NEQ {cast.bakery.neq}", "Rien", "À décider"],
        [
            "Ferme du Cap inc. NEQ 1199000051",
            "Cet employeur n’est pas en règle. En règle",
            "À décider",
        ],
    ]
    assert figures(page) == ["2", "2", "1", "0", "0"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("verification=STANDING", ["Ferme du Cap inc."]),
        ("verification=ARRET", ["Ferme du Cap inc.", "Garage du Rang ltée"]),
        ("verification=AUCUN", ["Boulangerie Quatre-Temps inc."]),
        ("decision=REFUSED", ["Garage du Rang ltée"]),
        ("recherche=ferme", ["Ferme du Cap inc."]),
        ("recherche=1199000051", ["Ferme du Cap inc."]),
        ("verification=PAPERS&decision=PENDING", []),
        ("verification=INCONNUE", []),
    ],
)
def test_filter_members(staff, cast, query, names):
    project = in_study(cast, cast.bakery, bad_farm())
    project_member(project, cast.garage, status=Decision.REFUSED)

    page = Page(staff.get(f"{address(project)}?{query}"))

    assert [name.split(" NEQ")[0] for name in listed_names(page)] == names


def test_turn_pages_under_the_same_filter(staff, cast, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_SIZE", 2)
    project = in_study(cast, *(employer(10 + rank, f"Ferme {rank} inc.") for rank in range(3)))

    first = Page(staff.get(f"{address(project)}?decision=PENDING"))
    second = Page(staff.get(address(project) + first.link("Suivants")))

    assert [name[:12] for name in listed_names(first)] == ["Ferme 0 inc.", "Ferme 1 inc."]
    assert [name[:12] for name in listed_names(second)] == ["Ferme 2 inc."]
    assert second.link("Précédents").startswith("?decision=PENDING&")


@pytest.mark.parametrize("count", [1, 3])
def test_show_members_in_as_many_queries(staff, cast, django_assert_num_queries, count):
    project = in_study(cast, *(employer(10 + rank, f"Ferme {rank} inc.") for rank in range(count)))

    with django_assert_num_queries(20):
        staff.get(address(project))


def test_accept_all_that_pass(staff, cast):
    project = in_study(cast, cast.bakery, bad_farm())

    answer = staff.post(address(project, "study_decide_all"), follow=True)

    assert Page(answer).texts("box")[0] == "1 membre accepté."
    assert list(project.members.order_by("pk").values_list("status", flat=True)) == [
        "ACCEPTED",
        "PENDING",
    ]


def test_announce_what_acceptance_makes(staff, cast):
    project = in_study(cast, cast.bakery, bad_farm())

    page = Page(staff.get(address(project, "study_accept")))

    assert page.table("refuses") == [
        ["Ferme du Cap inc. NEQ 1199000051", "Cet employeur n’est pas en règle."]
    ]
    assert announced(page) == {"accepted": "1", "refused": "1"}


def announced(page: Page) -> dict[str, str]:
    fields = (field for field in page.root.iter("input") if field.get("type") == "hidden")
    names = ("accepted", "refused")
    return {field.get("name"): field.get("value") for field in fields if field.get("name") in names}


def accept(staff: Client, project: Project, **typed: object):
    """Read the page, then send its form with what was typed."""
    page = Page(staff.get(address(project, "study_accept")))
    return staff.post(address(project, "study_accept"), announced(page) | typed, follow=True)


def test_accept_as_announced(staff, cast):
    project = in_study(cast, cast.bakery, bad_farm())

    answer = accept(staff, project, sign_until="2022-01-31")

    assert Page(answer).texts("box")[0] == "Le projet est accepté : 1 membre."
    assert status(project) == "ACCEPTED"
    assert project.sign_until == dt.date(2022, 1, 31)


def test_accept_what_changed_since_it_was_read(staff, cast):
    project = in_study(cast, cast.bakery, cast.garage)
    page = Page(staff.get(address(project, "study_accept")))
    member(cast.other_mutuelle, cast.garage)

    answer = staff.post(address(project, "study_accept"), announced(page))

    assert answer.status_code == 409
    assert (status(project), Membership.objects.filter(mutuelle=cast.mutuelle).count()) == (
        "IN_STUDY",
        0,
    )


def test_compare_premiums_before_accepting(staff, cast):
    project = in_study(cast, cast.bakery)

    answer = accept(staff, project, premiums="512 300,50 $", threshold="400000", comparer="1")

    assert Page(answer).texts("success") == [
        "Les primes des membres, 512 300,50 $, atteignent le seuil, 400 000,00 $."
    ]
    assert status(project) == "IN_STUDY"


def test_accept_with_one_amount_alone(staff, cast):
    project = in_study(cast, cast.bakery)

    answer = accept(staff, project, premiums="512300")

    assert Page(answer).texts("fault") == ["Indiquez les deux montants, ou aucun."]
    assert status(project) == "IN_STUDY"


def after_acceptance(page: Page) -> str:
    """What the page says of an accepted project, after who accepted it."""
    [_message, box] = page.texts("success")
    return box.removeprefix("Accepté le 2021-12-16 par Odile Ferland ")


def test_show_premiums_of_accepted_project(staff, cast):
    project = in_study(cast, cast.bakery)

    page = Page(accept(staff, project, premiums="512300.50", threshold="400 000"))

    assert after_acceptance(page) == (
        "Les primes des membres, 512 300,50 $, atteignent le seuil, 400 000,00 $. Voir la mutuelle"
    )


def test_show_that_premiums_were_not_checked(staff, cast):
    project = in_study(cast, cast.bakery)

    page = Page(accept(staff, project))

    assert after_acceptance(page) == (
        "Le seuil des primes n’a pas été vérifié : aucun montant n’a été indiqué. Voir la mutuelle"
    )


def test_give_access_to_ticked_contact_alone(staff, cast):
    farm, mill = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    project = in_study(cast, farm, mill)
    for each in project.members.select_related("employer"):
        listed(each, row(each.employer, contact_email=cast.serge.email))

    accept(staff, project, acces=[farm.pk])

    mandates = Mandate.objects.filter(user=cast.serge)
    assert {mandate.employer for mandate in mandates} == {cast.garage, farm}


def test_refuse_to_give_access_to_who_is_not_asked_for(staff, cast):
    project = in_study(cast, cast.bakery)

    answer = accept(staff, project, acces=[cast.garage.pk])

    assert (answer.status_code, status(project)) == (200, "IN_STUDY")


def test_refuse_project_with_reason(staff, cast):
    project = in_study(cast, cast.bakery)

    staff.post(address(project, "study_refuse"), {"reason": "Exposé trop court."})

    page = Page(staff.get(address(project)))
    assert status(project) == "REFUSED"
    assert page.texts("error") == ["Refusé le 2021-12-16 par Odile Ferland Exposé trop court."]


def test_refuse_project_that_another_accepted(staff, cast):
    project = in_study(cast, cast.bakery)
    study.accept(actor=cast.odile, project=project)

    answer = staff.post(address(project, "study_refuse"), {"reason": "Trop tard."})

    assert (answer.status_code, status(project)) == (409, "ACCEPTED")


def test_show_derogation_in_the_list(staff, cast):
    project = submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY)
    one = project.members.select_related("project").get()
    decision.override(actor=cast.odile, member=one, check=Check.PAPERS, reason="Vu au comptoir.")

    page = Page(staff.get(address(project)))

    assert page.table("liste")[0][1] == ("Dérogation : Vu au comptoir. Pièces reçues et vérifiées")
