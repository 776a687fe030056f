"""The request as our middleware completes it."""

import datetime as dt

from django.http import HttpRequest

from portal.models import User
from portal.services.acting import Acting


class Request(HttpRequest):
    """For annotations: someone signed in, the simulated day, for whom they act."""

    user: User  # type: ignore[assignment]  # public views take HttpRequest
    today: dt.date
    acting: Acting
