"""« Révocation »: before 1 October a member tells that it leaves its mutuelle (`domain.md` § 2)."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.choices import REVOCATION_MOVES, RevocationStatus, Step, before
from mutuelles.models import Membership, Revocation
from mutuelles.services import calendar
from mutuelles.services import membership as memberships
from portal.access import may_act_for
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit


def is_open(membership: Membership) -> bool:
    """Until the end of 30 September of the year, by the calendar of that year."""
    return clock.today() <= calendar.dates(membership.year)[Step.REVOCATION]


@transaction.atomic
def notify(*, actor: User, membership: Membership, reason: str = "") -> Revocation:
    """Leave at the end of the year, or change manager; the membership of this year goes on."""
    _check(actor, membership)
    memberships.hold(membership)
    values = {"reason": reason.strip(), "notified_by": actor, "notified_at": clock.now()}
    revocation, is_first = Revocation.objects.get_or_create(membership=membership, defaults=values)
    if not is_first:
        _move(revocation, RevocationStatus.NOTIFIED, **values)
    audit.record(actor=actor, verb="revoke", subject=membership)
    notifications.revocation_received(revocation=revocation)
    return revocation


@transaction.atomic
def annul(*, actor: User, revocation: Revocation) -> None:
    """« Annulation de révocation »: the employer stays after all."""
    _check(actor, revocation.membership)
    _move(revocation, RevocationStatus.ANNULLED, notified_by=actor, notified_at=clock.now())
    audit.record(actor=actor, verb="annul", subject=revocation.membership)
    notifications.revocation_annulled(revocation=revocation)


def _check(actor: User, membership: Membership) -> None:
    if not may_act_for(actor, membership.employer):
        raise NotAllowed(_("Seul l’employeur décide de quitter sa mutuelle."))
    if not is_open(membership):
        raise BusinessError(
            _("Une révocation, ou son annulation, se donne avant le 1er octobre de l’année.")
        )


def _move(revocation: Revocation, status: RevocationStatus, **stamp: object) -> None:
    rows = Revocation.objects.filter(pk=revocation.pk, status__in=before(status, REVOCATION_MOVES))
    if not rows.update(status=status, **stamp):
        raise Conflict(_("Cette révocation vient de changer : rechargez la page."))
    revocation.status = status
