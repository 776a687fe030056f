"""Two people at the same moment around the acceptance of a project: one reads what happened."""

from collections.abc import Callable

import pytest

from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.models import CheckOverride, Entente, Membership, Project, ProjectMember
from mutuelles.services import decision, study
from mutuelles.services import project as projects
from mutuelles.services.decision import Outcome
from portal.errors import Conflict
from portal.models import Employer, Establishment, Mandate, OutgoingMail, clock
from tests.beside import in_turn
from tests.cast import Cast, assemble, employer
from tests.member_lists import new_row
from tests.projects import in_study, listed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


def accept(cast: Cast, project: Project, **said: object) -> Callable[[], Outcome]:
    return lambda: study.accept(actor=cast.odile, project=project, **said)


def what_was_read(verb: Callable[[], object]) -> Callable[[], str]:
    """The words of the conflict that the second person meets."""

    def told() -> str:
        with pytest.raises(Conflict) as conflict:
            verb()
        return str(conflict.value)

    return told


def agreed(cast: Cast, project: Project) -> None:
    """Staff know of the other declaration, and let it pass."""
    for member in project.members.all():
        CheckOverride.objects.create(
            member=member,
            check_name=Check.ONE_MUTUELLE,
            reason="L’employeur confirme.",
            by=cast.odile,
            at=clock.now(),
        )


def two_projects(cast: Cast, *employers: Employer) -> tuple[Project, Project]:
    """Of two mutuelles, with the same employers."""
    ours = in_study(cast, *employers)
    theirs = in_study(cast, *employers, mutuelle=cast.other_mutuelle)
    agreed(cast, ours)
    agreed(cast, theirs)
    return ours, theirs


def test_accept_one_project_twice(cast):
    project = in_study(cast, cast.bakery)

    words = in_turn(accept(cast, project), what_was_read(accept(cast, project)))

    assert words.startswith("Ce projet a été accepté par Odile Ferland")
    assert (Membership.objects.count(), Entente.objects.count()) == (1, 1)


def test_refuse_while_accepting(cast):
    project = in_study(cast, cast.bakery)

    words = in_turn(
        lambda: study.refuse(actor=cast.odile, project=project, reason="Exposé absent."),
        what_was_read(accept(cast, project)),
    )

    assert words.startswith("Ce projet a été refusé par Odile Ferland")
    assert (Membership.objects.count(), Entente.objects.count()) == (0, 0)


def test_withdraw_while_accepting(cast):
    project = in_study(cast, cast.bakery)

    words = in_turn(
        accept(cast, project),
        what_was_read(lambda: projects.withdraw(actor=cast.hubert, project=project)),
    )

    assert words.startswith("Ce projet a été accepté par Odile Ferland")
    assert Membership.objects.count() == 1


def test_accept_while_withdrawing(cast):
    project = in_study(cast, cast.bakery)

    words = in_turn(
        lambda: projects.withdraw(actor=cast.hubert, project=project),
        what_was_read(accept(cast, project)),
    )

    assert words.startswith("Ce projet a été retiré par Hubert Lacasse")
    assert Membership.objects.count() == 0


def test_decide_of_member_while_accepting(cast):
    project = in_study(cast, cast.bakery)
    member = project.members.select_related("project").get()

    words = in_turn(
        accept(cast, project),
        what_was_read(
            lambda: decision.decide_member(
                actor=cast.odile, member=member, decision=Decision.REFUSED, reason="Trop tard."
            )
        ),
    )

    assert words.startswith("Ce projet a été accepté")
    assert ProjectMember.objects.get().status == Decision.ACCEPTED


def test_accept_one_employer_in_two_projects(cast):
    ours, theirs = two_projects(cast, cast.bakery, cast.garage)
    decision.decide_all(actor=cast.odile, project=theirs)

    words = in_turn(accept(cast, ours), what_was_read(accept(cast, theirs)))

    assert words.startswith("Ne passent plus l’étude\N{NO-BREAK SPACE}: Boulangerie Quatre-Temps")
    assert [each.mutuelle for each in Membership.objects.all()] == [cast.mutuelle, cast.mutuelle]
    theirs.refresh_from_db()
    assert theirs.status == ProjectStatus.IN_STUDY


def test_accept_undecided_employer_in_two_projects(cast):
    farm = employer(5, "Ferme du Cap inc.")
    ours, theirs = two_projects(cast, farm)
    other = ProjectMember.objects.create(project=theirs, employer=cast.garage)
    CheckOverride.objects.create(
        member=other, check_name=Check.PAPERS, reason="Vu.", by=cast.odile, at=clock.now()
    )
    announced = Outcome(accepted=2, refused=0)

    words = in_turn(accept(cast, ours), what_was_read(accept(cast, theirs, announced=announced)))

    assert words == (
        "L’étude a changé depuis que vous l’avez lue\N{NO-BREAK SPACE}: "
        "1 acceptés au lieu de 2, 1 refusés au lieu de 0."
    )
    assert Membership.objects.get().mutuelle == cast.mutuelle


def test_accept_one_new_establishment_in_two_projects(cast):
    farm, mill = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    ours, theirs = in_study(cast, farm), in_study(cast, mill, mutuelle=cast.other_mutuelle)
    listed(ours.members.get(), new_row())
    listed(theirs.members.get(), new_row(contact_email="moulin@cap.example"))

    words = in_turn(accept(cast, ours), what_was_read(accept(cast, theirs)))

    assert words.startswith("Un établissement de «\N{NO-BREAK SPACE}Moulin du Cap inc.")
    assert Establishment.objects.get(number="ETA990000001").employer == farm
    assert Membership.objects.get().employer == farm


def test_accept_one_new_contact_in_two_projects(cast):
    farm, mill = employer(5, "Ferme du Cap inc."), employer(6, "Moulin du Cap inc.")
    ours, theirs = in_study(cast, farm), in_study(cast, mill, mutuelle=cast.other_mutuelle)
    listed(ours.members.get(), new_row())
    listed(theirs.members.get(), new_row(establishment_number="ETA990000002"))

    in_turn(accept(cast, ours), accept(cast, theirs))

    mandates = Mandate.objects.filter(user__email="lea@caps.example")
    assert {mandate.employer for mandate in mandates} == {farm, mill}
    invitations = OutgoingMail.objects.filter(body__contains="/invitation/")
    assert [mail.recipient for mail in invitations] == ["lea@caps.example"]
