"""The request as our middleware completes it, and what is read from it."""

import datetime as dt
import re

from django.http import Http404, HttpRequest

from portal.environment import FIRST_DAY, LAST_DAY
from portal.models import Employer, User
from portal.services import acting
from portal.services.acting import Acting


class Request(HttpRequest):
    """For annotations: someone signed in, the simulated day, for whom they act."""

    user: User  # type: ignore[assignment]  # public views take HttpRequest
    today: dt.date
    acting: Acting


def here(request: HttpRequest, **changes: object) -> str:
    """This list with other values (None takes one away), from its first row unless they say so."""
    query = request.GET.copy()
    for name in {"avant", "apres", *changes}:
        query.pop(name, None)
    query.update({name: str(value) for name, value in changes.items() if value is not None})
    return f"?{query.urlencode()}"


def as_key(text: str) -> int:
    """A row's key as an address or a form gives it; 0, which no row has, for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else 0


def as_year(year: int) -> int:
    """A year of an address, within those that the clock can show; 404 for another."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Http404
    return year


def act_for(request: Request, employer: Employer) -> None:
    """From here on the person acts for this employer, one of theirs."""
    if request.acting.employer != employer:
        request.session[acting.SESSION_KEY] = employer.pk
        request.acting = acting.current(request.user, employer.pk)
