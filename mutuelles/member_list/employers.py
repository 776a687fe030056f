"""The employers of a list, each with its establishments."""

from collections.abc import Iterable
from typing import NamedTuple

from mutuelles.member_list.kinds import QUEBEC
from mutuelles.member_list.rows import MemberRow
from portal import identifiers


class ListedEstablishment(NamedTuple):
    row: int
    number: str
    name: str
    street: str
    city: str
    postal_code: str
    province: str = QUEBEC


class ListedEmployer(NamedTuple):
    """`row` is the first line of the employer; its facts are the same on all of them."""

    row: int
    employer_number: str
    name: str
    street: str
    city: str
    province: str
    postal_code: str
    contact_name: str
    contact_email: str
    paper: str
    signatory: str
    capacity: str
    establishments: tuple[ListedEstablishment, ...]

    @property
    def neq(self) -> str | None:
        return None if self.number else self.employer_number

    @property
    def number(self) -> str | None:
        """The employer number (ENL…), where the list gives it instead of a NEQ."""
        is_number = identifiers.EMPLOYER_NUMBER.fullmatch(self.employer_number)
        return self.employer_number if is_number else None


def group(rows: Iterable[MemberRow]) -> tuple[ListedEmployer, ...]:
    """Rows that agree, by employer, in the order of the list."""
    by_number: dict[str, list[MemberRow]] = {}
    for row in rows:
        by_number.setdefault(row.employer_number, []).append(row)
    return tuple(map(_employer, by_number.values()))


def _employer(rows: list[MemberRow]) -> ListedEmployer:
    first = rows[0]
    return ListedEmployer(
        row=first.row,
        employer_number=first.employer_number,
        name=first.employer_name,
        street=first.street,
        city=first.city,
        province=first.province,
        postal_code=first.postal_code,
        contact_name=first.contact_name,
        contact_email=first.contact_email,
        paper=first.paper,
        signatory=first.signatory,
        capacity=first.capacity,
        establishments=tuple(map(_establishment, rows)),
    )


def _establishment(row: MemberRow) -> ListedEstablishment:
    return ListedEstablishment(
        row=row.row,
        number=row.establishment_number,
        name=row.establishment_name,
        street=row.establishment_street,
        city=row.establishment_city,
        postal_code=row.establishment_postal_code,
    )
