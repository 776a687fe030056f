"""« Demande de réintégration »: asked for before 1 May, decided by the staff (`domain.md` § 2)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.access import may_speak_for_member, may_study
from mutuelles.choices import REINTEGRATION_MOVES, ReintegrationStatus, Step, before
from mutuelles.models import Exclusion, Reintegration
from mutuelles.services import calendar
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit


def is_open(exclusion: Exclusion) -> bool:
    """Until the end of 30 April of the year of exclusion, by the calendar of that year."""
    return clock.today() <= calendar.dates(exclusion.membership.year)[Step.REINTEGRATION]


@transaction.atomic
def request(*, actor: User, exclusion: Exclusion, grounds: str) -> Reintegration:
    """Ask for the return of an excluded member: its own people do, or its manager."""
    if not may_speak_for_member(actor, exclusion.membership):
        raise NotAllowed(_("Seuls l’employeur et son gestionnaire demandent sa réintégration."))
    if not is_open(exclusion):
        raise BusinessError(
            _("Une demande de réintégration se fait avant le 1er mai de l’année d’exclusion.")
        )
    if not grounds.strip():
        raise BusinessError(_("Indiquez les raisons de la demande."))
    try:
        with transaction.atomic():
            asked = Reintegration.objects.create(
                exclusion=exclusion,
                grounds=grounds.strip(),
                requested_by=actor,
                requested_at=clock.now(),
            )
    except IntegrityError:
        raise Conflict(_("Une réintégration est déjà demandée pour cet employeur.")) from None
    audit.record(actor=actor, verb="request", subject=asked)
    return asked


@transaction.atomic
def decide(
    *, actor: User, reintegration: Reintegration, status: ReintegrationStatus, reason: str = ""
) -> None:
    """Grant or deny: whoever asked does not decide, and a refusal gives its reason.

    A granted return lifts the second year out; the employer must still stand on the list of a
    mutuelle for the year that follows.
    """
    if not may_study(actor):
        raise NotAllowed(_("Seul le personnel d’étude décide d’une réintégration."))
    if reintegration.requested_by_id == actor.pk:
        raise NotAllowed(_("Qui a demandé une réintégration ne peut pas en décider."))
    if status == ReintegrationStatus.DENIED and not reason.strip():
        raise BusinessError(_("Indiquez le motif du refus : l’employeur le lira."))
    moved = Reintegration.objects.filter(
        pk=reintegration.pk, status__in=before(status, REINTEGRATION_MOVES)
    ).update(status=status, reason=reason.strip(), decided_by=actor, decided_at=clock.now())
    if not moved:
        raise Conflict(_("Cette demande a déjà sa décision."))
    reintegration.refresh_from_db()
    audit.record(actor=actor, verb=status.lower(), subject=reintegration, reason=reason.strip())
    notifications.reintegration_decided(reintegration=reintegration)
