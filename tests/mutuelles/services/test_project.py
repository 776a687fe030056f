"""Projects of grouping: who opens them, and what the loser of a race reads."""

import pytest

from mutuelles.choices import ProjectKind, ProjectStatus
from mutuelles.models import Project
from mutuelles.services import project as projects
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry
from tests.cast import YEAR
from tests.projects import draft, submitted


def test_draft_of_a_year_without_project(cast):
    project = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    assert (project.kind, project.status) == (ProjectKind.NEW, ProjectStatus.DRAFT)
    assert AuditEntry.objects.get().verb == "open"


def test_draft_of_a_year_with_a_draft(cast):
    project = draft(cast)

    found = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    assert found == project


def test_draft_of_a_year_whose_project_was_withdrawn(cast):
    gone = draft(cast, status=ProjectStatus.WITHDRAWN)

    found = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    assert (found != gone, Project.objects.count()) == (True, 2)


def test_draft_of_a_year_whose_project_is_submitted(cast):
    project = submitted(cast)

    with pytest.raises(BusinessError) as error:
        projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    assert str(error.value) == projects.what_happened(project)


def test_draft_of_another_s_mutuelle(cast):
    with pytest.raises(NotAllowed):
        projects.draft_of(actor=cast.rita, mutuelle=cast.mutuelle, year=YEAR)


def test_draft_of_a_year_too_far(cast):
    with pytest.raises(BusinessError, match="Aucun projet"):
        projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR + 1)


def test_claim_a_project_that_someone_moved(cast):
    stale = submitted(cast)
    projects.claim(Project.objects.get(pk=stale.pk), ProjectStatus.IN_STUDY)

    with pytest.raises(Conflict) as error:
        projects.claim(stale, ProjectStatus.IN_STUDY)

    assert str(error.value) == projects.what_happened(Project.objects.get(pk=stale.pk))


def test_hold_a_project_in_another_status(cast):
    project = submitted(cast)

    with pytest.raises(Conflict):
        projects.hold(project, ProjectStatus.DRAFT)
