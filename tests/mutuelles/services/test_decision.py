"""What staff decide of single members of a project."""

import pytest

from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.models import CheckOverride, ProjectMember
from mutuelles.services import decision
from portal.choices import Standing
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry
from tests.cast import Cast, employer, member
from tests.projects import in_study, submitted


@pytest.fixture
def bakery(cast) -> ProjectMember:
    """A member whose checks all pass."""
    return in_study(cast, cast.bakery).members.select_related("project").get()


@pytest.fixture
def paperless(cast) -> ProjectMember:
    """A member without papers."""
    project = submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY)
    return project.members.select_related("project").get()


def decide(cast: Cast, member: ProjectMember, to: Decision, reason="", seen=None) -> str:
    decision.decide_member(actor=cast.odile, member=member, decision=to, reason=reason, seen=seen)
    member.refresh_from_db()
    return member.status


def override(cast: Cast, member: ProjectMember, check: Check, reason="Vu au téléphone.") -> None:
    decision.override(actor=cast.odile, member=member, check=check, reason=reason)


def test_accept_member_that_passes(cast, bakery):
    assert decide(cast, bakery, Decision.ACCEPTED) == "ACCEPTED"
    assert (bakery.decided_by, bakery.reason) == (cast.odile, "")


def test_accept_member_that_fails(cast, paperless):
    with pytest.raises(BusinessError, match="Une vérification échoue"):
        decide(cast, paperless, Decision.ACCEPTED)


def test_refuse_member_with_reason(cast, bakery):
    assert decide(cast, bakery, Decision.REFUSED, " Sans travailleur. ") == "REFUSED"
    assert bakery.reason == "Sans travailleur."


def test_refuse_member_without_reason(cast, bakery):
    with pytest.raises(BusinessError, match="Indiquez le motif"):
        decide(cast, bakery, Decision.REFUSED, " ")


def test_leave_member_to_decide_again(cast, bakery):
    decide(cast, bakery, Decision.REFUSED, "Sans travailleur.")

    assert decide(cast, bakery, Decision.PENDING) == "PENDING"
    assert bakery.reason == ""


def test_decide_what_another_decided_meanwhile(cast, bakery):
    decide(cast, bakery, Decision.REFUSED, "Sans travailleur.")

    with pytest.raises(Conflict, match="Odile Ferland vient d’en décider"):
        decide(cast, bakery, Decision.ACCEPTED, seen=Decision.PENDING)


def test_decide_before_the_study_begins(cast):
    waiting = submitted(cast, cast.bakery).members.select_related("project").get()

    with pytest.raises(Conflict, match="Ce projet a été soumis"):
        decide(cast, waiting, Decision.REFUSED, "Trop tôt.")


@pytest.mark.parametrize("person", ["hubert", "simon"])
def test_decide_by_who_may_not(cast, bakery, person):
    with pytest.raises(NotAllowed):
        decision.decide_member(
            actor=getattr(cast, person), member=bakery, decision=Decision.ACCEPTED
        )


def test_decide_of_one_s_own_project(cast):
    own = in_study(cast, cast.bakery, by=cast.odile).members.select_related("project").get()

    with pytest.raises(NotAllowed, match="Qui a soumis"):
        decide(cast, own, Decision.ACCEPTED)


def test_override_lets_pass_with_reason(cast, paperless):
    override(cast, paperless, Check.PAPERS)

    assert decide(cast, paperless, Decision.ACCEPTED) == "ACCEPTED"
    given = CheckOverride.objects.get()
    assert (given.by, given.reason) == (cast.odile, "Vu au téléphone.")
    assert AuditEntry.objects.get(verb="override").details == {
        "check": "PAPERS",
        "reason": "Vu au téléphone.",
    }


def test_override_without_reason(cast, paperless):
    with pytest.raises(BusinessError, match="Indiquez le motif"):
        override(cast, paperless, Check.PAPERS, " ")


def test_override_what_passes(cast, bakery):
    with pytest.raises(BusinessError, match="est réussie"):
        override(cast, bakery, Check.PAPERS)


def test_override_unknown_to_the_register(cast):
    farm = employer(5, "Ferme du Cap inc.", standing=Standing.UNVERIFIED)
    unknown = in_study(cast, farm).members.select_related("project").get()

    with pytest.raises(BusinessError, match="reconnaissez l’employeur"):
        override(cast, unknown, Check.REGISTERED)


def test_override_member_of_another_mutuelle(cast, bakery):
    member(cast.other_mutuelle, cast.bakery)

    with pytest.raises(BusinessError, match="une mutuelle par année"):
        override(cast, bakery, Check.ONE_MUTUELLE)


def test_override_declared_elsewhere(cast, bakery):
    submitted(cast, cast.bakery, mutuelle=cast.other_mutuelle)

    override(cast, bakery, Check.ONE_MUTUELLE)

    assert decide(cast, bakery, Decision.ACCEPTED) == "ACCEPTED"


def test_override_what_another_overrode(cast, paperless):
    override(cast, paperless, Check.PAPERS)

    with pytest.raises(Conflict, match="Odile Ferland vient d’accorder"):
        override(cast, paperless, Check.PAPERS)


def test_lift_override_takes_decision_back(cast, paperless):
    override(cast, paperless, Check.PAPERS)
    decide(cast, paperless, Decision.ACCEPTED)

    decision.lift_override(actor=cast.odile, member=paperless, check=Check.PAPERS)

    paperless.refresh_from_db()
    assert (paperless.status, CheckOverride.objects.count()) == ("PENDING", 0)


def test_lift_override_twice(cast, paperless):
    with pytest.raises(Conflict, match="déjà levée"):
        decision.lift_override(actor=cast.odile, member=paperless, check=Check.PAPERS)


def test_recognize_enters_good_standing(cast):
    farm = employer(5, "Ferme du Cap inc.", standing=Standing.UNVERIFIED)
    unknown = in_study(cast, farm).members.select_related("project", "employer").get()

    decision.recognize(actor=cast.odile, member=unknown)

    farm.refresh_from_db()
    assert (farm.standing, decide(cast, unknown, Decision.ACCEPTED)) == ("GOOD", "ACCEPTED")


def test_recognize_known_employer(cast, bakery):
    with pytest.raises(Conflict, match="déjà reconnu"):
        decision.recognize(actor=cast.odile, member=bakery)


def test_decide_all_accepts_who_passes(cast, django_assert_max_num_queries):
    project = in_study(cast, cast.bakery, cast.garage)
    farm = employer(5, "Ferme du Cap inc.", standing=Standing.BAD)
    ProjectMember.objects.create(project=project, employer=farm)
    garage = project.members.select_related("project").get(employer=cast.garage)
    decide(cast, garage, Decision.REFUSED, "Sans travailleur.")

    with django_assert_max_num_queries(12):
        count = decision.decide_all(actor=cast.odile, project=project)

    assert count == 1
    found = project.members.order_by("pk").values_list("status", flat=True)
    assert list(found) == ["ACCEPTED", "REFUSED", "PENDING"]
