"""Where the members of a mutuelle's year stand, and how many stand there."""

import datetime as dt

import pytest

from documents.models import Document
from documents.services import cockpit, status
from documents.services.cockpit import Papers
from mutuelles.choices import Decision, MembershipStatus, PaperKind, PaperStatus, ProjectStatus
from mutuelles.models import Entente, Membership, Mutuelle
from portal.models import Employer
from tests import members as state
from tests import projects
from tests.cast import TODAY, YEAR, Cast, employer, letter, member

FACETS = ("status", "papers", "signature", "reading")


def standing_of(mutuelle: Mutuelle, *facts: str, year: int = YEAR) -> dict[str, tuple]:
    """By name of the employer: its facets, or these facts."""
    rows = cockpit.with_first_reading(cockpit.members(cockpit.roll(mutuelle, year)))
    return {name: tuple(found) for name, *found in rows.values_list("name", *(facts or FACETS))}


def accepted(cast: Cast, *employers: Employer) -> dict[str, Membership]:
    """Members of this year by a project, each with its résolution verified."""
    project = projects.submitted(
        cast, *employers, status=ProjectStatus.ACCEPTED, decided_by=cast.odile
    )
    for each in project.members.all():
        projects.paper(each)
    return {each.name: member(cast.mutuelle, each) for each in employers}


def test_follow_a_member_from_acceptance_to_reading(cast):
    (bakery,) = accepted(cast, cast.bakery).values()
    steps = [standing_of(cast.mutuelle)]

    state.signed(cast.maude, bakery)
    steps.append(standing_of(cast.mutuelle))
    (document,) = state.delivered(bakery)
    steps.append(standing_of(cast.mutuelle))
    state.read(cast.maude, document)
    steps.append(standing_of(cast.mutuelle))

    assert [step[cast.bakery.name] for step in steps] == [
        ("ACTIVE", Papers.VERIFIED, "TO_SIGN", "UNISSUED"),
        ("ACTIVE", Papers.VERIFIED, "PORTAL", "UNISSUED"),
        ("ACTIVE", Papers.VERIFIED, "PORTAL", "TO_CONSULT"),
        ("ACTIVE", Papers.VERIFIED, "PORTAL", "CONSULTED"),
    ]


def test_tell_day_of_first_reading(cast):
    bakery = member(cast.mutuelle, cast.bakery)
    (document,) = state.delivered(bakery)
    for day in (TODAY, TODAY + dt.timedelta(5)):
        state.read(cast.maude, document, on=day)

    found = standing_of(cast.mutuelle, "document_key", "first_read_on")

    assert found == {cast.bakery.name: (document.public_id, TODAY)}


def test_ask_nothing_of_who_is_out(cast):
    members = accepted(cast, cast.bakery, cast.garage)
    Membership.objects.filter(pk=members[cast.bakery.name].pk).update(
        status=MembershipStatus.EXCLUDED
    )
    state.leaving(cast.serge, members[cast.garage.name])

    assert standing_of(cast.mutuelle) == {
        cast.bakery.name: ("EXCLUDED", None, "", ""),
        cast.garage.name: ("NOTIFIED", Papers.VERIFIED, "TO_SIGN", "UNISSUED"),
    }


def test_show_members_of_project_until_there_are_members(cast):
    project = projects.draft(cast)
    projects.member(project, cast.bakery)
    projects.member(project, cast.garage, status=Decision.REFUSED)

    before = standing_of(cast.mutuelle)
    member(cast.mutuelle, cast.bakery)

    assert before == {
        cast.bakery.name: ("PENDING", Papers.MISSING, "", "UNISSUED"),
        cast.garage.name: ("REFUSED", None, "", ""),
    }
    assert standing_of(cast.mutuelle) == {
        cast.bakery.name: ("ACTIVE", Papers.MISSING, "TO_SIGN", "UNISSUED")
    }


