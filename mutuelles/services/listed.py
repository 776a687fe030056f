"""What a list says of a member of a project, beside what the register says."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from mutuelles.models import MemberListRow, ProjectMember
from mutuelles.services.contact import Contact, contacts
from portal.models import Employer, Establishment


@dataclass(frozen=True)
class Fact:
    """The same thing as the list and the register say it."""

    label: str
    listed: str
    registered: str

    @property
    def differs(self) -> bool:
        return bool(self.listed) and self.listed != self.registered


@dataclass(frozen=True)
class Place:
    """An establishment: of the list, of the register, or of both. `holder`: another employer."""

    number: str
    listed: str
    registered: str
    holder: str


@dataclass(frozen=True)
class Beside:
    """What the list says of a member, beside the register; without a list, the register alone."""

    row: MemberListRow | None
    facts: list[Fact]
    places: list[Place]
    contact: Contact | None


def beside(member: ProjectMember) -> Beside:
    """Whatever is said of one member (`select_related` its employer)."""
    rows = list(
        MemberListRow.objects.filter(
            member_list=member.member_list_id, employer=member.employer_id
        ).order_by("row")
    )
    row = rows[0] if rows else None
    contact = contacts({member.employer_id: row})[member.employer_id] if row else None
    return Beside(row, _facts(member.employer, row), _places(member.employer, rows), contact)


def _facts(employer: Employer, row: MemberListRow | None) -> list[Fact]:
    return [
        Fact(_("Nom"), row.employer_name if row else "", employer.name),
        Fact(_("Adresse"), row.address if row else "", employer.address),
    ]


def _places(employer: Employer, rows: list[MemberListRow]) -> list[Place]:
    named = {row.establishment_number: row.place for row in rows}
    known = Establishment.objects.filter(Q(employer=employer) | Q(number__in=named))
    registered = {each.number: each for each in known.select_related("employer")}
    return [
        _place(number, named.get(number, ""), registered.get(number), employer)
        for number in sorted(named.keys() | registered.keys())
    ]


def _place(number: str, listed: str, known: Establishment | None, employer: Employer) -> Place:
    holder = known.employer.name if known and known.employer_id != employer.pk else ""
    registered = f"{known.name}, {known.address}" if known and not holder else ""
    return Place(number, listed, registered, holder)
