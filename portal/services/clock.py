"""Set the simulated day."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import may_set_clock
from portal.environment import FIRST_DAY, LAST_DAY
from portal.errors import BusinessError, NotAllowed
from portal.models import SimulationClock, User, clock
from portal.services import audit


@transaction.atomic
def set_day(*, actor: User, day: dt.date | None) -> SimulationClock:
    """Hold the portal on a day, or give it back to `PORTAL_TODAY` (None).

    Time may stand still or go forward; it never goes back behind the last event.
    """
    if not may_set_clock(actor):
        raise NotAllowed(_("Seul le personnel règle la date simulée."))
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise BusinessError(_("Choisir une date de 2000 à 2099."))
    row, _created = SimulationClock.objects.select_for_update().get_or_create(id=1)
    before, after = clock.today(), day or clock.starting_day()
    if after < row.last_event_on:
        raise BusinessError(
            _("La date simulée ne recule pas avant le dernier événement, le %(day)s.")
            % {"day": row.last_event_on.isoformat()}
        )
    row.day = day
    row.save(update_fields=["day"])
    # the line of this very change must not be an event that holds the clock forward
    with clock.held(min(before, after)):
        audit.record(actor=actor, verb="set_day", subject=row, before=str(before), after=str(after))
    return row
