"""Projects of grouping as the tests need them, without the way that leads there."""

from django.utils import timezone

from mutuelles.choices import (
    MemberListStatus,
    PaperKind,
    PaperStatus,
    ProjectKind,
    ProjectStatus,
)
from mutuelles.models import (
    MemberList,
    MemberListRow,
    MemberPaper,
    Membership,
    Mutuelle,
    Project,
    ProjectMember,
)
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

PAPERS = {"Résolution": PaperKind.RESOLUTION, "Procuration": PaperKind.PROCURATION}


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
    values = {
        "status": ProjectStatus.SUBMITTED,
        "submitted_by": by or cast.hubert,
        "submitted_at": timezone.now(),
    }
    project = draft(cast, **values | fields)
    for employer in employers:
        member(project, employer)
    return project


def member(project: Project, employer: Employer, **fields: object) -> ProjectMember:
    return ProjectMember.objects.create(project=project, employer=employer, **fields)


def in_study(cast: Cast, *employers: Employer, **fields: object) -> Project:
    """A project that the staff took up, whose members have their résolution verified."""
    project = submitted(cast, *employers, **{"status": ProjectStatus.IN_STUDY} | fields)
    for each in project.members.all():
        paper(each)
    return project


def paper(
    member: ProjectMember, kind: PaperKind = PaperKind.RESOLUTION, **fields: object
) -> MemberPaper:
    paper = unsaved_paper(member, kind, **fields)
    paper.save(force_insert=True)
    return paper


def unsaved_paper(
    member: ProjectMember, kind: PaperKind = PaperKind.RESOLUTION, **fields: object
) -> MemberPaper:
    values = {
        "status": PaperStatus.VERIFIED,
        "file": "pieces/essai",
        "file_name": "resolution.pdf",
        "content_type": "application/pdf",
        "size": 1000,
        "sha256": "0" * 64,
        "uploaded_by": member.project.opened_by,
        "uploaded_at": timezone.now(),
    }
    return MemberPaper(member=member, kind=kind, **values | fields)


def listed(member: ProjectMember, *rows: dict[str, str]) -> MemberList:
    """The list that speaks for a member, with these rows (`tests.member_lists.row`)."""
    member_list = MemberList.objects.create(
        mutuelle=member.project.mutuelle,
        project=member.project,
        year=member.project.year,
        file_name="membres.csv",
        size=1000,
        sha256="0" * 64,
        status=MemberListStatus.CONFIRMED,
        uploaded_by=member.project.opened_by,
        uploaded_at=timezone.now(),
    )
    MemberListRow.objects.bulk_create(
        MemberListRow(
            member_list=member_list,
            row=rank,
            employer=member.employer,
            **values | {"paper": PAPERS[values["paper"]]},
        )
        for rank, values in enumerate(rows, start=2)
    )
    member.member_list = member_list
    member.save()
    return member_list


def past(mutuelle: Mutuelle, employer: Employer, **fields: object) -> Membership:
    """A membership of the year before."""
    return Membership.objects.create(
        mutuelle=mutuelle, employer=employer, **{"year": YEAR - 1} | fields
    )
