"""Projects of grouping: opened, submitted or withdrawn by their manager (`study` for the staff)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mutuelles.access import may_prepare
from mutuelles.choices import PROJECT_MOVES, ProjectKind, ProjectStatus
from mutuelles.models import Entente, Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit


@transaction.atomic
def draft_of(*, actor: User, mutuelle: Mutuelle, year: int) -> Project:
    """The draft of that year, opened if there is none; refused where it was submitted already."""
    _check_prepares(actor, mutuelle)
    project = Project.objects.alive().filter(mutuelle=mutuelle, year=year).first()
    project = project or _open(actor, mutuelle, year)
    if project.status != ProjectStatus.DRAFT:
        raise BusinessError(what_happened(project))
    return project


def _open(actor: User, mutuelle: Mutuelle, year: int) -> Project:
    """Of two people who open it at once, both get the same."""
    if year not in years_open(clock.today()):
        raise BusinessError(_("Aucun projet ne s’ouvre pour cette année."))
    renews = Entente.objects.filter(mutuelle=mutuelle, year__lt=year).exists()
    project, opened = Project.objects.alive().get_or_create(
        mutuelle=mutuelle,
        year=year,
        defaults={
            "kind": ProjectKind.RENEWAL if renews else ProjectKind.NEW,
            "opened_by": actor,
            "opened_at": clock.now(),
        },
    )
    if opened:
        audit.record(actor=actor, verb="open", subject=project)
    return project


def _check_prepares(actor: User, mutuelle: Mutuelle) -> None:
    if not may_prepare(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle prépare son projet."))


def claim(project: Project, status: ProjectStatus, **stamp: object) -> None:
    """Move a project to a status that may follow its own, in one conditional UPDATE: of two people
    at once, one is told what the other did. `stamp`: the fields written with it (who, when, why).
    """
    before = [s for s, after in PROJECT_MOVES.items() if status in after]
    moved = Project.objects.filter(pk=project.pk, status__in=before).update(status=status, **stamp)
    if not moved:
        raise Conflict(what_happened(_as_it_is(project)))
    for name, value in (stamp | {"status": status}).items():
        setattr(project, name, value)


def hold(project: Project, *statuses: ProjectStatus) -> Project:
    """The row as it is, locked until the end of the transaction; refused in another status.

    For what is done to a project without moving it: members, papers, decisions.
    """
    held = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if held.status not in statuses:
        raise Conflict(what_happened(_as_it_is(project)))
    return held


def _as_it_is(project: Project) -> Project:
    return Project.objects.select_related("submitted_by", "decided_by").get(pk=project.pk)


def what_happened(project: Project) -> str:
    """The state of a project as a sentence: for whoever wanted another."""
    submitted = {"by": project.submitted_by, "at": _moment(project.submitted_at)}
    decided = {"by": project.decided_by, "at": _moment(project.decided_at)}
    match project.status:
        case ProjectStatus.SUBMITTED:
            return _("Ce projet a été soumis par %(by)s, %(at)s.") % submitted
        case ProjectStatus.IN_STUDY:
            return _("Ce projet est à l’étude : le personnel en décidera.")
        case ProjectStatus.ACCEPTED:
            return _("Ce projet a été accepté par %(by)s, %(at)s.") % decided
        case ProjectStatus.REFUSED:
            return _("Ce projet a été refusé par %(by)s, %(at)s.") % decided
        case ProjectStatus.WITHDRAWN:
            return _("Ce projet a été retiré par %(by)s, %(at)s.") % decided
    return _("Ce projet est encore un brouillon.")


def _moment(at: dt.datetime | None) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return _("le %(day)s à %(time)s") % {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
