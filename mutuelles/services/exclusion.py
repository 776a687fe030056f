"""A member is excluded during the year (`domain.md` § 2); the top floor issues the letter."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles.access import may_exclude
from mutuelles.choices import MembershipStatus
from mutuelles.models import Exclusion, Membership
from mutuelles.services import membership as memberships
from portal.errors import BusinessError, NotAllowed
from portal.models import User, clock
from portal.services import audit


@transaction.atomic
def exclude(*, actor: User, membership: Membership, reason: str) -> Exclusion:
    """End a membership by decision of the staff, with the reason that the letter gives."""
    if not may_exclude(actor):
        raise NotAllowed(_("Seul le personnel d’étude exclut un membre."))
    if not reason.strip():
        raise BusinessError(_("Indiquez le motif de l’exclusion : la lettre le donne."))
    memberships.hold(membership)
    memberships.move(membership, MembershipStatus.EXCLUDED)
    exclusion = Exclusion.objects.create(
        membership=membership,
        reason=reason.strip(),
        decided_by=actor,
        decided_on=clock.today(),
        decided_at=clock.now(),
    )
    audit.record(actor=actor, verb="exclude", subject=membership, reason=reason.strip())
    return exclusion
