"""Set the simulated day."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from portal.access import may_set_clock
from portal.errors import BusinessError, NotAllowed
from portal.models import SimulationClock, User
from portal.services import audit


@transaction.atomic
def set_day(*, actor: User, day: dt.date | None) -> SimulationClock:
    """Hold the portal on a day, or give it back to `PORTAL_TODAY` (None).

    Time may stand still or go forward; it never goes back behind the last event.
    """
    if not may_set_clock(actor):
        raise NotAllowed(_("Seul le personnel règle la date simulée."))
    clock, _created = SimulationClock.objects.select_for_update().get_or_create(id=1)
    if day and day < clock.last_event_on:
        raise BusinessError(
            _("La date simulée ne recule pas avant le dernier événement, le %(day)s.")
            % {"day": clock.last_event_on.isoformat()}
        )
    before, clock.day = clock.day, day
    clock.save(update_fields=["day"])
    audit.record(actor=actor, verb="set_day", subject=clock, before=str(before), after=str(day))
    return clock
