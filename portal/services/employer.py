"""Decide on an employer of the register."""

from django.db import transaction

from portal.choices import Standing
from portal.models import Employer, User
from portal.services import audit


@transaction.atomic
def mark_standing(*, actor: User, employer: Employer, standing: Standing) -> None:
    """In good standing or not, as staff found; marked twice, the trail keeps one line."""
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    if employer.standing == standing:
        return
    before, employer.standing = employer.standing, standing
    employer.save(update_fields=["standing"])
    audit.record(
        actor=actor, verb="mark_standing", subject=employer, before=before, after=standing.value
    )
