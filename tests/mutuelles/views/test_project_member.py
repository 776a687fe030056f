"""The members of a project, as its manager reads them."""

import pytest
from django.test import Client
from django.urls import reverse

from mutuelles.choices import Decision
from mutuelles.views import project_member as pages
from tests.cast import YEAR, Cast, employer
from tests.journeys.reading import Page
from tests.projects import draft, in_study
from tests.projects import member as project_member


@pytest.fixture
def manager(client, cast) -> Client:
    client.force_login(cast.hubert)
    return client


def address(cast: Cast, query: str = "") -> str:
    return reverse("mutuelles:project_members", args=[cast.mutuelle.number, YEAR]) + query


def test_show_what_was_decided_and_why(manager, cast):
    project = in_study(cast, cast.bakery)
    project_member(
        project, cast.garage, status=Decision.REFUSED, reason="Cet employeur n’est pas en règle."
    )

    page = Page(manager.get(address(cast)))

    assert page.table("liste") == [
        [f"Boulangerie Quatre-Temps inc. NEQ {cast.bakery.neq}", "À décider", ""],
        [
            f"Garage du Rang ltée NEQ {cast.garage.neq}",
            "Refusé",
            "Cet employeur n’est pas en règle.",
        ],
    ]


def test_mark_declared_elsewhere_without_naming(manager, cast):
    in_study(cast, cast.bakery)
    project_member(draft(cast, mutuelle=cast.other_mutuelle), cast.bakery)

    answer = manager.get(address(cast))

    assert Page(answer).table("liste")[0][0] == (
        f"Boulangerie Quatre-Temps inc. NEQ {cast.bakery.neq} Déclaré aussi ailleurs"
    )
    assert cast.other_mutuelle.name not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?decision=REFUSED", ["Garage du Rang ltée"]),
        ("?recherche=boul", ["Boulangerie Quatre-Temps inc."]),
        ("?decision=INCONNUE", []),
    ],
)
def test_filter_members(manager, cast, query, names):
    project_member(in_study(cast, cast.bakery), cast.garage, status=Decision.REFUSED)

    page = Page(manager.get(address(cast, query)))

    assert [cells[0].split(" NEQ")[0] for cells in page.table("liste")] == names


def test_turn_pages(manager, cast, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_SIZE", 2)
    in_study(cast, *(employer(10 + rank, f"Ferme {rank} inc.") for rank in range(3)))

    first = Page(manager.get(address(cast)))
    second = Page(manager.get(address(cast, first.link("Suivants"))))

    assert len(first.table("liste")) == 2
    assert [cells[0][:12] for cells in second.table("liste")] == ["Ferme 2 inc."]


@pytest.mark.parametrize("count", [1, 3])
def test_show_members_in_as_many_queries(manager, cast, django_assert_num_queries, count):
    in_study(cast, *(employer(10 + rank, f"Ferme {rank} inc.") for rank in range(count)))

    with django_assert_num_queries(10):
        manager.get(address(cast))


def test_refuse_year_without_project(manager, cast):
    assert manager.get(address(cast)).status_code == 404
