"""The study of a project by staff: taken up, then accepted whole, or refused (`decision` for
single members)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.choices import Decision, ProjectStatus, Step
from mutuelles.models import Project
from mutuelles.services import calendar, contact, decision, enrolment, signature
from mutuelles.services.decision import Outcome, check_decides
from mutuelles.services.entente import conclude
from mutuelles.services.project import claim
from portal.errors import BusinessError, Conflict
from portal.models import Employer, User, clock
from portal.services import audit

DAYS_TO_SIGN = 30  # « un délai d’au moins 30 jours est accordé » (seed 001)


@dataclass(frozen=True)
class Premiums:
    """Both typed by staff, in dollars: no source gives the value of the threshold."""

    total: Decimal
    threshold: Decimal
    reason: str = ""  # why the project is accepted all the same

    @property
    def reach(self) -> bool:
        return self.total >= self.threshold


@transaction.atomic
def start(*, actor: User, project: Project) -> None:
    """Take up the study of a submitted project."""
    check_decides(actor, project)
    claim(project, ProjectStatus.IN_STUDY)
    audit.record(actor=actor, verb="study", subject=project)


@transaction.atomic
def refuse(*, actor: User, project: Project, reason: str) -> None:
    """Refuse the whole project; its correspondent reads why."""
    check_decides(actor, project)
    reason = reason.strip()
    if not reason:
        raise BusinessError(_("Indiquez le motif du refus : le gestionnaire le lira."))
    stamp = {"decided_by": actor, "decided_at": clock.now(), "reason": reason}
    claim(project, ProjectStatus.REFUSED, **stamp)
    notifications.project_refused(project)
    audit.record(actor=actor, verb="refuse", subject=project, reason=reason)


@transaction.atomic
def accept(
    *,
    actor: User,
    project: Project,
    admitted: Collection[int] = (),
    sign_until: dt.date | None = None,
    premiums: Premiums | None = None,
    announced: Outcome | None = None,
) -> Outcome:
    """Make the members of a project, their Entente and the invitations; ask for signatures.

    Undecided members follow their checks. `admitted`: keys of the employers whose contact, who has
    an account already, may act for them. `sign_until`: a longer delay to sign. `announced`: what
    the person read before saying yes; where it is true no more, nothing is done.
    """
    check_decides(actor, project)
    _check_day(project)
    _check_delay(project, sign_until)
    _check_premiums(premiums)
    stamp = _stamp(actor, sign_until, premiums)
    claim(project, ProjectStatus.ACCEPTED, **stamp)
    _take_turns(project)
    outcome = decision.settle(actor, project)
    _check_outcome(outcome, announced)
    enrolment.enrol(project)
    entente = conclude(project.mutuelle, project.year, due_on=sign_until)
    _admit(actor, project, admitted)
    signature.ask(entente=entente)
    notifications.project_accepted(
        project, accepted=outcome.accepted, refused=outcome.refused, due_on=entente.due_on
    )
    _record(actor, project, outcome, premiums)
    return outcome


def _check_day(project: Project) -> None:
    """The Entente runs from 1 January: nobody joins after it (an inference from seed 001)."""
    effect = calendar.dates(project.year)[Step.EFFECT]
    if clock.today() > effect and not settings.JOIN_AFTER_JANUARY:
        message = _("L’Entente est en vigueur depuis le %(day)s : nul n’y entre après ce jour.")
        raise BusinessError(message % {"day": effect.isoformat()})


def _check_delay(project: Project, sign_until: dt.date | None) -> None:
    earliest = earliest_delay(project)
    if sign_until is not None and sign_until < earliest:
        message = _("Le délai accordé court au moins jusqu’au %(day)s.")
        raise BusinessError(message % {"day": earliest.isoformat()})


def earliest_delay(project: Project) -> dt.date:
    """The first day that a delay may end: 30 days from acceptance, never before the rule's own."""
    rule = calendar.dates(project.year)[Step.SIGNATURE]
    return max(rule, clock.today() + dt.timedelta(days=DAYS_TO_SIGN))


def _check_premiums(premiums: Premiums | None) -> None:
    if premiums and not premiums.reach and not premiums.reason.strip():
        raise BusinessError(
            _("Les primes n’atteignent pas le seuil : indiquez pourquoi le projet est accepté.")
        )


def _stamp(actor: User, sign_until: dt.date | None, premiums: Premiums | None) -> dict[str, object]:
    return {
        "decided_by": actor,
        "decided_at": clock.now(),
        "sign_until": sign_until,
        "premiums": premiums and premiums.total,
        "premium_threshold": premiums and premiums.threshold,
    }


def _take_turns(project: Project) -> None:
    """Acceptances that name the same employer follow one another; each sees what was made."""
    # each in one order, so that none waits for another that waits for it
    for rows in (
        project.members.all(),
        Employer.objects.filter(pk__in=project.members.values("employer")),
    ):
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _check_outcome(outcome: Outcome, announced: Outcome | None) -> None:
    if not outcome.accepted:
        raise BusinessError(_("Aucun membre ne passe l’étude : refusez plutôt le projet."))
    if announced is not None and outcome != announced:
        message = _(
            "L’étude a changé depuis que vous l’avez lue : %(accepted)s acceptés au lieu de "
            "%(accepted_then)s, %(refused)s refusés au lieu de %(refused_then)s."
        )
        facts = {
            "accepted": outcome.accepted,
            "accepted_then": announced.accepted,
            "refused": outcome.refused,
            "refused_then": announced.refused,
        }
        raise Conflict(message % facts)


def _admit(actor: User, project: Project, admitted: Collection[int]) -> None:
    """In the order of addresses: two lists that invite the same people never block each other."""
    contacts = contact.unrepresented(project.members.filter(status=Decision.ACCEPTED))
    for employer, person in sorted(contacts.items(), key=lambda found: found[1].email.lower()):
        agreed = employer.pk in admitted
        contact.admit(actor=actor, employer=employer, contact=person, agreed=agreed)


def _record(actor: User, project: Project, outcome: Outcome, premiums: Premiums | None) -> None:
    details: dict[str, object] = {"members": outcome.accepted, "refused": outcome.refused}
    if premiums:
        details["premiums"] = str(premiums.total)
        details["premium_threshold"] = str(premiums.threshold)
        details["premium_reason"] = premiums.reason.strip()
    audit.record(actor=actor, verb="accept", subject=project, **details)
