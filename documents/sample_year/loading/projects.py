"""Projects of 2022: opened, filled, submitted and decided by the real services, on their days."""

import random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.sample_year.accounts import STAFF
from documents.sample_year.invented import lists
from documents.sample_year.invented.employers import PlannedEmployer, plan_unknown
from documents.sample_year.invented.projects import (
    LATE_REASON,
    NEWCOMER,
    OUTLINE,
    PROJECTS,
    TO_UPLOAD,
    YEAR,
    PlannedList,
    PlannedProject,
)
from documents.sample_year.loading import member_papers
from documents.sample_year.loading.memberships import stays
from documents.sample_year.sizes import Say, Size
from mutuelles.choices import MemberListStatus, ProjectStatus
from mutuelles.models import MemberList, Mutuelle, Project
from mutuelles.services import member_list as member_lists
from mutuelles.services import project as projects
from mutuelles.services import study
from portal.models import User, clock

Members = dict[str, list[PlannedEmployer]]
EXAMPLE, SPOILED_EXAMPLE = "exemples/membres-2022.xlsx", "exemples/membres-2022-fautes.xlsx"
PAPERS_EXAMPLE = "exemples/pieces"
AWAITED = 0.06  # share of the members whose paper is awaited, where the staff still study


def load(size: Size, say: Say) -> None:
    members, rng = members_by_mutuelle(size), size.rng("member_papers")
    staff = User.objects.get(email=STAFF.email)
    for planned in sorted(PROJECTS, key=lambda planned: planned.opened_on):
        _load(planned, members[planned.mutuelle], staff, size, rng)
    _keep_examples(_with_unknown(size, members[TO_UPLOAD], NEWCOMER))
    say(f"{Project.objects.count()} projets, {MemberList.objects.count()} listes de membres")


def members_by_mutuelle(size: Size) -> Members:
    """Who is on the list of 2022 of each mutuelle."""
    found: Members = {}
    for rank, plan in enumerate(size.employers()):
        if stays(plan, rank):
            found.setdefault(plan.trade.mutuelle, []).append(plan)
    return found


def _with_unknown(size: Size, employers: list[PlannedEmployer], name: str) -> list[PlannedEmployer]:
    return [*employers, plan_unknown(size.rng(name), employers[0].trade, name)]


def _load(
    planned: PlannedProject,
    employers: list[PlannedEmployer],
    staff: User,
    size: Size,
    rng: random.Random,
) -> None:
    mutuelle = Mutuelle.objects.select_related("firm").get(number=planned.mutuelle)
    manager = User.objects.get(manager_mandates__firm=mutuelle.firm)
    with clock.held(planned.opened_on):
        project = _open(planned, mutuelle, manager, staff)
    for each in planned.lists:
        listed = _with_unknown(size, employers, each.unknown) if each.unknown else employers
        with clock.held(each.day):
            _load_list(each, lists.rows(listed), mutuelle, manager)
    if planned.submitted_on:
        with clock.held(planned.submitted_on):
            project.refresh_from_db()
            awaited = 0 if planned.status == ProjectStatus.ACCEPTED else AWAITED
            member_papers.receive(project, manager, rng, awaited)
            projects.submit(actor=manager, project=project)
    _study(planned, project, staff)


def _open(planned: PlannedProject, mutuelle: Mutuelle, manager: User, staff: User) -> Project:
    project = projects.draft_of(actor=manager, mutuelle=mutuelle, year=YEAR)
    firm = mutuelle.firm
    projects.edit(
        actor=manager,
        project=project,
        outline=OUTLINE,
        lead_name=f"{manager.name}, CRSP",
        lead_email=firm.email,
        lead_phone=firm.phone,
        correspondent_name=firm.contact,
        correspondent_email=firm.email,
        correspondent_phone=firm.phone,
    )
    if planned.late_until:
        projects.allow_late(
            actor=staff, project=project, until=planned.late_until, reason=LATE_REASON
        )
    return project


def _load_list(
    planned: PlannedList, rows: list[lists.Cells], mutuelle: Mutuelle, manager: User
) -> None:
    if planned.fate == MemberListStatus.FAULTY:
        rows = lists.spoil(rows)
    member_list = member_lists.upload(
        actor=manager,
        mutuelle=mutuelle,
        year=YEAR,
        content=lists.write(planned.file_name, rows),
        name=planned.file_name,
    )
    if planned.fate == MemberListStatus.ABANDONED:
        member_lists.abandon(actor=manager, member_list=member_list)
    elif planned.fate == MemberListStatus.CONFIRMED:
        project = Project.objects.get(member_lists=member_list)
        member_lists.confirm(actor=manager, member_list=member_list, revision=project.revision)
    check(planned, member_list)


def check(planned: PlannedList, member_list: MemberList) -> None:
    """A sample list with a fault that nobody wanted says which, and stops the load."""
    member_list.refresh_from_db()
    if member_list.status != planned.fate:
        raise ValueError(f"{planned.file_name}: {member_list.status}, {member_list.faults[:2]}")


def _study(planned: PlannedProject, project: Project, staff: User) -> None:
    """Taken up, then decided; what waits for the visitor is left as it is."""
    if planned.status in (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED):
        return
    with clock.held(planned.decided_on or planned.submitted_on):
        study.start(actor=staff, project=project)
        if planned.status == ProjectStatus.ACCEPTED:
            member_papers.verify(project, staff)
            study.accept(actor=staff, project=project)
        elif planned.status == ProjectStatus.REFUSED:
            study.refuse(actor=staff, project=project, reason=planned.reason)


def _keep_examples(employers: list[PlannedEmployer]) -> None:
    """What the visitor uploads by hand: a good list, one full of faults, a paper of each member."""
    rows = lists.rows(employers)
    for path, cells in ((EXAMPLE, rows), (SPOILED_EXAMPLE, lists.spoil(rows))):
        _keep(path, lists.write(path, cells))
    for employer in employers:
        kind = "resolution" if employer.neq else "procuration"
        name = f"{employer.neq or employer.number}_{kind}.pdf"
        _keep(f"{PAPERS_EXAMPLE}/{name}", member_papers.specimen())


def _keep(path: str, content: bytes) -> None:
    default_storage.delete(path)
    default_storage.save(path, ContentFile(content))
