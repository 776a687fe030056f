"""The project of a year, on its pages."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from mutuelles.choices import Decision, PaperKind, ProjectStatus
from mutuelles.models import MemberPaper, Project
from mutuelles.services import project as projects
from portal.models import SimulationClock, clock
from tests.cast import TODAY, YEAR, Cast, employer
from tests.projects import NAMED, draft, member, submitted


def address(cast: Cast, name: str = "project") -> str:
    return reverse(f"mutuelles:{name}", args=[cast.mutuelle.number, YEAR])


@pytest.fixture
def on_time(db) -> None:
    """A day when projects may be submitted."""
    SimulationClock.objects.update(day=dt.date(2021, 9, 12))


@pytest.fixture
def manager(client, cast) -> Client:
    client.force_login(cast.hubert)
    return client


@pytest.fixture
def staff(client, cast) -> Client:
    client.force_login(cast.odile)
    return client


def test_read_a_year_without_project(manager, cast):
    answer = manager.get(address(cast))

    assert (answer.context["project"], answer.context["may_open"]) == (None, True)


def test_read_a_year_that_is_over(manager, cast):
    answer = manager.get(reverse("mutuelles:project", args=[cast.mutuelle.number, YEAR - 3]))

    assert (answer.context["project"], answer.context["may_open"]) == (None, False)


def test_open_a_project(manager, cast):
    answer = manager.post(address(cast))

    assert answer.url == address(cast, "project_edit")
    assert Project.objects.get().status == ProjectStatus.DRAFT


def test_read_a_draft(manager, cast, on_time):
    project = draft(cast)
    member(project, cast.bakery)

    context = manager.get(address(cast)).context

    assert (context["next"].title, context["next"].when) == ("Soumettre le projet", "dans 18 jours")
    assert [each.is_met for each in context["requirements"]] == [True] * 4
    assert (context["may_edit"], context["may_withdraw"], context["may_allow_late"]) == (
        True,
        True,
        False,
    )


def test_read_the_living_project_before_a_dead_one(manager, cast):
    dead = draft(
        cast, status=ProjectStatus.WITHDRAWN, decided_by=cast.hubert, decided_at=clock.now()
    )
    living = draft(cast)

    context = manager.get(address(cast)).context

    assert (context["project"], context["earlier"]) == (living, [dead])


def test_read_a_refused_project(manager, cast):
    submitted(
        cast,
        status=ProjectStatus.REFUSED,
        decided_by=cast.odile,
        decided_at=clock.now(),
        reason="Les primes n’atteignent pas le seuil.",
    )

    answer = manager.get(address(cast))

    assert (answer.context["may_open"], answer.context["may_withdraw"]) == (True, False)
    assert "Les primes n’atteignent pas le seuil." in answer.text


def test_read_the_figures_of_a_project(manager, cast):
    project = submitted(cast, cast.bakery)
    member(project, cast.garage, status=Decision.REFUSED)
    MemberPaper.objects.create(
        member=project.members.get(employer=cast.bakery),
        kind=PaperKind.RESOLUTION,
        file_name="resolution.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=cast.hubert,
        uploaded_at=clock.now(),
    )

    figures = manager.get(address(cast)).context["figures"]

    assert figures == {"members": 2, "accepted": 0, "refused": 1, "papers": 1}


def test_read_a_draft_as_staff(staff, cast):
    draft(cast)

    context = staff.get(address(cast)).context

    assert (context["may_edit"], context["may_withdraw"], context["may_allow_late"]) == (
        False,
        False,
        True,
    )


@pytest.mark.parametrize("members", [1, 3])
def test_read_in_as_many_queries_whatever_the_members(
    manager, cast, members, django_assert_num_queries
):
    project = draft(cast)
    for serial in range(members):
        member(project, employer(20 + serial, f"Ferme {serial} inc."))
    manager.get(address(cast))

    with django_assert_num_queries(18):
        manager.get(address(cast))


def test_edit_a_draft(manager, cast):
    draft(cast)
    form = manager.get(address(cast, "project_edit")).context["form"]

    answer = manager.post(
        address(cast, "project_edit"),
        NAMED | {"seen": form["seen"].initial, "lead_name": "Léa Cyr"},
    )

    assert answer.url == address(cast)
    assert Project.objects.get().lead_name == "Léa Cyr"


def test_edit_a_draft_with_a_fault(manager, cast):
    draft(cast)

    answer = manager.post(address(cast, "project_edit"), {"lead_email": "anne"})

    assert list(answer.context["form"].errors) == ["lead_email"]


def test_edit_a_draft_that_someone_wrote_meanwhile(manager, cast):
    project = draft(cast)
    form = manager.get(address(cast, "project_edit")).context["form"]
    projects.edit(actor=cast.hubert, project=project, outline="Autre exposé.")

    answer = manager.post(address(cast, "project_edit"), NAMED | {"seen": form["seen"].initial})

    assert (answer.status_code, answer.templates[0].name) == (409, "409.html")
    assert answer.context["what_happened"] == (
        "Hubert Lacasse a modifié ce projet pendant que vous écriviez."
    )
    assert Project.objects.get().outline == "Autre exposé."


@pytest.mark.parametrize("name", ["project_edit", "project_submit", "project_withdraw"])
def test_lead_from_a_question_that_is_past_to_the_project(manager, cast, name):
    submitted(cast, status=ProjectStatus.REFUSED, decided_by=cast.odile, decided_at=clock.now())

    answer = manager.get(address(cast, name))

    assert answer.url == address(cast)


def test_ask_before_submitting(manager, cast, on_time):
    draft(cast)

    context = manager.get(address(cast, "project_submit")).context

    assert [each.title for each in context["missing"]] == ["au moins un membre"]
    assert (context["deadline"], context["unconfirmed"]) == (dt.date(2021, 9, 30), False)


def test_submit_a_draft(manager, cast, on_time):
    member(draft(cast), cast.bakery)

    answer = manager.post(address(cast, "project_submit"), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "Le projet est soumis : le personnel l’étudiera."
    ]
    assert answer.context["project"].status == ProjectStatus.SUBMITTED


def test_submit_a_project_twice(manager, cast, on_time):
    member(draft(cast), cast.bakery)
    manager.post(address(cast, "project_submit"))
    page = "http://testserver" + address(cast)

    answer = manager.post(address(cast, "project_submit"), headers={"referer": page})

    assert (answer.status_code, answer.context["page"]) == (409, page)
    assert answer.context["what_happened"] == projects.what_happened(Project.objects.get())


def test_submit_a_draft_that_is_late(manager, cast):
    member(draft(cast), cast.bakery)

    answer = manager.post(address(cast, "project_submit"), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "La soumission a pris fin le 2021-09-30 ; le personnel peut permettre un retard."
    ]


def test_withdraw_a_project(manager, cast):
    submitted(cast)

    answer = manager.post(address(cast, "project_withdraw"), {"reason": "Trop peu de membres."})

    assert answer.url == address(cast)
    project = Project.objects.get()
    assert (project.status, project.reason) == (ProjectStatus.WITHDRAWN, "Trop peu de membres.")


def test_allow_late(staff, cast):
    draft(cast)

    answer = staff.post(
        address(cast, "project_late"), {"until": TODAY.isoformat(), "reason": "Grève."}
    )

    assert answer.url == address(cast)
    assert Project.objects.get().late_until == TODAY


def test_allow_late_without_reason(staff, cast):
    draft(cast)

    answer = staff.post(address(cast, "project_late"), {"until": TODAY.isoformat()})

    assert list(answer.context["form"].errors) == ["reason"]


def test_offer_no_delay_once_submitted(staff, cast):
    submitted(cast)

    assert staff.get(address(cast, "project_late")).url == address(cast)
