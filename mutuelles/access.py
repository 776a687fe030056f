"""Who may do what with mutuelles and their lists."""

from mutuelles.models import ManagerMandate, Membership, Mutuelle
from portal.access import may_act_for
from portal.models import User


def may_upload_list(user: User, mutuelle: Mutuelle) -> bool:
    """Someone who acts for the firm that manages the mutuelle; staff do not upload."""
    mandates = ManagerMandate.objects.in_force().filter(user=user, firm_id=mutuelle.firm_id)
    return mandates.exists()


def may_prepare(user: User, mutuelle: Mutuelle) -> bool:
    """Whoever acts for its firm prepares its projects, from the draft to the signatures."""
    return may_upload_list(user, mutuelle)


def may_study(user: User) -> bool:
    return user.has_perm("mutuelles.study_project")


def may_exclude(user: User) -> bool:
    return may_study(user)


def may_speak_for_member(user: User, membership: Membership) -> bool:
    """The employer's own people, or its manager."""
    return may_act_for(user, membership.employer) or may_prepare(user, membership.mutuelle)


def may_sign(user: User, membership: Membership) -> bool:
    """The employer's own people; staff and managers of mutuelles never sign for a member."""
    manages = ManagerMandate.objects.in_force().filter(user=user)
    is_other_side = user.is_staff or manages.exists()
    return not is_other_side and may_act_for(user, membership.employer)


def may_record_signature(user: User, mutuelle: Mutuelle) -> bool:
    """Whoever manages the mutuelle, and gets the papers."""
    return may_prepare(user, mutuelle)


def may_close_signatures(user: User, mutuelle: Mutuelle) -> bool:
    """Staff; and the manager, once every member has signed."""
    return may_study(user) or may_prepare(user, mutuelle)


def may_publish_edition(user: User) -> bool:
    return user.has_perm("mutuelles.add_ententeedition")
