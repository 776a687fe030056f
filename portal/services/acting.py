"""For whom a person acts: one employer at a time, chosen among the mandates in force."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, ExpressionWrapper, Q

from portal.models import Employer, Mandate, User

SESSION_KEY = "acting_for"


@dataclass(frozen=True)
class Acting:
    """`employer` is None as long as a person with several employers has not chosen."""

    employer: Employer | None = None
    can_choose: bool = False


def current(user: User | AnonymousUser, chosen: int | None) -> Acting:
    """The chosen employer if the mandate still holds, else the only one there is."""
    if not user.is_authenticated:
        return Acting()
    is_chosen = ExpressionWrapper(Q(employer=chosen), output_field=BooleanField())
    mandates = list(
        Mandate.objects.in_force()
        .filter(user=user)
        .select_related("employer")
        .annotate(is_chosen=is_chosen)
        .order_by("-is_chosen", "employer__name_key")[:2]
    )
    several = len(mandates) == 2
    if mandates and (mandates[0].is_chosen or not several):
        return Acting(mandates[0].employer, can_choose=several)
    return Acting(can_choose=several)
