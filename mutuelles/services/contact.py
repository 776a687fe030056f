"""The person whom a list names for an employer, and the access that they may get by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from mutuelles.models import ManagerMandate, MemberListRow, ProjectMember
from portal.choices import MandateRole
from portal.models import Employer, Mandate, User, clock
from portal.services import account


@dataclass(frozen=True)
class Contact:
    """`needed`: nobody represents the employer yet; `barred`: staff, or acting for a firm."""

    name: str
    email: str
    user: User | None
    needed: bool
    barred: bool

    @property
    def to_agree(self) -> bool:
        """Whether the staff must say that this account may act for this employer."""
        return self.needed and self.user is not None and not self.barred

    @property
    def remark(self) -> str:
        if self.needed and self.barred:
            return _(
                "La personne-ressource est un gestionnaire ou un membre du personnel : "
                "aucun accès n’est donné."
            )
        return ""


def contacts(row_of: Mapping[int, MemberListRow]) -> dict[int, Contact]:
    """The contact of each employer, from one of its rows; both by employer's key."""
    users = _users(row.contact_email for row in row_of.values())
    represented, barred = _represented(row_of), _barred(users.values())
    found = {}
    for employer, row in row_of.items():
        name, email = row.contact_name, row.contact_email
        user = users.get(email.lower())
        found[employer] = Contact(
            name, email, user, employer not in represented, bool(user and user.pk in barred)
        )
    return found


def unrepresented(members: QuerySet[ProjectMember]) -> dict[Employer, Contact]:
    """The contact of each of these members that nobody represents, by the first row of its list."""
    theirs = members.filter(employer=OuterRef("employer"), member_list=OuterRef("member_list"))
    mandates = Mandate.objects.filter(employer=OuterRef("employer"))
    in_force = mandates.exclude(ends_on__lt=clock.today())
    rows = MemberListRow.objects.filter(Exists(theirs), ~Exists(in_force))
    first = list(rows.order_by("employer", "row").distinct("employer").select_related("employer"))
    found = contacts({row.employer_id: row for row in first if row.employer_id})
    return {row.employer: found[row.employer.pk] for row in first if row.employer}


def _users(emails: Iterable[str]) -> dict[str, User]:
    """Accounts keep their address in lower case."""
    known = User.objects.filter(email__in={email.lower() for email in emails})
    return {user.email: user for user in known}


def _represented(employers: Iterable[int]) -> set[int]:
    mandates = Mandate.objects.filter(employer__in=list(employers))
    return set(mandates.exclude(ends_on__lt=clock.today()).values_list("employer", flat=True))


def _barred(users: Iterable[User]) -> set[int]:
    """Who a list never lets into an employer's file: its own manager could write their address."""
    users = list(users)
    managers = ManagerMandate.objects.exclude(ends_on__lt=clock.today()).filter(user__in=users)
    staff = {user.pk for user in users if user.is_staff}
    return staff | set(managers.values_list("user", flat=True))


def admit(*, actor: User, employer: Employer, contact: Contact, agreed: bool) -> None:
    """Let the contact act for an employer that nobody represents; without an account, invite them.

    An employer that has its people keeps them, and who has an account needs the word of staff
    (`agreed`): a list of members alone opens no file to anybody.
    """
    if not contact.needed or contact.barred or (contact.to_agree and not agreed):
        return
    user = account.invite(actor=actor, email=contact.email, name=contact.name)
    Mandate.objects.create(
        user=user, employer=employer, role=MandateRole.DESIGNATED, starts_on=clock.today()
    )
