"""What staff decide of single members of a project: a word, a « dérogation », yes or no."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mutuelles.access import may_study
from mutuelles.choices import Check, Decision, ProjectStatus
from mutuelles.models import CheckOverride, Project, ProjectMember
from mutuelles.services import answers
from mutuelles.services.checks import BLOCKED, FAILS, FINAL, Figures
from mutuelles.services.project import hold
from portal.choices import Standing
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import Employer, User, clock
from portal.services import audit

NAMED = 5  # members that a refusal names; the page lists the others


@dataclass(frozen=True)
class Outcome:
    """How many members an acceptance takes, and how many it leaves out."""

    accepted: int
    refused: int


def check_decides(actor: User, project: Project) -> None:
    if not may_study(actor):
        raise NotAllowed(_("Seul le personnel d’étude décide d’un projet."))
    if project.submitted_by_id == actor.pk:
        raise NotAllowed(_("Qui a soumis un projet ne peut pas en décider."))


def _hold(actor: User, member: ProjectMember) -> None:
    """Two people who decide of members of one project take turns."""
    check_decides(actor, member.project)
    hold(member.project, ProjectStatus.IN_STUDY)


@transaction.atomic
def recognize(*, actor: User, member: ProjectMember) -> None:
    """Enter an unverified employer in the register, in good standing, on the word of staff."""
    _hold(actor, member)
    unverified = Employer.objects.filter(pk=member.employer_id, standing=Standing.UNVERIFIED)
    if not unverified.update(standing=Standing.GOOD):
        raise Conflict(_("Cet employeur est déjà reconnu."))
    audit.record(actor=actor, verb="recognize", subject=member.employer)


@transaction.atomic
def override(*, actor: User, member: ProjectMember, check: Check, reason: str) -> CheckOverride:
    """Let a member pass a check that fails, and say why: « dérogation »."""
    _hold(actor, member)
    reason = reason.strip()
    if not reason:
        raise BusinessError(_("Indiquez le motif de la dérogation."))
    _check_overridable(member, check)
    given, new = CheckOverride.objects.get_or_create(
        member=member,
        check_name=check,
        defaults={"reason": reason, "by": actor, "at": clock.now()},
    )
    if not new:
        raise Conflict(_("%(name)s vient d’accorder cette dérogation.") % {"name": given.by})
    audit.record(actor=actor, verb="override", subject=member, check=check.value, reason=reason)
    return given


def _check_overridable(member: ProjectMember, check: Check) -> None:
    one = ProjectMember.objects.filter(pk=member.pk)
    if check in FINAL and one.filter(FINAL[check]).exists():
        raise BusinessError(
            _("Aucune dérogation : reconnaissez l’employeur, ou refusez-le.")
            if check == Check.REGISTERED
            else _("Aucune dérogation : un employeur n’est membre que d’une mutuelle par année.")
        )
    if not one.filter(FAILS[check]).exists():
        raise BusinessError(_("Cette vérification est réussie : rien n’est à déroger."))


@transaction.atomic
def lift_override(*, actor: User, member: ProjectMember, check: Check) -> None:
    """Take back a « dérogation »; a member accepted thanks to it is to decide again."""
    _hold(actor, member)
    lifted, _rows = CheckOverride.objects.filter(member=member, check_name=check).delete()
    if not lifted:
        raise Conflict(_("Cette dérogation est déjà levée."))
    accepted = ProjectMember.objects.filter(pk=member.pk, status=Decision.ACCEPTED)
    _mark(actor, accepted.filter(BLOCKED), Decision.PENDING)
    audit.record(actor=actor, verb="lift_override", subject=member, check=check.value)


@transaction.atomic
def decide_member(
    *,
    actor: User,
    member: ProjectMember,
    decision: Decision,
    reason: str = "",
    seen: Decision | None = None,
) -> None:
    """Accept or refuse one member, or leave it to decide again.

    `seen`: the decision that the person had before them; where it is another by now, they read it.
    """
    _hold(actor, member)
    reason = reason.strip()
    if decision == Decision.REFUSED and not reason:
        raise BusinessError(_("Indiquez le motif du refus : le gestionnaire le lira."))
    now = ProjectMember.objects.select_related("decided_by").get(pk=member.pk)
    if seen is not None and now.status != seen:
        raise Conflict(_what_was_decided(now))
    if decision == Decision.ACCEPTED:
        _check_passes(member)
    kept = reason if decision == Decision.REFUSED else ""
    _mark(actor, ProjectMember.objects.filter(pk=member.pk), decision, kept)
    audit.record(actor=actor, verb="decide", subject=member, decision=decision.value, reason=kept)


def _what_was_decided(member: ProjectMember) -> str:
    facts = {"name": member.decided_by, "decision": member.get_status_display()}
    return _("%(name)s vient d’en décider : « %(decision)s ».") % facts


def _check_passes(member: ProjectMember) -> None:
    if ProjectMember.objects.filter(BLOCKED, pk=member.pk).exists():
        raise BusinessError(
            _("Une vérification échoue : accordez une dérogation, ou refusez ce membre.")
        )


@transaction.atomic
def decide_all(*, actor: User, project: Project) -> int:
    """Accept every undecided member whose checks pass; how many."""
    check_decides(actor, project)
    hold(project, ProjectStatus.IN_STUDY)
    count = _accept_passing(actor, project)
    audit.record(actor=actor, verb="decide_all", subject=project, accepted=count)
    return count


def _accept_passing(actor: User, project: Project) -> int:
    pending = project.members.filter(status=Decision.PENDING)
    return _mark(actor, pending.filter(~BLOCKED), Decision.ACCEPTED)


def _mark(
    actor: User, members: QuerySet[ProjectMember], decision: Decision, reason: str = ""
) -> int:
    return members.update(status=decision, reason=reason, decided_by=actor, decided_at=clock.now())


def to_be_accepted(project: Project) -> QuerySet[ProjectMember]:
    """Those whom accepting the project would make members."""
    pending = Q(status=Decision.PENDING) & ~BLOCKED
    return project.members.filter(pending | Q(status=Decision.ACCEPTED))


def to_be_refused(project: Project) -> QuerySet[ProjectMember]:
    """Those whom nobody decided of, and whom accepting the project would leave out."""
    return project.members.filter(BLOCKED, status=Decision.PENDING)


def forecast(figures: Figures) -> Outcome:
    """What accepting the project would give."""
    return Outcome(
        figures.decisions[Decision.ACCEPTED] + figures.undecided_passing,
        figures.decisions[Decision.REFUSED] + figures.undecided_blocked,
    )


def settle(actor: User, project: Project) -> Outcome:
    """Decide of what nobody decided of, as the checks say, for a project that is being accepted."""
    _check_accepted_still_pass(project)
    _accept_passing(actor, project)
    left = project.members.filter(status=Decision.PENDING)
    answers.refuse(actor=actor, project=project, members=left)
    return Outcome(
        project.members.filter(status=Decision.ACCEPTED).count(),
        project.members.filter(status=Decision.REFUSED).count(),
    )


def _check_accepted_still_pass(project: Project) -> None:
    """The register, a paper or another project may have changed since each was accepted."""
    accepted = project.members.filter(status=Decision.ACCEPTED)
    names = accepted.filter(BLOCKED).values_list("employer__name", flat=True)
    if found := list(names.order_by("employer__name_key")[:NAMED]):
        message = _("Ne passent plus l’étude : %(names)s. Décidez-en de nouveau.")
        raise Conflict(message % {"names": ", ".join(found)})
