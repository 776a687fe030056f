"""The simulation clock: the one place that says what day it is."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.environment import FIRST_DAY, LAST_DAY


class SimulationClock(models.Model):
    """One row: the day that staff set, and the day of the last event (kept by triggers)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField(
        _("date simulée"),
        null=True,
        blank=True,
        help_text=_(
            "Vide : la date de départ, celle de PORTAL_TODAY ou du serveur. Une date posée reste "
            "jusqu’à ce qu’on la change."
        ),
    )
    last_event_on = models.DateField(_("dernier événement"), default=dt.date.min, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("horloge de la simulation")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="clock_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(day=None) | models.Q(day__range=(FIRST_DAY, LAST_DAY)),
                name="clock_in_our_century",
                violation_error_message=_("Choisir une date de 2000 à 2099."),
            ),
            models.CheckConstraint(
                condition=models.Q(day=None) | models.Q(day__gte=models.F("last_event_on")),
                name="clock_after_last_event",
                violation_error_message=_(
                    "La date simulée ne recule pas avant le dernier événement."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.day or _("date de départ"))


_held: ContextVar[dt.date | None] = ContextVar("held_day", default=None)


@contextmanager
def held(day: dt.date | None = None) -> Iterator[dt.date]:
    """Hold one day from start to end: a request reads the clock once, a script names its day."""
    day = day or today()
    token = _held.set(day)
    try:
        yield day
    finally:
        _held.reset(token)


def today() -> dt.date:
    """The simulated day: set by staff, else `PORTAL_TODAY`, else the real day in Québec."""
    if held_day := _held.get():
        return held_day
    day = SimulationClock.objects.values_list("day", flat=True).first()
    return day or starting_day()


def starting_day() -> dt.date:
    """The day of the portal as long as staff have set none."""
    return settings.PORTAL_TODAY or timezone.localdate()


def at_real_time(day: dt.date) -> dt.datetime:
    """`day` with the real time of day: the instant that an event of the simulation keeps."""
    time = timezone.localtime().time()
    return dt.datetime.combine(day, time, tzinfo=timezone.get_default_timezone())


def now() -> dt.datetime:
    """The simulated day with the real time of day, to the microsecond."""
    return at_real_time(today())
