"""Which papers are owed, and where each stands."""

from itertools import product

import pytest
from django.db.models import OuterRef
from django.utils import timezone

from mutuelles.choices import MembershipStatus, PaperKind, PaperStatus
from mutuelles.models import Membership, Project, Revocation
from mutuelles.services import paper_states
from mutuelles.services.checks import changes_manager, had_revoked
from mutuelles.services.paper_states import Papers, Tally, Worst
from portal.models import Employer
from tests.cast import Cast, employer
from tests.projects import draft, member, paper, past

MISSING, RECEIVED, VERIFIED = "MISSING", "RECEIVED", "VERIFIED"
KINDS = (PaperKind.RESOLUTION, PaperKind.REVOCATION, PaperKind.ANNULMENT)


@pytest.fixture
def project(cast) -> Project:
    return draft(cast)


def state(project: Project, theirs: Employer) -> Papers:
    member = project.members.get(employer=theirs)
    return paper_states.states(project)[member.pk]


def revoke(cast: Cast, membership: Membership, status: str = "NOTIFIED") -> None:
    Revocation.objects.create(
        membership=membership, status=status, notified_by=cast.maude, notified_at=timezone.now()
    )


def test_owe_mandate_alone(cast, project):
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, "", "")


@pytest.mark.parametrize("kind", [PaperKind.RESOLUTION, PaperKind.PROCURATION])
def test_read_either_mandate(cast, project, kind):
    paper(member(project, cast.bakery), kind, status=PaperStatus.RECEIVED)

    assert state(project, cast.bakery) == Papers(RECEIVED, "", "")


def test_read_last_paper_of_a_use(cast, project):
    theirs = member(project, cast.bakery)
    paper(theirs, status=PaperStatus.REPLACED)
    paper(theirs, status=PaperStatus.REFUSED)

    assert state(project, cast.bakery) == Papers("REFUSED", "", "")


def test_owe_revocation_when_manager_changes(cast, project):
    past(cast.other_mutuelle, cast.bakery)
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, MISSING, "")


def test_owe_no_revocation_to_the_same_firm(cast, project):
    cast.other_mutuelle.firm = cast.firm
    cast.other_mutuelle.save()
    past(cast.other_mutuelle, cast.bakery)
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, "", "")


def test_owe_no_revocation_given_on_the_portal(cast, project):
    revoke(cast, past(cast.other_mutuelle, cast.bakery))
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, "", "")


def test_owe_no_revocation_after_exclusion(cast, project):
    past(cast.other_mutuelle, cast.bakery, status=MembershipStatus.EXCLUDED)
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, "", "")


@pytest.mark.parametrize(("status", "annulment"), [("NOTIFIED", MISSING), ("ANNULLED", "")])
def test_owe_annulment_of_standing_revocation(cast, project, status, annulment):
    revoke(cast, past(cast.mutuelle, cast.bakery), status)
    member(project, cast.bakery)

    assert state(project, cast.bakery) == Papers(MISSING, "", annulment)


def test_show_what_was_given_without_being_owed(cast, project):
    theirs = member(project, cast.bakery)
    paper(theirs, PaperKind.REVOCATION, status=PaperStatus.RECEIVED)

    assert state(project, cast.bakery) == Papers(MISSING, RECEIVED, "")


@pytest.mark.parametrize(
    ("papers", "is_complete", "missing"),
    [
        (Papers(VERIFIED, "", ""), True, []),
        (Papers(VERIFIED, VERIFIED, VERIFIED), True, []),
        (Papers(RECEIVED, "", ""), False, []),
        (Papers(VERIFIED, MISSING, ""), False, ["revocation"]),
        (Papers(MISSING, "", MISSING), False, ["mandate", "annulment"]),
    ],
)
def test_tell_when_all_is_there(papers, is_complete, missing):
    assert (papers.is_complete, papers.missing) == (is_complete, missing)


def test_tally_members_of_each_state(cast, project):
    past(cast.other_mutuelle, cast.garage)
    paper(member(project, cast.bakery))
    paper(member(project, cast.garage), status=PaperStatus.RECEIVED)
    paper(member(project, employer(5, "Ferme du Cap inc.")), status=PaperStatus.REFUSED)

    assert paper_states.tally(project) == Tally(
        members=3, missing=1, received=1, refused=1, complete=1
    )


def test_ask_as_many_questions_for_three_members_as_for_one(
    cast, project, django_assert_num_queries
):
    for each in (cast.bakery, cast.garage, employer(5, "Ferme du Cap inc.")):
        member(project, each)

        with django_assert_num_queries(1):
            paper_states.states(project)
        with django_assert_num_queries(1):
            paper_states.tally(project)


def test_say_worst_of_each_member_as_its_states_do(cast, project):
    """Every mix of papers given, of members that owe nothing more, a révocation, an annulment."""
    given = [None, PaperStatus.REFUSED, PaperStatus.RECEIVED, PaperStatus.VERIFIED]
    owing = ["", "revocation", "annulment"]
    for serial, (owed, *statuses) in enumerate(product(owing, given, given, given), start=100):
        theirs = member(project, employer(serial, f"Ferme {serial}"))
        for kind, status in zip(KINDS, statuses, strict=True):
            if status:
                paper(theirs, kind, status=status)
        if owed == "revocation":
            past(cast.other_mutuelle, theirs.employer)
        if owed == "annulment":
            revoke(cast, past(cast.mutuelle, theirs.employer))
    changes = changes_manager(year=project.year, firm=cast.firm.pk)
    revoked = had_revoked(year=project.year, mutuelle=cast.mutuelle.pk)
    members = project.members.annotate(worst=paper_states.worst(OuterRef("pk"), changes, revoked))

    found = dict(members.values_list("pk", "worst"))

    assert found == {
        pk: min(Worst[each] for each in (had.mandate, had.revocation, had.annulment) if each)
        for pk, had in paper_states.states(project).items()
    }
    assert len(found) == 192
