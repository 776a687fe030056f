"""What is checked of each member: who fails what, and in which words it is said to whom."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuelles.choices import (
    Check,
    Decision,
    MembershipStatus,
    PaperKind,
    PaperStatus,
    ProjectStatus,
    ReintegrationStatus,
    RevocationStatus,
)
from mutuelles.models import CheckOverride, Exclusion, Project, Reintegration, Revocation
from mutuelles.services import answers, checks
from mutuelles.services.answers import Answer
from portal.choices import RatingMode, Standing
from tests.cast import YEAR, Cast, employer, member
from tests.member_lists import new_row
from tests.projects import draft, in_study, listed, paper, past, submitted
from tests.projects import member as project_member

N = "\N{NO-BREAK SPACE}"


def blocking(project: Project) -> list[str]:
    """The checks that stop the only member of a project."""
    return [check.value for check in Check if project.members.filter(checks.BLOCKS[check]).exists()]


def answer(project: Project, check: Check) -> Answer:
    rows = list(checks.judged(project.members.all()).select_related("employer"))
    found = answers.of(project, rows)[rows[0].pk]
    return next(each for each in found if each.check == check)


def said(project: Project, check: Check) -> tuple[bool, str, str]:
    """Whether the only member passes, what the staff read, what its manager would."""
    found = answer(project, check)
    return found.passes, found.words, found.told


def excluded(cast: Cast, year: int = YEAR - 1) -> Exclusion:
    membership = past(cast.other_mutuelle, cast.bakery, year=year, status=MembershipStatus.EXCLUDED)
    return Exclusion.objects.create(
        membership=membership,
        reason="Aucun programme.",
        decided_by=cast.odile,
        decided_on=dt.date(2021, 3, 4),
        decided_at=timezone.now(),
    )


def asked_back(cast: Cast, status: ReintegrationStatus) -> Reintegration:
    return Reintegration.objects.create(
        exclusion=excluded(cast),
        status=status,
        grounds="Un programme est en place.",
        requested_by=cast.maude,
        requested_at=timezone.now(),
    )


def test_pass_everything(cast):
    project = in_study(cast, cast.bakery)

    assert blocking(project) == []
    assert [said(project, check)[1] for check in Check] == [
        f"Inscrit au registre{N}: {cast.bakery.designation}.",
        "Cet employeur est en règle.",
        "Cet employeur est au taux de l’unité.",
        "Aucune autre mutuelle ne le déclare pour 2022.",
        "Aucune exclusion en cours.",
        f"Aucune liste ne le décrit{N}: ses établissements sont ceux du registre.",
        f"Résolution{N}: vérifiée.",
    ]


def test_fail_unknown_to_the_register(cast):
    project = in_study(cast, employer(5, "Ferme du Cap inc.", standing=Standing.UNVERIFIED))

    assert blocking(project) == ["REGISTERED"]
    assert said(project, Check.REGISTERED) == (
        False,
        f"Le registre ne connaissait pas ce numéro{N}: l’employeur attend d’être reconnu.",
        "Cet employeur n’est pas reconnu.",
    )


@pytest.mark.parametrize(
    ("changes", "check", "words"),
    [
        ({"standing": Standing.BAD}, Check.STANDING, "Cet employeur n’est pas en règle."),
        (
            {"rating_mode": RatingMode.RETROSPECTIVE},
            Check.RATING,
            "Cet employeur est à la tarification rétrospective.",
        ),
    ],
)
def test_fail_by_the_register(cast, changes, check, words):
    project = in_study(cast, employer(5, "Ferme du Cap inc.", **changes))

    assert blocking(project) == [check.value]
    assert said(project, check) == (False, words, words)


def test_fail_member_of_another_mutuelle(cast):
    project = in_study(cast, cast.bakery)
    member(cast.other_mutuelle, cast.bakery)

    assert blocking(project) == ["ONE_MUTUELLE"]
    assert said(project, Check.ONE_MUTUELLE) == (
        False,
        "Déjà membre de Mutuelle des autos (MUT00043) pour 2022.",
        "Cet employeur est déjà membre d’une autre mutuelle pour 2022.",
    )
    assert answer(project, Check.ONE_MUTUELLE).final is True


def test_fail_declared_elsewhere(cast):
    project = in_study(cast, cast.bakery)
    submitted(cast, cast.bakery, mutuelle=cast.other_mutuelle)

    assert blocking(project) == ["ONE_MUTUELLE"]
    assert said(project, Check.ONE_MUTUELLE) == (
        False,
        f"Déclaré aussi ailleurs pour 2022{N}: Mutuelle des autos (MUT00043).",
        "Cet employeur est déclaré aussi ailleurs pour 2022.",
    )
    assert answer(project, Check.ONE_MUTUELLE).final is False


def test_pass_named_by_the_draft_of_another(cast):
    project = in_study(cast, cast.bakery)
    project_member(draft(cast, mutuelle=cast.other_mutuelle), cast.bakery)

    assert blocking(project) == []
    assert said(project, Check.ONE_MUTUELLE) == (
        True,
        f"Aucun autre projet soumis ne le nomme pour 2022{N}; un brouillon, oui{N}: "
        "Mutuelle des autos (MUT00043).",
        "Aucune autre mutuelle ne le déclare pour 2022.",
    )


@pytest.mark.parametrize("fields", [{"status": ProjectStatus.WITHDRAWN}, {"year": YEAR - 1}])
def test_pass_declared_in_dead_project_or_other_year(cast, fields):
    project = in_study(cast, cast.bakery)
    submitted(cast, cast.bakery, mutuelle=cast.other_mutuelle, **fields)

    assert blocking(project) == []


def test_pass_refused_by_the_other_project(cast):
    project = in_study(cast, cast.bakery)
    submitted(cast, cast.bakery, mutuelle=cast.other_mutuelle).members.update(
        status=Decision.REFUSED
    )

    assert blocking(project) == []


def test_fail_excluded_the_year_before(cast):
    project = in_study(cast, cast.bakery)
    excluded(cast)

    assert blocking(project) == ["NOT_OUT"]
    assert said(project, Check.NOT_OUT) == (
        False,
        "Exclu de Mutuelle des autos (MUT00043) pour 2021, le 2021-03-04"
        f"{N}; aucune réintégration demandée{N}: exclu une seconde année.",
        f"Exclu d’une mutuelle pour 2021{N}; aucune réintégration demandée{N}: "
        "exclu une seconde année.",
    )


@pytest.mark.parametrize("status", [ReintegrationStatus.REQUESTED, ReintegrationStatus.DENIED])
def test_fail_excluded_without_return_granted(cast, status):
    project = in_study(cast, cast.bakery)
    asked_back(cast, status)

    assert blocking(project) == ["NOT_OUT"]


def test_pass_excluded_and_granted_return(cast):
    project = in_study(cast, cast.bakery)
    asked_back(cast, ReintegrationStatus.GRANTED)

    assert blocking(project) == []


def test_pass_excluded_two_years_before(cast):
    project = in_study(cast, cast.bakery)
    excluded(cast, YEAR - 2)

    assert blocking(project) == []


def test_fail_left_this_mutuelle_for_the_year(cast):
    project = in_study(cast, cast.bakery)
    past(cast.mutuelle, cast.bakery, year=YEAR, status=MembershipStatus.LEFT)

    assert blocking(project) == ["NOT_OUT"]
    assert said(project, Check.NOT_OUT)[1] == "Cet employeur a quitté cette mutuelle pour 2022."


def test_fail_establishment_of_another(cast):
    project = in_study(cast, cast.bakery)
    theirs = cast.garage.establishments.get().number
    listed(project.members.get(), new_row(), new_row(establishment_number=theirs))

    assert blocking(project) == ["ESTABLISHMENTS"]
    assert said(project, Check.ESTABLISHMENTS) == (
        False,
        f"{theirs} est inscrit sous «{N}Garage du Rang ltée{N}».",
        f"L’établissement {theirs} est inscrit sous un autre employeur.",
    )


def test_pass_establishments_of_its_own(cast):
    project = in_study(cast, cast.bakery)
    ours = cast.bakery.establishments.first().number
    listed(project.members.get(), new_row(), new_row(establishment_number=ours))

    assert blocking(project) == []
    assert said(project, Check.ESTABLISHMENTS)[1] == (
        "2 établissements déclarés, que le registre ne donne à personne d’autre."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (PaperStatus.RECEIVED, f"Résolution{N}: reçue, pas encore vérifiée."),
        (PaperStatus.REFUSED, f"Résolution{N}: refusée (Illisible)."),
        (PaperStatus.REPLACED, f"Résolution ou procuration{N}: manquante."),
    ],
)
def test_fail_paper_not_verified(cast, status, words):
    project = submitted(cast, cast.bakery)
    paper(project.members.get(), status=status, reason="Illisible.")

    assert blocking(project) == ["PAPERS"]
    assert said(project, Check.PAPERS) == (False, words, words)


def test_fail_change_of_manager_without_revocation(cast):
    project = in_study(cast, cast.bakery)
    past(cast.other_mutuelle, cast.bakery)

    assert blocking(project) == ["PAPERS"]
    assert said(project, Check.PAPERS) == (
        False,
        f"Résolution{N}: vérifiée. Révocation de l’ancienne mutuelle{N}: manquante.",
        f"Révocation de l’ancienne mutuelle{N}: manquante.",
    )


def test_pass_change_of_manager_with_paper(cast):
    project = in_study(cast, cast.bakery)
    past(cast.other_mutuelle, cast.bakery)
    paper(project.members.get(), PaperKind.REVOCATION)

    assert blocking(project) == []


def test_pass_change_of_manager_revoked_on_the_portal(cast):
    project = in_study(cast, cast.bakery)
    revoked(cast, past(cast.other_mutuelle, cast.bakery))

    assert blocking(project) == []


def test_pass_change_of_mutuelle_of_the_same_manager(cast):
    project = in_study(cast, cast.bakery)
    cast.other_mutuelle.firm = cast.firm
    cast.other_mutuelle.save()
    past(cast.other_mutuelle, cast.bakery)

    assert blocking(project) == []


def test_fail_stay_after_revocation_without_annulment(cast):
    project = in_study(cast, cast.bakery)
    revoked(cast, past(cast.mutuelle, cast.bakery))

    assert blocking(project) == ["PAPERS"]
    assert said(project, Check.PAPERS)[2] == f"Annulation de révocation{N}: manquante."


def test_pass_stay_after_revocation_with_annulment(cast):
    project = in_study(cast, cast.bakery)
    revoked(cast, past(cast.mutuelle, cast.bakery))
    paper(project.members.get(), PaperKind.ANNULMENT)

    assert blocking(project) == []


def revoked(cast, membership) -> Revocation:
    return Revocation.objects.create(
        membership=membership,
        status=RevocationStatus.NOTIFIED,
        notified_by=cast.maude,
        notified_at=timezone.now(),
    )


def overridden(cast, project: Project, check: Check) -> CheckOverride:
    return CheckOverride.objects.create(
        member=project.members.get(),
        check_name=check,
        reason="Vu au téléphone.",
        by=cast.odile,
        at=timezone.now(),
    )


def test_pass_what_is_overridden(cast):
    project = submitted(cast, cast.bakery)
    given = overridden(cast, project, Check.PAPERS)

    found = answer(project, Check.PAPERS)

    assert blocking(project) == []
    assert (found.passes, found.override, found.blocks) == (False, given, False)


def test_fail_member_of_another_mutuelle_even_overridden(cast):
    project = in_study(cast, cast.bakery)
    member(cast.other_mutuelle, cast.bakery)
    overridden(cast, project, Check.ONE_MUTUELLE)

    assert blocking(project) == ["ONE_MUTUELLE"]
    assert answer(project, Check.ONE_MUTUELLE).blocks is True


def test_count_members_by_decision_and_check(cast, django_assert_num_queries):
    project = in_study(cast, cast.bakery)
    project_member(project, employer(5, "Ferme du Cap inc.", standing=Standing.BAD))
    project_member(project, cast.garage, status=Decision.REFUSED)

    with django_assert_num_queries(1):
        found = checks.figures(project.members.all())

    assert (found.members, found.undecided_passing) == (3, 1)
    assert found.blocked == {Decision.PENDING: 1, Decision.ACCEPTED: 0, Decision.REFUSED: 1}
    assert found.decisions == {Decision.PENDING: 2, Decision.ACCEPTED: 0, Decision.REFUSED: 1}
    assert {check.value: total for check, total in found.checks.items() if total} == {
        "STANDING": 1,
        "PAPERS": 2,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_answer_in_as_many_queries_whatever_the_members(cast, django_assert_num_queries, count):
    project = in_study(cast, *(employer(10 + rank, f"Ferme {rank} inc.") for rank in range(count)))
    for each in project.members.all():
        listed(each, new_row())

    with django_assert_num_queries(8):
        rows = list(checks.judged(project.members.all()).select_related("employer"))
        found = answers.of(project, rows)

    assert len(found) == count
