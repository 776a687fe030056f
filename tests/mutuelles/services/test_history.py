"""The history of a project, in words."""

import datetime as dt

from mutuelles.services import history
from mutuelles.services import project as projects
from portal.models import clock
from portal.services import audit
from tests.cast import TODAY
from tests.projects import draft, member


def test_lines_of_a_project(cast):
    project = draft(cast)
    member(project, cast.bakery)
    until = TODAY + dt.timedelta(days=1)
    projects.edit(actor=cast.hubert, project=project, outline="Autre exposé.")
    projects.allow_late(actor=cast.odile, project=project, until=until, reason="Grève.")
    projects.submit(actor=cast.hubert, project=project)
    projects.withdraw(actor=cast.hubert, project=project)

    lines = history.lines(project)

    assert [(line.act, line.by, line.detail) for line in lines] == [
        ("Exposé ou personnes désignées modifiés", "Hubert Lacasse", ""),
        ("Retard permis", "Odile Ferland", "jusqu’au 2021-12-17. Motif : Grève."),
        ("Projet soumis", "Hubert Lacasse", ""),
        ("Projet retiré", "Hubert Lacasse", ""),
    ]


def test_lines_leave_out_what_has_no_words(cast):
    project = draft(cast)
    audit.record(actor=cast.odile, verb="look", subject=project)

    assert history.lines(project) == []


def test_lines_of_the_portal_itself(cast):
    project = draft(cast)
    with clock.held(TODAY):
        audit.record(actor=None, verb="open", subject=project)

    assert [line.by for line in history.lines(project)] == ["Le portail"]
