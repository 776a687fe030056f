"""What an accepted project writes: memberships and establishments, whatever their number."""

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from mutuelles.choices import Check, Decision
from mutuelles.models import Project
from mutuelles.models.membership import ONE_MUTUELLE
from mutuelles.services.checks import BLOCKS
from portal.errors import Conflict

# the member's list says who signs; for one kept without a list, its membership of the year before
MAKE_MEMBERS = """
insert into mutuelles_membership
  (mutuelle_id, employer_id, year, status, paper, signatory, capacity, member_list_id)
select project.mutuelle_id, member.employer_id, project.year, 'ACTIVE',
  coalesce(line.paper, past.paper, ''), coalesce(line.signatory, past.signatory, ''),
  coalesce(line.capacity, past.capacity, ''), member.member_list_id
from mutuelles_projectmember member
join mutuelles_project project on project.id = member.project_id
left join lateral (
  select paper, signatory, capacity from mutuelles_memberlistrow
  where member_list_id = member.member_list_id and employer_id = member.employer_id
  order by row limit 1
) line on true
left join mutuelles_membership past
  on member.member_list_id is null and past.mutuelle_id = project.mutuelle_id
  and past.employer_id = member.employer_id and past.year = project.year - 1
where member.project_id = %(project)s and member.status = 'ACCEPTED'
order by member.employer_id
on conflict (mutuelle_id, year, employer_id) do nothing
"""
ENTER_ESTABLISHMENTS = """
insert into portal_establishment
  (employer_id, number, name, street, city, province, postal_code)
select distinct on (line.establishment_number)
  member.employer_id, line.establishment_number, line.establishment_name,
  line.establishment_street, line.establishment_city, 'Québec', line.establishment_postal_code
from mutuelles_projectmember member
join mutuelles_memberlistrow line
  on line.member_list_id = member.member_list_id and line.employer_id = member.employer_id
where member.project_id = %(project)s and member.status = 'ACCEPTED'
-- in one order: two projects that name the same ones wait for each other, and no more
order by line.establishment_number, line.row
on conflict (number) do nothing
"""


def enrol(project: Project) -> None:
    """Make members of the accepted employers of a project, and enter their establishments."""
    _write(ENTER_ESTABLISHMENTS, project)
    _check_establishments(project)
    try:
        with transaction.atomic():
            _write(MAKE_MEMBERS, project)
    except IntegrityError as error:
        if ONE_MUTUELLE not in str(error):
            raise
        message = _("Un employeur de ce projet vient d’être accepté ailleurs : reprenez l’étude.")
        raise Conflict(message) from error


def _write(statement: str, project: Project) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"project": project.pk})


def _check_establishments(project: Project) -> None:
    """Once more: another project may have entered one of these establishments meanwhile."""
    accepted = project.members.filter(status=Decision.ACCEPTED)
    member = accepted.filter(BLOCKS[Check.ESTABLISHMENTS]).select_related("employer").first()
    if member:
        message = _(
            "Un établissement de « %(name)s » est inscrit sous un autre employeur : "
            "reprenez l’étude de ce membre."
        )
        raise Conflict(message % {"name": member.employer.name})
