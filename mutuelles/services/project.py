"""Projects of grouping: opened, submitted or withdrawn by their manager (`study` for the staff)."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.access import may_prepare, may_study
from mutuelles.choices import (
    MANDATING,
    PROJECT_MOVES,
    Decision,
    MemberListStatus,
    ProjectKind,
    ProjectStatus,
    Step,
    before,
)
from mutuelles.models import Entente, Firm, MemberPaper, Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from mutuelles.services import calendar
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit

EDITABLE = (
    "outline",
    *("lead_name", "lead_email", "lead_phone"),
    *("correspondent_name", "correspondent_email", "correspondent_phone"),
)


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
            **_named_last_year(mutuelle),
        },
    )
    if opened:
        audit.record(actor=actor, verb="open", subject=project)
    return project


def _named_last_year(mutuelle: Mutuelle) -> dict[str, str]:
    """The two people of the project before, who are most often the same."""
    names = [name for name in EDITABLE if name != "outline"]
    past = Project.objects.filter(mutuelle=mutuelle).order_by("-year", "-id")
    return past.values(*names).first() or {}


@transaction.atomic
def found(*, actor: User, firm: Firm, name: str, year: int) -> Project:
    """Open the project of a new mutuelle, which takes the next number."""
    mutuelle = Mutuelle(firm=firm, name=name.strip())
    _check_prepares(actor, mutuelle)
    # whoever founds at the same moment waits: numbers follow one another
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('mutuelle_number'))")
    if Mutuelle.objects.filter(firm=firm, name__iexact=mutuelle.name).exists():
        raise BusinessError(_("Votre firme gère déjà une mutuelle de ce nom."))
    last = Mutuelle.objects.order_by("number").values_list("number", flat=True).last()
    mutuelle.number = f"MUT{int((last or 'MUT00000')[3:]) + 1:05d}"
    mutuelle.save()
    audit.record(actor=actor, verb="found", subject=mutuelle)
    return draft_of(actor=actor, mutuelle=mutuelle, year=year)


@transaction.atomic
def edit(*, actor: User, project: Project, seen: str = "", **fields: str) -> None:
    """Write the exposé and the two people of a draft.

    `seen`: the `wording` that the person had before them; refused where someone wrote meanwhile.
    """
    _check_prepares(actor, project.mutuelle)
    held = hold(project, ProjectStatus.DRAFT)
    if seen and seen != wording(held):
        raise Conflict(_someone_wrote(held))
    before = {name: getattr(held, name) for name in EDITABLE}
    changed = [name for name in EDITABLE if fields.get(name, before[name]) != before[name]]
    for name in changed:
        setattr(held, name, fields[name])
    if changed:
        held.save(update_fields=changed)
        audit.record(actor=actor, verb="edit", subject=project, fields=changed)


def wording(project: Project) -> str:
    """A mark of what a manager may write of a project: another mark, another text."""
    written = "\0".join(getattr(project, name) for name in EDITABLE)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _someone_wrote(project: Project) -> str:
    last = audit.trail(project).filter(verb="edit").first()
    by = {"by": last.actor if last else project.opened_by}
    return _("%(by)s a modifié ce projet pendant que vous écriviez.") % by


@dataclass(frozen=True)
class Requirement:
    """What a project needs before it is submitted (seed 001, « Présentation d’un projet »)."""

    title: str
    is_met: bool


def requirements(project: Project) -> list[Requirement]:
    lead = project.lead_name and project.lead_email
    correspondent = project.correspondent_name and project.correspondent_email
    return [
        Requirement(_("l’exposé sommaire"), bool(project.outline)),
        Requirement(_("le nom et le courriel du responsable SST"), bool(lead)),
        Requirement(
            _("le nom et le courriel du responsable de la correspondance"), bool(correspondent)
        ),
        Requirement(_("au moins un membre"), project.members.exists()),
    ]


def figures(project: Project) -> dict[str, int]:
    """How many members, decided how, and how many whose current paper names a signatory."""
    papers = MemberPaper.objects.current().filter(member=OuterRef("pk"), kind__in=MANDATING)
    return project.members.aggregate(
        members=Count("pk"),
        accepted=Count("pk", filter=Q(status=Decision.ACCEPTED)),
        refused=Count("pk", filter=Q(status=Decision.REFUSED)),
        papers=Count("pk", filter=Exists(papers)),
    )


def awaits_confirmation(project: Project) -> bool:
    """A list was read that is not of the project yet: what is submitted leaves it out."""
    lists = project.mutuelle.member_lists.filter(year=project.year)
    return lists.filter(status=MemberListStatus.TO_CONFIRM).exists()


def deadline(project: Project) -> dt.date:
    """The last day, until its end, to submit: that of the calendar, or a delay that staff gave."""
    return project.late_until or calendar.dates(project.year)[Step.PROJECT]


@transaction.atomic
def submit(*, actor: User, project: Project) -> None:
    """Hand a complete draft to the staff, before its last day ends; its correspondent is told."""
    _check_prepares(actor, project.mutuelle)
    held = hold(project, ProjectStatus.DRAFT)
    missing = [each.title for each in requirements(held) if not each.is_met]
    if missing:
        raise BusinessError(_("Il manque au projet : %(what)s.") % {"what": ", ".join(missing)})
    _check_in_time(held)
    claim(project, ProjectStatus.SUBMITTED, submitted_by=actor, submitted_at=clock.now())
    notifications.project_submitted(project)
    audit.record(actor=actor, verb="submit", subject=project)


def _check_in_time(project: Project) -> None:
    last_day = deadline(project)
    if clock.today() > last_day:
        message = _("La soumission a pris fin le %(day)s ; le personnel peut permettre un retard.")
        raise BusinessError(message % {"day": last_day.isoformat()})


@transaction.atomic
def withdraw(*, actor: User, project: Project, reason: str = "") -> None:
    """Give a project up, whatever was asked of it, as long as nobody has decided of it."""
    _check_prepares(actor, project.mutuelle)
    stamp = {"decided_by": actor, "decided_at": clock.now(), "reason": reason.strip()}
    claim(project, ProjectStatus.WITHDRAWN, **stamp)
    audit.record(actor=actor, verb="withdraw", subject=project, reason=reason.strip())


@transaction.atomic
def allow_late(*, actor: User, project: Project, until: dt.date, reason: str) -> None:
    """Let a draft be submitted after the day of the calendar, until the end of another day."""
    if not may_study(actor) or may_prepare(actor, project.mutuelle):
        raise NotAllowed(_("Seul le personnel d’étude permet un retard, jamais à sa propre firme."))
    if not reason.strip():
        raise BusinessError(_("Indiquez pourquoi ce retard est permis."))
    _check_delay(project, until)
    held = hold(project, ProjectStatus.DRAFT)
    held.late_until, held.late_reason, held.late_by = until, reason.strip(), actor
    held.save(update_fields=["late_until", "late_reason", "late_by"])
    notifications.project_late(held)
    audit.record(
        actor=actor,
        verb="allow_late",
        subject=project,
        until=until.isoformat(),
        reason=reason.strip(),
    )


def _check_delay(project: Project, until: dt.date) -> None:
    """A delay gives time, and ends before the Entente takes effect."""
    dates = calendar.dates(project.year)
    first = max(clock.today(), dates[Step.PROJECT] + dt.timedelta(days=1))
    if not first <= until < dates[Step.EFFECT]:
        message = _("Choisissez un jour du %(first)s à la veille du %(effect)s.")
        days = {"first": first.isoformat(), "effect": dates[Step.EFFECT].isoformat()}
        raise BusinessError(message % days)


def _check_prepares(actor: User, mutuelle: Mutuelle) -> None:
    if not may_prepare(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle prépare son projet."))


def claim(project: Project, status: ProjectStatus, **stamp: object) -> None:
    """Move a project to a status that may follow its own, in one conditional UPDATE: of two people
    at once, one is told what the other did. `stamp`: the fields written with it (who, when, why).
    """
    moved = Project.objects.filter(pk=project.pk, status__in=before(status, PROJECT_MOVES)).update(
        status=status, **stamp
    )
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
