"""The status of a membership: its one writer, and the lock of whoever acts on a member."""

from django.utils.translation import gettext as _

from mutuelles.choices import MEMBERSHIP_MOVES, MembershipStatus, before
from mutuelles.models import Membership
from portal.errors import Conflict


def hold(membership: Membership) -> Membership:
    """The row as it is, locked until the end of the transaction; refused if it is not active.

    Who signs and who excludes both come here first: one of them reads what the other did.
    """
    held = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if held.status != MembershipStatus.ACTIVE:
        raise Conflict(what_happened(held))
    return held


def move(membership: Membership, status: MembershipStatus) -> None:
    """Exclude a member or let it leave, in one conditional UPDATE."""
    rows = Membership.objects.filter(pk=membership.pk, status__in=before(status, MEMBERSHIP_MOVES))
    if not rows.update(status=status):
        raise Conflict(what_happened(Membership.objects.get(pk=membership.pk)))
    membership.status = status


def what_happened(membership: Membership) -> str:
    """The state of a membership as a sentence: for whoever wanted another."""
    match membership.status:
        case MembershipStatus.EXCLUDED:
            return _("Cet employeur est exclu de la mutuelle pour %(year)s.") % {
                "year": membership.year
            }
        case MembershipStatus.LEFT:
            return _("Cet employeur a quitté la mutuelle pour %(year)s.") % {
                "year": membership.year
            }
    return _("Cet employeur est membre de la mutuelle pour %(year)s.") % {"year": membership.year}
