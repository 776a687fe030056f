"""A member list against the register: what contradicts it, and what enters it."""

from collections.abc import Iterable, Mapping

from django.db import connection
from django.utils.translation import gettext as _

from mutuelles.member_list.columns import HEADING_OF
from mutuelles.member_list.faults import Fault
from mutuelles.models import MemberList, MemberListRow
from portal.choices import AccountKind, RatingMode

Letters = Mapping[str, str]

KNOWN = """
select neq, id from portal_employer where neq = any(%(neqs)s)
union all
select number, id from portal_employer where number = any(%(numbers)s)
"""
HELD_BY_ANOTHER = """
select r.row
from mutuelles_memberlistrow r
join portal_establishment held on held.number = r.establishment_number
where r.member_list_id = %(list)s and held.employer_id is distinct from r.employer_id
"""
# the NEQ on one row and the employer number on another
UNDER_TWO_NUMBERS = """
select row, first_row, first_number
from (
  select row, employer_number,
    first_value(row) over employer as first_row,
    first_value(employer_number) over employer as first_number
  from mutuelles_memberlistrow
  where member_list_id = %(list)s and employer_id is not null
  window employer as (partition by employer_id order by row)
) listed
where employer_number <> first_number
"""
ENTER_UNKNOWN = """
insert into portal_employer (neq, number, name, street, city, province, postal_code,
  standing, rating_mode, account_kind)
select distinct on (employer_number)
  case when employer_number like 'ENL%%' then null else employer_number end,
  case when employer_number like 'ENL%%' then employer_number end,
  employer_name, street, city, province, postal_code, 'UNVERIFIED', %(rating)s, %(account)s
from mutuelles_memberlistrow
where member_list_id = %(list)s and employer_id is null and raw is null
order by employer_number, row
-- another list may bring the same employer at the same moment
on conflict do nothing
"""
LINK_UNKNOWN = """
update mutuelles_memberlistrow r
set employer_id = (
  select id from portal_employer e where e.neq = r.employer_number or e.number = r.employer_number
)
where member_list_id = %(list)s and employer_id is null and raw is null
"""


def known(numbers: Iterable[str]) -> dict[str, int]:
    """Keys of employers by NEQ or employer number, as the lists name them."""
    by_neq: dict[bool, list[str]] = {True: [], False: []}
    for number in numbers:
        by_neq[number.isdigit()].append(number)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"neqs": by_neq[True], "numbers": by_neq[False]})
        return dict(cursor.fetchall())


def faults(member_list: MemberList) -> list[Fault]:
    """Faults of the kept rows that only the register shows."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_BY_ANOTHER, {"list": member_list.pk})
        held = {row for (row,) in cursor.fetchall()}
        cursor.execute(UNDER_TWO_NUMBERS, {"list": member_list.pk})
        twice = {row: first for row, *first in cursor.fetchall()}
    if not held and not twice:
        return []
    letters, found = member_list.letters, []
    for row in member_list.rows.filter(row__in=held | twice.keys()):
        if row.row in held:
            found.append(_held_by_another(row, letters))
        if row.row in twice:
            found.append(_under_two_numbers(row, letters, *twice[row.row]))
    return found


def _held_by_another(row: MemberListRow, letters: Letters) -> Fault:
    message = _("Cet établissement est inscrit au registre sous un autre employeur.")
    remedy = _("Vérifier le numéro d’établissement, et celui de l’employeur.")
    return _fault(row, letters, "establishment_number", message, remedy)


def _under_two_numbers(row: MemberListRow, letters: Letters, first: int, number: str) -> Fault:
    message = _("Cet employeur figure déjà à la ligne %(row)s, sous le numéro %(number)s.")
    remedy = _("Employer un seul numéro pour toutes ses lignes.")
    text = message % {"row": first, "number": number}
    return _fault(row, letters, "employer_number", text, remedy)


def _fault(row: MemberListRow, letters: Letters, key: str, message: str, remedy: str) -> Fault:
    value = getattr(row, key)
    return Fault(row.row, letters.get(key), HEADING_OF[key], value, message, remedy)


def enter_unknown(member_list: MemberList) -> None:
    """Enter the employers that the register does not know, *à vérifier*, for staff to decide."""
    with connection.cursor() as cursor:
        cursor.execute(
            ENTER_UNKNOWN,
            {"list": member_list.pk, "rating": RatingMode.UNIT, "account": AccountKind.FULL},
        )
    link_unknown(member_list)


def link_unknown(member_list: MemberList) -> None:
    """Point the rows at the employers that have entered the register since they were kept."""
    with connection.cursor() as cursor:
        cursor.execute(LINK_UNKNOWN, {"list": member_list.pk})
