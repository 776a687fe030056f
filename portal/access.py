"""Who may do what on the ground floor."""

from portal.models import Employer, Mandate, User


def may_act_for(user: User, employer: Employer) -> bool:
    """A mandate in force for this employer."""
    return Mandate.objects.in_force().filter(user=user, employer=employer).exists()


def may_set_clock(user: User) -> bool:
    return user.has_perm("portal.change_simulationclock")


def may_invite(user: User) -> bool:
    return user.has_perm("portal.add_user")