@pytest.mark.parametrize(
    ("resolution", "revocation", "worst"),
    [
        (PaperStatus.VERIFIED, PaperStatus.VERIFIED, Papers.VERIFIED),
        (PaperStatus.VERIFIED, PaperStatus.RECEIVED, Papers.RECEIVED),
        (PaperStatus.RECEIVED, PaperStatus.REFUSED, Papers.REFUSED),
        (PaperStatus.REFUSED, None, Papers.MISSING),
    ],
)
def test_say_worst_of_papers_owed(cast, resolution, revocation, worst):
    projects.past(cast.other_mutuelle, cast.bakery)
    theirs = projects.member(projects.draft(cast), cast.bakery)
    projects.paper(theirs, status=resolution)
    if revocation:
        projects.paper(theirs, PaperKind.REVOCATION, status=revocation)

    assert standing_of(cast.mutuelle, "papers") == {cast.bakery.name: (worst,)}


def test_owe_no_papers_without_a_project(cast):
    member(cast.mutuelle, cast.bakery)

    assert standing_of(cast.mutuelle, "papers") == {cast.bakery.name: (None,)}


def test_sign_nothing_without_an_entente(cast):
    member(cast.mutuelle, cast.bakery)
    Entente.objects.all().delete()

    assert standing_of(cast.mutuelle, "signature") == {cast.bakery.name: ("",)}


def test_count_as_delivered_nothing_else(cast):
    """Neither what was withdrawn, nor another year's, another mutuelle's or another kind."""
    bakery = member(cast.mutuelle, cast.bakery)
    elsewhere = Membership(mutuelle=cast.other_mutuelle, employer=cast.bakery, year=YEAR)
    last_year = Membership(mutuelle=cast.mutuelle, employer=cast.bakery, year=YEAR - 1)
    withdrawn, *_others = state.delivered(bakery, elsewhere, last_year)
    status.add(document=withdrawn, status="WITHDRAWN", user=cast.odile, reason="Erreur.")
    letter(cast.bakery)

    assert standing_of(cast.mutuelle, "reading") == {cast.bakery.name: ("UNISSUED",)}
    assert Document.objects.count() == 4


def test_count_what_each_filter_shows(cast):
    employers = [cast.bakery, cast.garage, *(employer(5 + n, f"Ferme {n}") for n in range(4))]
    members = list(accepted(cast, *employers).values())
    state.signed(cast.maude, *members[:4])
    state.read(cast.maude, *state.delivered(*members[:3])[:1])
    shown = cockpit.members(cockpit.roll(cast.mutuelle, YEAR))

    figures = cockpit.figures(shown)

    counted = {
        (facet, word): figures.of(facet, [word])
        for facet in FACETS
        for word in {getattr(group, facet) for group in figures.groups}
    }
    assert counted == {
        (facet, word): shown.filter(**{facet: word}).count() for facet, word in counted
    }
    assert counted == {
        ("status", "ACTIVE"): 6,
        ("papers", Papers.VERIFIED): 6,
        ("signature", "PORTAL"): 4,
        ("signature", "TO_SIGN"): 2,
        ("reading", "CONSULTED"): 1,
        ("reading", "TO_CONSULT"): 2,
        ("reading", "UNISSUED"): 3,
    }


def test_find_whom_nobody_speaks_for(cast):
    farm = employer(5, "Ferme du Cap inc.")
    accepted(cast, cast.bakery, cast.garage, farm)
    state.speaks(cast.hubert, farm)  # its manager does not count
    cast.serge.is_active = False
    cast.serge.save()

    alone = cockpit.without_anybody(cockpit.members(cockpit.roll(cast.mutuelle, YEAR)))

    assert {each.name for each in alone} == {cast.garage.name, farm.name}


def test_count_establishments(cast):
    accepted(cast, cast.bakery, cast.garage)
    members = cockpit.members(cockpit.roll(cast.mutuelle, YEAR))

    found = cockpit.with_establishments(members).values_list("name", "establishment_count")

    assert dict(found) == {cast.bakery.name: 2, cast.garage.name: 1}
