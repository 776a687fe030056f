"""Two people who act on one project at the same moment: one wins, the other reads what happened."""

import datetime as dt
from collections.abc import Callable

import pytest

from mutuelles.choices import ProjectStatus
from mutuelles.models import Mutuelle, Project
from mutuelles.services import project as projects
from mutuelles.services import study
from portal.errors import Conflict
from portal.models import AuditEntry, clock
from tests.beside import in_turn
from tests.cast import YEAR, Cast, assemble
from tests.projects import draft, in_study, member, submitted

pytestmark = pytest.mark.django_db(transaction=True)
LAST_DAY = dt.date(2021, 9, 30)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def withdraw(cast: Cast, project: Project) -> Callable[[], None]:
    return lambda: projects.withdraw(actor=cast.hubert, project=project)


def submit(cast: Cast, project: Project) -> Callable[[], None]:
    def on_the_last_day() -> None:
        with clock.held(LAST_DAY):
            projects.submit(actor=cast.hubert, project=project)

    return on_the_last_day


def accept(cast: Cast, project: Project) -> Callable[[], object]:
    return lambda: study.accept(actor=cast.odile, project=project)


def sentence_of(project: Project) -> str:
    return projects.what_happened(Project.objects.get(pk=project.pk))


def status_of(project: Project) -> str:
    return Project.objects.get(pk=project.pk).status


def test_open_a_draft_twice(cast):
    def opening() -> Project:
        return projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    second = in_turn(opening, opening)

    assert (Project.objects.get(), AuditEntry.objects.count()) == (second, 1)


def test_found_two_mutuelles(cast):
    def founding(name: str) -> Callable[[], Project]:
        return lambda: projects.found(actor=cast.hubert, firm=cast.firm, name=name, year=YEAR)

    in_turn(founding("Mutuelle du sel"), founding("Mutuelle du sucre"))

    numbers = Mutuelle.objects.filter(name__startswith="Mutuelle du s").values_list("number")
    assert list(numbers.order_by("number")) == [("MUT00044",), ("MUT00045",)]


def test_submit_a_draft_twice(cast):
    project = draft(cast)
    member(project, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(submit(cast, project), submit(cast, project))

    assert str(error.value) == sentence_of(project)
    assert AuditEntry.objects.filter(verb="submit").count() == 1


def test_withdraw_while_it_is_submitted(cast):
    project = draft(cast)
    member(project, cast.bakery)

    in_turn(submit(cast, project), withdraw(cast, project))

    # a submitted project may be withdrawn: both acts stand, one after the other
    assert status_of(project) == ProjectStatus.WITHDRAWN


def test_submit_while_it_is_withdrawn(cast):
    project = draft(cast)
    member(project, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(withdraw(cast, project), submit(cast, project))

    assert str(error.value) == sentence_of(project)
    assert status_of(project) == ProjectStatus.WITHDRAWN


def test_start_the_study_while_it_is_withdrawn(cast):
    project = submitted(cast, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(withdraw(cast, project), lambda: study.start(actor=cast.odile, project=project))

    assert str(error.value) == sentence_of(project)
    assert status_of(project) == ProjectStatus.WITHDRAWN


def test_accept_while_it_is_withdrawn(cast):
    project = in_study(cast, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(withdraw(cast, project), accept(cast, project))

    assert str(error.value) == sentence_of(project)
    assert cast.mutuelle.memberships.count() == 0


def test_withdraw_while_it_is_accepted(cast):
    project = in_study(cast, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(accept(cast, project), withdraw(cast, project))

    assert str(error.value) == sentence_of(project)
    assert (status_of(project), cast.mutuelle.memberships.count()) == (ProjectStatus.ACCEPTED, 1)


def test_edit_while_it_is_submitted(cast):
    project = draft(cast)
    member(project, cast.bakery)

    with pytest.raises(Conflict) as error:
        in_turn(
            submit(cast, project),
            lambda: projects.edit(actor=cast.hubert, project=project, outline="Autre exposé."),
        )

    assert str(error.value) == sentence_of(project)
