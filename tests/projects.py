"""Projects of grouping as the tests need them, without the way that leads there."""

from django.utils import timezone

from mutuelles.choices import ProjectKind, ProjectStatus
from mutuelles.models import Mutuelle, Project, ProjectMember
from portal.models import Employer, User
from tests.cast import YEAR, Cast

NAMED = {
    "outline": "Réduire les chutes et les maux de dos par la formation et l’accueil.",
    "lead_name": "Anne Roy",
    "lead_email": "anne@firme.example",
    "lead_phone": "418 555-0101",
    "correspondent_name": "Hubert Lacasse",
    "correspondent_email": "hubert@firme.example",
    "correspondent_phone": "418 555-0102",
}


def draft(cast: Cast, mutuelle: Mutuelle | None = None, **fields: object) -> Project:
    """A draft of Hubert for his mutuelle, complete but for its members."""
    values = {"year": YEAR, "kind": ProjectKind.RENEWAL, "opened_at": timezone.now()} | NAMED
    return Project.objects.create(
        mutuelle=mutuelle or cast.mutuelle, opened_by=cast.hubert, **values | fields
    )


def submitted(
    cast: Cast, *employers: Employer, by: User | None = None, **fields: object
) -> Project:
    """A project that waits for the staff, with these employers."""
    project = draft(
        cast,
        status=ProjectStatus.SUBMITTED,
        submitted_by=by or cast.hubert,
        submitted_at=timezone.now(),
        **fields,
    )
    for employer in employers:
        member(project, employer)
    return project


def member(project: Project, employer: Employer, **fields: object) -> ProjectMember:
    return ProjectMember.objects.create(project=project, employer=employer, **fields)
