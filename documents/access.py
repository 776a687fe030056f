"""Who may do what with documents."""

from documents.models import Document
from portal.models import Mandate, User


def acts_for_employer_of(user: User, document: Document) -> bool:
    """Whether a consultation by this person counts: a mandate in force for the employer."""
    return Mandate.objects.in_force().filter(user=user, employer_id=document.employer_id).exists()


def may_withdraw(user: User) -> bool:
    return user.has_perm("documents.withdraw_document")


def may_replace(user: User) -> bool:
    return user.has_perm("documents.replace_document")


def may_launch_campaign(user: User) -> bool:
    return user.has_perm("documents.launch_campaign")


def may_follow_campaigns(user: User) -> bool:
    return user.has_perm("documents.view_campaign")


def may_draft_paper(user: User) -> bool:
    return user.has_perm("documents.add_paperversion")


def may_publish_paper(user: User) -> bool:
    return user.has_perm("documents.publish_paperversion")
