"""The employers of a submitted list, with the register's word on each."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mutuelles.models import MemberList, MemberListRow
from mutuelles.services.contact import Contact, contacts
from portal.choices import RatingMode, Standing
from portal.models import Employer


def ineligible(employer: Employer) -> str:
    """Why an employer may not be a member (seed 001), or an empty string."""
    if employer.standing == Standing.BAD:
        return _("Cet employeur n’est pas en règle.")
    if employer.rating_mode == RatingMode.RETROSPECTIVE:
        return _("Cet employeur est à la tarification rétrospective.")
    return ""


@dataclass
class ListedMember:
    """An employer of a submitted list, as the staff see it."""

    employer: Employer
    rows: list[MemberListRow]
    contact: Contact

    @property
    def first(self) -> MemberListRow:
        """The employer's own facts are the same on all its rows."""
        return self.rows[0]

    @property
    def establishments(self) -> int:
        return len(self.rows)

    @property
    def unverified(self) -> bool:
        return self.employer.standing == Standing.UNVERIFIED

    @property
    def signatory(self) -> str:
        return f"{self.first.signatory}, {self.first.capacity}"

    @property
    def remark(self) -> str:
        """What was decided, or what the rules say for now."""
        return self.rows[0].set_aside or ineligible(self.employer)

    @property
    def note(self) -> str:
        """What the staff read beside it: the employer's own remark first, then its contact's."""
        return self.remark or self.contact.remark


def members(member_list: MemberList) -> list[ListedMember]:
    """The employers of a submitted list, those to verify first."""
    rows: dict[Employer, list[MemberListRow]] = {}
    for row in member_list.rows.select_related("employer"):
        if row.employer:
            rows.setdefault(row.employer, []).append(row)
    contact_of = contacts({employer.pk: its[0] for employer, its in rows.items()})
    found = [ListedMember(each, its, contact_of[each.pk]) for each, its in rows.items()]
    return sorted(found, key=lambda m: (not m.unverified, m.employer.name_key))
