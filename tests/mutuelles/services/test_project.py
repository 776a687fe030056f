"""Projects of grouping: who opens them, and what the loser of a race reads."""

import datetime as dt

import pytest
from django.utils import timezone

from mutuelles.choices import ProjectKind, ProjectStatus, Step
from mutuelles.models import KeyDate, ManagerMandate, Project
from mutuelles.services import project as projects
from mutuelles.services import study
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, OutgoingMail, clock
from tests.cast import TODAY, YEAR, Cast
from tests.projects import draft, member, submitted

LAST_DAY = dt.date(2021, 9, 30)


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


def test_draft_of_a_mutuelle_with_an_entente_before(cast):
    study.conclude(cast.mutuelle, YEAR)

    with clock.held(dt.date(YEAR, 6, 1)):
        project = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR + 1)

    assert project.kind == ProjectKind.RENEWAL


def test_draft_of_a_mutuelle_with_a_project_before(cast):
    draft(cast, year=YEAR - 1, status=ProjectStatus.WITHDRAWN)

    project = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    assert (project.lead_name, project.outline) == ("Anne Roy", "")


def test_found_a_mutuelle(cast):
    project = projects.found(actor=cast.hubert, firm=cast.firm, name=" Mutuelle du sel ", year=YEAR)

    assert (project.mutuelle.number, project.mutuelle.name) == ("MUT00044", "Mutuelle du sel")
    assert project.kind == ProjectKind.NEW


def test_found_a_mutuelle_twice(cast):
    projects.found(actor=cast.hubert, firm=cast.firm, name="Mutuelle du sel", year=YEAR)

    with pytest.raises(BusinessError, match="déjà une mutuelle de ce nom"):
        projects.found(actor=cast.hubert, firm=cast.firm, name="mutuelle du SEL", year=YEAR)


def test_found_a_mutuelle_for_another_s_firm(cast):
    with pytest.raises(NotAllowed):
        projects.found(actor=cast.rita, firm=cast.firm, name="Mutuelle du sel", year=YEAR)


def test_edit_a_draft(cast):
    project = draft(cast)

    projects.edit(actor=cast.hubert, project=project, outline="Autre exposé.", lead_name="Anne Roy")

    project.refresh_from_db()
    assert project.outline == "Autre exposé."
    assert AuditEntry.objects.get().details == {"fields": ["outline"]}


def test_edit_a_draft_without_change(cast):
    project = draft(cast)

    projects.edit(actor=cast.hubert, project=project, outline=project.outline)

    assert AuditEntry.objects.count() == 0


def test_edit_a_draft_that_someone_wrote_meanwhile(cast):
    project = draft(cast)
    seen = projects.wording(project)
    projects.edit(actor=cast.hubert, project=project, outline="Autre exposé.", seen=seen)

    with pytest.raises(Conflict) as error:
        projects.edit(actor=cast.hubert, project=project, outline="Le mien.", seen=seen)

    assert str(error.value) == "Hubert Lacasse a modifié ce projet pendant que vous écriviez."


def test_edit_a_submitted_project(cast):
    project = submitted(cast)

    with pytest.raises(Conflict):
        projects.edit(actor=cast.hubert, project=project, outline="Autre exposé.")


def complete(cast: Cast, **fields: object) -> Project:
    project = draft(cast, **fields)
    member(project, cast.bakery)
    return project


def test_submit_a_complete_draft(cast):
    project = complete(cast)

    with clock.held(LAST_DAY):
        projects.submit(actor=cast.hubert, project=project)

    project.refresh_from_db()
    assert (project.status, project.submitted_by) == (ProjectStatus.SUBMITTED, cast.hubert)
    assert timezone.localdate(project.submitted_at) == LAST_DAY
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        project.correspondent_email,
        "Projet 2022 reçu : mutuelle MUT00042",
    )


def test_submit_an_empty_draft(cast):
    project = projects.draft_of(actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR)

    with clock.held(LAST_DAY), pytest.raises(BusinessError) as error:
        projects.submit(actor=cast.hubert, project=project)

    assert str(error.value) == (
        "Il manque au projet : l’exposé sommaire, le nom et le courriel du responsable SST, "
        "le nom et le courriel du responsable de la correspondance, au moins un membre."
    )


def test_submit_a_project_twice(cast):
    project = complete(cast)

    with clock.held(LAST_DAY), pytest.raises(Conflict):
        projects.submit(actor=cast.hubert, project=project)
        projects.submit(actor=cast.hubert, project=project)


