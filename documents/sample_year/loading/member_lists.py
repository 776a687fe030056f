"""Member lists of 2022: uploaded, confirmed and decided by the real services, on their days."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.sample_year.accounts import STAFF
from documents.sample_year.invented import lists
from documents.sample_year.invented.employers import PlannedEmployer, plan_unknown
from documents.sample_year.invented.lists import LISTS, NEWCOMER, TO_UPLOAD, YEAR, PlannedList
from documents.sample_year.loading.memberships import stays
from documents.sample_year.sizes import Say, Size
from mutuelles.choices import MemberListStatus
from mutuelles.models import MemberList, Mutuelle
from mutuelles.services import list_study
from mutuelles.services import member_list as member_lists
from portal.models import User, clock

Members = dict[str, list[PlannedEmployer]]
EXAMPLE, SPOILED_EXAMPLE = "exemples/membres-2022.xlsx", "exemples/membres-2022-fautes.xlsx"


def load(size: Size, say: Say) -> None:
    members = members_by_mutuelle(size)
    staff = User.objects.get(email=STAFF.email)
    for planned in sorted(LISTS, key=lambda planned: planned.day):
        employers = members[planned.mutuelle]
        if planned.unknown:
            employers = _with_unknown(size, employers, planned.unknown)
        _load_list(planned, lists.rows(employers), staff)
    _keep_examples(_with_unknown(size, members[TO_UPLOAD], NEWCOMER))
    say(f"{MemberList.objects.count()} listes de membres")


def members_by_mutuelle(size: Size) -> Members:
    """Who is on the list of 2022 of each mutuelle."""
    found: Members = {}
    for rank, plan in enumerate(size.employers()):
        if stays(plan, rank):
            found.setdefault(plan.trade.mutuelle, []).append(plan)
    return found


def _with_unknown(size: Size, employers: list[PlannedEmployer], name: str) -> list[PlannedEmployer]:
    return [*employers, plan_unknown(size.rng(name), employers[0].trade, name)]


def _load_list(planned: PlannedList, rows: list[lists.Cells], staff: User) -> None:
    mutuelle = Mutuelle.objects.select_related("firm").get(number=planned.mutuelle)
    manager = User.objects.get(manager_mandates__firm=mutuelle.firm)
    if planned.fate == MemberListStatus.FAULTY:
        rows = lists.spoil(rows)
    with clock.held(planned.day):
        member_list = member_lists.upload(
            actor=manager,
            mutuelle=mutuelle,
            year=YEAR,
            content=lists.write(planned.file_name, rows),
            name=planned.file_name,
        )
        _conclude(planned, member_list, manager)
    if planned.decided_on:
        with clock.held(planned.decided_on):
            _decide(planned, member_list, staff)
    check(planned, member_list)


def _conclude(planned: PlannedList, member_list: MemberList, manager: User) -> None:
    if planned.fate == MemberListStatus.ABANDONED:
        member_lists.abandon(actor=manager, member_list=member_list)
    elif planned.fate not in (MemberListStatus.FAULTY, MemberListStatus.TO_CONFIRM):
        member_lists.confirm(actor=manager, member_list=member_list)


def _decide(planned: PlannedList, member_list: MemberList, staff: User) -> None:
    if planned.reason:
        list_study.refuse(actor=staff, member_list=member_list, reason=planned.reason)
    else:
        list_study.accept(actor=staff, member_list=member_list)


def check(planned: PlannedList, member_list: MemberList) -> None:
    """A sample list with a fault that nobody wanted says which, and stops the load."""
    member_list.refresh_from_db()
    if member_list.status != planned.fate:
        raise ValueError(f"{planned.file_name}: {member_list.status}, {member_list.faults[:2]}")


def _keep_examples(employers: list[PlannedEmployer]) -> None:
    """Two files for the visitor to upload by hand: a good list, and one full of faults."""
    rows = lists.rows(employers)
    for path, cells in ((EXAMPLE, rows), (SPOILED_EXAMPLE, lists.spoil(rows))):
        default_storage.delete(path)
        default_storage.save(path, ContentFile(lists.write(path, cells)))
