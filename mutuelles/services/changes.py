"""What a list changes for the draft of its project: told by groups, and written once confirmed.

The database compares: a list may have 50,000 rows against as many members. What was said of a
member before is what its list said (the draft's, otherwise last year's), or else the register.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from mutuelles.choices import Change
from mutuelles.models import MemberList, Project

# `facts` and `places`: those of an employer and of all its establishments, as numbers to compare
CHANGE = """
with listed as materialized (
  select r.employer_id, min(r.row) as row,
    min(hashtextextended(concat_ws('|', r.employer_name, r.street, r.city, r.province,
      r.postal_code), 0)) as facts,
    bit_xor(hashtextextended(concat_ws('|', r.establishment_number, r.establishment_name,
      r.establishment_street, r.establishment_city, r.establishment_postal_code), 0)) as places
  from mutuelles_memberlistrow r
  where r.member_list_id = %(list)s
  group by r.employer_id, r.employer_number
), present as materialized (
  select employer_id, member_list_id, true as drafted
  from mutuelles_projectmember
  where project_id = %(project)s
  union all
  select employer_id, member_list_id, false
  from mutuelles_membership
  where mutuelle_id = %(mutuelle)s and year = %(year)s - 1 and status = 'ACTIVE'
    and employer_id not in (
      select employer_id from mutuelles_projectmember where project_id = %(project)s
    )
), known as materialized (
  select r.employer_id,
    min(hashtextextended(concat_ws('|', r.employer_name, r.street, r.city, r.province,
      r.postal_code), 0)) as facts,
    bit_xor(hashtextextended(concat_ws('|', r.establishment_number, r.establishment_name,
      r.establishment_street, r.establishment_city, r.establishment_postal_code), 0)) as places
  from mutuelles_memberlistrow r
  join present p on p.member_list_id = r.member_list_id and p.employer_id = r.employer_id
  where r.member_list_id in (select distinct member_list_id from present)
  group by r.employer_id
  union all
  select e.id,
    hashtextextended(concat_ws('|', e.name, e.street, e.city, e.province, e.postal_code), 0),
    bit_xor(hashtextextended(concat_ws('|', s.number, s.name, s.street, s.city,
      s.postal_code), 0))
  from present p
  join portal_employer e on e.id = p.employer_id
  left join portal_establishment s on s.employer_id = e.id
  where p.member_list_id is null
  group by e.id
), change as (
  select coalesce(l.employer_id, p.employer_id) as employer_id, l.row,
    p.member_list_id as source,
    case
      when l.row is null and p.drafted then 'ABSENT'
      when l.row is null then 'LEAVING'
      when elsewhere.employer_id is not null then 'ELSEWHERE'
      when p.employer_id is null and (l.employer_id is null or unverified.id is not null)
        then 'UNKNOWN'
      when p.employer_id is null then 'JOINING'
      when (l.facts, l.places) is distinct from (k.facts, k.places) then 'CHANGED'
      else 'UNCHANGED'
    end as kind
  from listed l
  full join present p on p.employer_id = l.employer_id
  left join known k on k.employer_id = p.employer_id
  left join mutuelles_membership elsewhere
    on elsewhere.employer_id = l.employer_id and elsewhere.year = %(year)s
    and elsewhere.status = 'ACTIVE' and elsewhere.mutuelle_id <> %(mutuelle)s
  left join portal_employer unverified
    on unverified.id = l.employer_id and unverified.standing = 'UNVERIFIED'
)
"""
# `taken`: of these the list now speaks; `kept`: these stay as they were said to be before
WRITE = f"""{CHANGE}, gone as (
  delete from mutuelles_projectmember
  where project_id = %(project)s
    and employer_id in (select employer_id from change where kind = any(%(gone)s))
  returning id
), written as (
  insert into mutuelles_projectmember (project_id, employer_id, member_list_id, status, reason)
  select %(project)s, employer_id, case when kind = any(%(kept)s) then source else %(list)s end,
    'PENDING', ''
  from change
  where kind = any(%(taken)s) and employer_id is not null or kind = any(%(kept)s)
  on conflict (project_id, employer_id) do update set member_list_id = excluded.member_list_id
  returning id
)
select (select count(*) from written), (select count(*) from gone)
"""  # noqa: S608 (our own words)
# an employer that is still unknown by now was set aside
MARK = f"""{CHANGE}
update mutuelles_memberlistrow
set set_aside = %(reason)s
where member_list_id = %(list)s and (
  employer_id is null or employer_id in (
    select employer_id from change where kind = any(%(aside)s)
  )
)
"""  # noqa: S608 (our own words)
# what the list says of employers on it, as the others are not
LISTED = {Change.JOINING, Change.UNKNOWN, Change.ELSEWHERE, Change.CHANGED, Change.UNCHANGED}
# the choice offered first: a list never takes a member from another mutuelle or from the draft
# unless its manager says so
ASIDE_BY_DEFAULT = frozenset({Change.ELSEWHERE, Change.ABSENT})
# whose members were there before
STAYING = {Change.CHANGED, Change.LEAVING}


@dataclass(frozen=True)
class Written:
    """How many members of the draft were written, and how many taken out."""

    members: int
    removed: int


def write(member_list: MemberList, project: Project, aside: Collection[Change]) -> Written:
    """Bring the draft to what the list says, but for the groups set aside.

    The caller holds the project's row, and has entered in the register whom it accepts there.
    """
    facts = _facts(member_list, project) | {
        "taken": sorted(LISTED - set(aside)),
        "kept": sorted(STAYING & set(aside)),
        "gone": sorted({Change.ABSENT} - set(aside)),
        "aside": sorted(LISTED & set(aside)),
    }
    with translation.override("fr"):  # kept, and read later by others
        facts["reason"] = _("Mise de côté à la confirmation de la liste.")
    with connection.cursor() as cursor:
        if facts["aside"]:
            cursor.execute(MARK, facts)
        cursor.execute(WRITE, facts)
        return Written(*cursor.fetchone())


def _facts(member_list: MemberList, project: Project) -> dict[str, Any]:
    return {
        "list": member_list.pk,
        "project": project.pk,
        "mutuelle": member_list.mutuelle_id,
        "year": member_list.year,
    }