def test_submit_another_s_project(cast):
    project = complete(cast)

    with clock.held(LAST_DAY), pytest.raises(NotAllowed):
        projects.submit(actor=cast.rita, project=project)


def at(monkeypatch: pytest.MonkeyPatch, day: int, month: int, hour: int, minute: int) -> None:
    """The server's own clock, in Québec; the portal follows it as long as staff set no day."""
    moment = dt.datetime(2021, month, day, hour, minute, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_submit_at_one_minute_before_the_end(cast, settings, monkeypatch):
    settings.PORTAL_TODAY = None
    project = complete(cast)
    at(monkeypatch, 30, 9, 23, 59)

    projects.submit(actor=cast.hubert, project=project)

    assert project.status == ProjectStatus.SUBMITTED


def test_submit_at_the_first_minute_after_the_end(cast, settings, monkeypatch):
    settings.PORTAL_TODAY = None
    project = complete(cast)
    at(monkeypatch, 1, 10, 0, 0)

    with pytest.raises(BusinessError) as error:
        projects.submit(actor=cast.hubert, project=project)

    assert str(error.value) == (
        "La soumission a pris fin le 2021-09-30 ; le personnel peut permettre un retard."
    )


def test_submit_late_where_the_calendar_was_moved(cast):
    KeyDate.objects.create(year=YEAR, step=Step.PROJECT, day=TODAY)
    project = complete(cast)

    projects.submit(actor=cast.hubert, project=project)

    assert project.status == ProjectStatus.SUBMITTED


def test_submit_late_where_staff_allow_it(cast):
    project = complete(cast)
    projects.allow_late(actor=cast.odile, project=project, until=TODAY, reason="Grève des postes.")

    projects.submit(actor=cast.hubert, project=project)

    assert project.status == ProjectStatus.SUBMITTED


def test_allow_late(cast):
    project = draft(cast)
    until = TODAY + dt.timedelta(days=5)

    projects.allow_late(actor=cast.odile, project=project, until=until, reason="Grève.")

    project.refresh_from_db()
    assert (project.late_until, project.late_reason, project.late_by) == (
        until,
        "Grève.",
        cast.odile,
    )
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.details) == (
        "allow_late",
        {"until": "2021-12-21", "reason": "Grève."},
    )
    assert OutgoingMail.objects.get().recipient == cast.hubert.email


def test_allow_late_without_the_right(cast):
    project = draft(cast)

    for actor in (cast.hubert, cast.simon):
        with pytest.raises(NotAllowed):
            projects.allow_late(actor=actor, project=project, until=TODAY, reason="Grève.")


def test_allow_late_to_one_s_own_firm(cast):
    project = draft(cast)
    ManagerMandate.objects.create(user=cast.odile, firm=cast.firm, starts_on=TODAY)

    with pytest.raises(NotAllowed):
        projects.allow_late(actor=cast.odile, project=project, until=TODAY, reason="Grève.")


def test_allow_late_without_reason(cast):
    project = draft(cast)

    with pytest.raises(BusinessError, match="pourquoi"):
        projects.allow_late(actor=cast.odile, project=project, until=TODAY, reason="  ")


@pytest.mark.parametrize("day", [TODAY - dt.timedelta(days=1), dt.date(2022, 1, 1)])
def test_allow_late_until_a_day_that_helps_nobody(cast, day):
    project = draft(cast)

    with pytest.raises(BusinessError) as error:
        projects.allow_late(actor=cast.odile, project=project, until=day, reason="Grève.")

    assert str(error.value) == "Choisissez un jour du 2021-12-16 à la veille du 2022-01-01."


def test_allow_late_to_a_submitted_project(cast):
    project = submitted(cast)

    with pytest.raises(Conflict):
        projects.allow_late(actor=cast.odile, project=project, until=TODAY, reason="Grève.")


@pytest.mark.parametrize(
    "status", [ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY]
)
def test_withdraw_before_a_decision(cast, status):
    project = submitted(cast, status=status)

    projects.withdraw(actor=cast.hubert, project=project, reason="La firme change de mains.")

    project.refresh_from_db()
    assert (project.status, project.reason) == (
        ProjectStatus.WITHDRAWN,
        "La firme change de mains.",
    )


def test_withdraw_after_a_decision(cast):
    project = submitted(
        cast, status=ProjectStatus.REFUSED, decided_by=cast.odile, decided_at=clock.now()
    )

    with pytest.raises(Conflict):
        projects.withdraw(actor=cast.hubert, project=project)


def test_withdraw_another_s_project(cast):
    project = submitted(cast)

    with pytest.raises(NotAllowed):
        projects.withdraw(actor=cast.rita, project=project)
