"""What a list changes for the draft of its project: told by groups, and written once confirmed.

The database compares: a list may have 50,000 rows against as many members. What was said of a
member before is what its list said (the draft's, otherwise last year's), or else the register.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from mutuelles.choices import Change
from mutuelles.models import MemberList, MemberPaper, Project

# Name, address and establishments of each employer, as numbers to compare. Nothing here joins two
# results: of a list just written the database has no idea how long it is, and would compare each
# employer with all the others; it groups them, and looks the rest up by index.
CHANGE = """
with present as materialized (
  select employer_id, member_list_id as source, true as drafted
  from mutuelles_projectmember
  where project_id = %(project)s
  union all
  select employer_id, member_list_id, false
  from mutuelles_membership m
  where mutuelle_id = %(mutuelle)s and year = %(year)s - 1 and status = 'ACTIVE'
    and not exists (
      select from mutuelles_projectmember d
      where d.project_id = %(project)s and d.employer_id = m.employer_id
    )
), told as materialized (
  select r.employer_id, r.row, null::bigint as source, null::boolean as drafted,
    case when r.employer_id is null then r.employer_number end as unknown, facts.*
  from mutuelles_memberlistrow r
  left join lateral (
    select hashtextextended(r.employer_name, 0) as name,
      hashtextextended(concat_ws('|', r.street, r.city, r.province, r.postal_code), 0) as address,
      hashtextextended(concat_ws('|', r.establishment_number, r.establishment_name,
        r.establishment_street, r.establishment_city, r.establishment_postal_code), 0) as place
  ) facts on %(compare)s
  where r.member_list_id = %(list)s and r.raw is null
  union all
  select p.employer_id, null, p.source, p.drafted, null,
    hashtextextended(r.employer_name, 0),
    hashtextextended(concat_ws('|', r.street, r.city, r.province, r.postal_code), 0),
    hashtextextended(concat_ws('|', r.establishment_number, r.establishment_name,
      r.establishment_street, r.establishment_city, r.establishment_postal_code), 0)
  from present p
  left join mutuelles_memberlistrow r
    on %(compare)s and r.member_list_id = p.source and r.employer_id = p.employer_id
  where p.source is not null
  union all
  select p.employer_id, null, null, p.drafted, null,
    hashtextextended(e.name, 0),
    hashtextextended(concat_ws('|', e.street, e.city, e.province, e.postal_code), 0),
    hashtextextended(concat_ws('|', s.number, s.name, s.street, s.city, s.postal_code), 0)
  from present p
  left join portal_employer e on %(compare)s and e.id = p.employer_id
  left join portal_establishment s on s.employer_id = e.id
  where p.source is null
), compared as (
  select employer_id, min(row) as row, max(source) as source, bool_or(drafted) as drafted,
    min(name) <> max(name) as renamed, min(address) <> max(address) as moved,
    -- of an establishment told twice alike, nothing is left
    bit_xor(place) <> 0 as replaced
  from told
  group by employer_id, unknown
), change as (
  select c.*,
    case
      when row is null and drafted then 'ABSENT'
      when row is null then 'LEAVING'
      when exists (
        select from mutuelles_membership m
        where m.employer_id = c.employer_id and m.year = %(year)s and m.status = 'ACTIVE'
          and m.mutuelle_id <> %(mutuelle)s
      ) then 'ELSEWHERE'
      when drafted is null and (c.employer_id is null or exists (
        select from portal_employer e where e.id = c.employer_id and e.standing = 'UNVERIFIED'
      )) then 'UNKNOWN'
      when drafted is null then 'JOINING'
      when renamed or moved or replaced then 'CHANGED'
      else 'UNCHANGED'
    end as kind
  from compared c
)
"""
# some of the employers of each kind, in the order of the list, then of their names
SHOW = f"""{CHANGE}, ranked as (
  select change.*,
    row_number() over (partition by kind order by row, absent.name_key, employer_id) as rank,
    count(*) over per_kind as total,
    count(*) filter (where renamed) over per_kind as names,
    count(*) filter (where moved) over per_kind as addresses,
    count(*) filter (where replaced) over per_kind as places
  from change
  left join portal_employer absent on absent.id = case when row is null then employer_id end
  window per_kind as (partition by kind)
)
select kind, employer_id, row, source, total, names, addresses, places
from ranked
where rank between %(first)s and %(last)s and kind = any(%(kinds)s)
order by kind, rank
"""  # noqa: S608 (our own words)
# `taken`: of these the list now speaks; `kept`: these stay as they were said to be before
WRITE = f"""{CHANGE}, gone as (
  delete from mutuelles_projectmember
  where project_id = %(project)s
    and employer_id = any(array(select employer_id from change where kind = any(%(gone)s)))
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
where member_list_id = %(list)s and raw is null and (
  employer_id is null
  or employer_id = any(array(select employer_id from change where kind = any(%(aside)s)))
)
"""  # noqa: S608 (our own words)
# what the list says of employers on it, as the others are not
LISTED = {Change.JOINING, Change.UNKNOWN, Change.ELSEWHERE, Change.CHANGED, Change.UNCHANGED}
# the choice offered first: a list never takes a member from another mutuelle or from the draft
# unless its manager says so
ASIDE_BY_DEFAULT = frozenset({Change.ELSEWHERE, Change.ABSENT})
# whose members were there before
STAYING = {Change.CHANGED, Change.LEAVING}


class Shown(NamedTuple):
    """An employer of a kind, and how many are of that kind: in all, and by what changes."""

    kind: str
    employer: int | None
    row: int | None
    source: int | None
    total: int
    names: int
    addresses: int
    places: int


@dataclass(frozen=True)
class Written:
    """How many members of the draft were written, and how many taken out."""

    members: int
    removed: int


def shown(
    member_list: MemberList, project: Project, kinds: Collection[Change], *, first: int, last: int
) -> list[Shown]:
    """Some employers of each kind, by their rank in it: the first is 1."""
    facts = _facts(member_list, project, compare=True)
    facts |= {"kinds": list(kinds), "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(SHOW, facts)
        return [Shown(*values) for values in cursor.fetchall()]


def write(member_list: MemberList, project: Project, aside: Collection[Change]) -> Written:
    """Bring the draft to what the list says, but for the groups set aside.

    The caller holds the project's row, and has entered in the register whom it accepts there.
    """
    facts = _facts(member_list, project, compare=Change.CHANGED in aside) | {
        "taken": sorted(LISTED - set(aside)),
        "kept": sorted(STAYING & set(aside)),
        "gone": sorted({Change.ABSENT} - set(aside)),
        "aside": sorted(LISTED & set(aside)),
    }
    with translation.override("fr"):  # kept, and read later by others
        facts["reason"] = _("Mise de côté à la confirmation de la liste.")
    if facts["gone"]:
        _discard(papers_of_absent(member_list, project))
    with connection.cursor() as cursor:
        if facts["aside"]:
            cursor.execute(MARK, facts)
        cursor.execute(WRITE, facts)
        return Written(*cursor.fetchone())


def papers_of_absent(member_list: MemberList, project: Project) -> QuerySet[MemberPaper]:
    """What was received of members of the draft who are not on the list: it goes with them."""
    listed = member_list.rows.filter(raw__isnull=True).exclude(employer=None).values("employer")
    return MemberPaper.objects.filter(member__project=project).exclude(member__employer__in=listed)


def _discard(papers: QuerySet[MemberPaper]) -> None:
    for paper in papers.only("file"):
        transaction.on_commit(partial(paper.file.storage.delete, str(paper.file.name)))
    papers.delete()


def _facts(member_list: MemberList, project: Project, *, compare: bool) -> dict[str, Any]:
    """`compare`: whether it matters which of the members who stay are told otherwise."""
    return {
        "compare": compare,
        "list": member_list.pk,
        "project": project.pk,
        "mutuelle": member_list.mutuelle_id,
        "year": member_list.year,
    }
