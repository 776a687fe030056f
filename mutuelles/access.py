"""Who may do what with mutuelles and their lists."""

from mutuelles.models import ManagerMandate, Mutuelle
from portal.models import User


def may_upload_list(user: User, mutuelle: Mutuelle) -> bool:
    """Someone who acts for the firm that manages the mutuelle; staff do not upload."""
    mandates = ManagerMandate.objects.in_force().filter(user=user, firm_id=mutuelle.firm_id)
    return mandates.exists()


def may_prepare(user: User, mutuelle: Mutuelle) -> bool:
    """Whoever acts for its firm prepares its projects, from the draft to the signatures."""
    return may_upload_list(user, mutuelle)


def may_study_lists(user: User) -> bool:
    return user.has_perm("mutuelles.study_memberlist")
