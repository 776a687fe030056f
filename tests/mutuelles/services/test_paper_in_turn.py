"""Two people at the same moment over one paper."""

from collections.abc import Callable

import pytest
from django.db import transaction

from mutuelles.choices import PaperStatus, ProjectStatus
from mutuelles.models import MemberPaper, Project, ProjectMember
from mutuelles.services import paper as papers
from mutuelles.services import paper_states
from portal.errors import Conflict
from tests.beside import in_turn
from tests.cast import Cast, assemble, staff
from tests.papers import receive, status
from tests.projects import submitted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


@pytest.fixture
def bakery(cast) -> ProjectMember:
    return submitted(cast, cast.bakery).members.get()


def told(verb: Callable[[], object]) -> Callable[[], str]:
    """What someone who comes second is told."""

    def ask() -> str:
        try:
            verb()
        except Conflict as conflict:
            return str(conflict)
        return ""

    return ask


def test_receive_two_papers_of_one_kind(cast, bakery):
    in_turn(
        lambda: receive(cast, bakery, name="un.pdf"),
        lambda: receive(cast, bakery, name="deux.pdf"),
    )

    found = MemberPaper.objects.order_by("pk").values_list("file_name", "status")
    assert list(found) == [("un.pdf", PaperStatus.REPLACED), ("deux.pdf", PaperStatus.RECEIVED)]


def test_verify_paper_that_is_being_replaced(cast, bakery):
    paper = receive(cast, bakery)

    answer = in_turn(
        lambda: receive(cast, bakery),
        told(lambda: papers.verify(actor=cast.odile, paper=paper)),
    )

    assert answer == "Le gestionnaire a remplacé cette pièce par une autre."
    assert status(paper) == PaperStatus.REPLACED


def test_replace_paper_that_is_being_verified(cast, bakery):
    paper = receive(cast, bakery)

    in_turn(
        lambda: papers.verify(actor=cast.odile, paper=paper),
        lambda: receive(cast, bakery),
    )

    assert paper_states.states(bakery.project)[bakery.pk].mandate == PaperStatus.RECEIVED


def test_verify_and_refuse_at_once(cast, bakery):
    paper = receive(cast, bakery)
    other = staff("omer@guichet.example", "Omer Gagné")

    answer = in_turn(
        lambda: papers.verify(actor=cast.odile, paper=paper),
        told(lambda: papers.verify(actor=other, paper=paper)),
    )

    assert answer == "Cette pièce a déjà été vérifiée par Odile Ferland."


def test_receive_paper_while_project_is_withdrawn(cast, bakery):
    def withdraw() -> None:
        Project.objects.update(status=ProjectStatus.WITHDRAWN)

    answer = in_turn(withdraw, told(lambda: receive(cast, bakery)))

    assert answer.startswith("Ce projet a été retiré par")
    assert MemberPaper.objects.count() == 0


def test_receive_paper_for_member_that_is_being_taken_out(cast, bakery):
    def take_out() -> None:
        with transaction.atomic():
            Project.objects.select_for_update().get()
            ProjectMember.objects.all().delete()

    answer = in_turn(take_out, told(lambda: receive(cast, bakery)))

    assert answer == "Cet employeur vient d’être retiré du projet."
