"""The admin of papers: found by employer, without their files."""

import pytest
from django.urls import reverse

from mutuelles.models import MemberPaper
from tests.papers import receive
from tests.projects import member, submitted

LIST = reverse("admin:mutuelles_memberpaper_changelist")


@pytest.fixture
def paper(cast) -> MemberPaper:
    """That of the bakery; the garage has one too."""
    project = submitted(cast)
    receive(cast, member(project, cast.garage))
    return receive(cast, member(project, cast.bakery))


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.simon)
    return client


@pytest.mark.parametrize(
    ("text", "found"), [("quatre-temps", 1), ("MUT00042", 2), ("MUT00043", 0), ("", 2)]
)
def test_find_papers_by_employer_or_mutuelle(staff, paper, text, found):
    answer = staff.get(LIST, {"q": text})

    assert len(answer.context["cl"].result_list) == found


@pytest.mark.parametrize(("year", "found"), [("2022", 2), ("2021", 0)])
def test_find_papers_of_a_year(staff, paper, year, found):
    answer = staff.get(LIST, {"year": year})

    assert len(answer.context["cl"].result_list) == found


def test_show_facts_without_the_file(staff, paper):
    page = staff.get(reverse("admin:mutuelles_memberpaper_change", args=[paper.pk]))

    assert paper.sha256 in page.content.decode()
    assert paper.file.name not in page.content.decode()
