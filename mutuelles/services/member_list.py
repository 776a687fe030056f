"""Lists of members: uploaded and confirmed by a manager (`member_list_study` for the staff)."""

import dataclasses
import hashlib
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mutuelles.access import may_upload_list
from mutuelles.choices import MEMBER_LIST_MOVES, Change, MemberListStatus, ProjectStatus
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.reading import Reading, read
from mutuelles.models import MemberList, Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from mutuelles.services import changes, member_list_row, register
from mutuelles.services import project as projects
from mutuelles.services.changes import ASIDE_BY_DEFAULT
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit

MEGABYTE = 1024 * 1024
FAULTS_KEPT = 500  # the page shows no more; a longer list is mended in the spreadsheet


def max_bytes() -> int:
    return settings.LIST_MAX_MEGABYTES * MEGABYTE


@transaction.atomic
def upload(
    *,
    actor: User,
    mutuelle: Mutuelle,
    year: int,
    content: bytes,
    name: str,
    size: int | None = None,
) -> MemberList:
    """Read a file whole. Without fault its rows wait for the manager's word; with any fault only
    the trace of the attempt and the faults are kept. `size` is the file's own, in bytes, where
    only the beginning of one over the limit was read.
    """
    if not may_upload_list(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle dépose sa liste."))
    if year not in years_open(clock.today()):
        raise BusinessError(_("Aucune liste ne se dépose pour cette année."))
    project = projects.draft_of(actor=actor, mutuelle=mutuelle, year=year)
    reading = read(content, name, max_bytes=max_bytes())
    faults = [*reading.faults, *register.faults(reading, mutuelle, year)]
    status = MemberListStatus.FAULTY if faults else MemberListStatus.TO_CONFIRM
    member_list = MemberList.objects.create(
        mutuelle=mutuelle,
        project=project,
        year=year,
        file_name=name[:255],
        size=size or len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        file_format=_format(reading),
        rows_read=reading.rows_read,
        faults=[dataclasses.asdict(fault) for fault in _first(faults)],
        faults_count=len(faults),
        status=status,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    if not faults:
        _keep_rows(member_list, reading)
    audit.record(actor=actor, verb="upload", subject=member_list, faults=len(faults))
    return member_list


def _first(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.row or 0)[:FAULTS_KEPT]


def _format(reading: Reading) -> str:
    """« XLSX, feuille Membres » or « CSV, UTF-8, séparateur ; »: what was found in the file."""
    parts = [
        reading.format,
        reading.sheet and _("feuille %(sheet)s") % {"sheet": reading.sheet[:40]},
        reading.encoding,
        reading.separator and _separator(reading.separator),
    ]
    return ", ".join(part for part in parts if part)


def _separator(mark: str) -> str:
    names = {";": _("point-virgule"), ",": _("virgule"), "\t": _("tabulation")}
    return _("séparateur : %(name)s") % {"name": names[mark]}


def _keep_rows(member_list: MemberList, reading: Reading) -> None:
    employers = register.employers_by_number({row.employer_number for row in reading.rows})
    keys = {number: employer.pk for number, employer in employers.items()}
    member_list_row.keep(member_list, reading.rows, keys)


@transaction.atomic
def confirm(
    *,
    actor: User,
    member_list: MemberList,
    aside: Collection[Change] = ASIDE_BY_DEFAULT,
    revision: int | None = None,
) -> None:
    """Bring the draft of the project to what the list says, but for the groups set `aside`.

    `revision`: that of the project when the changes were shown; another list confirmed since
    makes them out of date. Employers unknown to the register enter it *à vérifier*.
    """
    if revision is None:  # the way of before, until the study of lists is gone
        _transmit(actor, member_list)
        return
    _check_manages(actor, member_list)
    project = projects.hold(_project(member_list), ProjectStatus.DRAFT)
    if project.revision != revision:
        raise Conflict(
            _("Une autre liste vient d’être versée au projet : relisez ce que celle-ci change.")
        )
    claim(member_list, MemberListStatus.CONFIRMED)
    if Change.UNKNOWN not in aside:
        register.enter_unknown(member_list)
        register.link(member_list)
    written = changes.write(member_list, project, aside)
    Project.objects.filter(pk=project.pk).update(revision=F("revision") + 1)
    audit.record(
        actor=actor,
        verb="confirm",
        subject=member_list,
        members=written.members,
        removed=written.removed,
        aside=sorted(aside),
    )


def _project(member_list: MemberList) -> Project:
    if member_list.project is None:
        raise BusinessError(_("Cette liste n’est celle d’aucun projet : déposez-la de nouveau."))
    return member_list.project


def _transmit(actor: User, member_list: MemberList) -> None:
    _move(actor, member_list, MemberListStatus.SUBMITTED)
    register.enter_unknown(member_list)
    register.link(member_list)
    audit.record(actor=actor, verb="confirm", subject=member_list)


@transaction.atomic
def abandon(*, actor: User, member_list: MemberList) -> None:
    """Give up a list that was not confirmed; its rows go, its trace stays."""
    _move(actor, member_list, MemberListStatus.ABANDONED)
    member_list.rows.all().delete()
    audit.record(actor=actor, verb="abandon", subject=member_list)


def _move(actor: User, member_list: MemberList, status: MemberListStatus) -> None:
    _check_manages(actor, member_list)
    claim(member_list, status)


def _check_manages(actor: User, member_list: MemberList) -> None:
    if not may_upload_list(actor, member_list.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle décide de sa liste."))


def claim(member_list: MemberList, status: MemberListStatus) -> None:
    """Move a list to a status that may follow its own; two people at once: one is refused."""
    before = [s for s, after in MEMBER_LIST_MOVES.items() if status in after]
    moved = MemberList.objects.filter(pk=member_list.pk, status__in=before).update(status=status)
    if not moved:
        raise BusinessError(_("Cette liste a déjà été traitée : rechargez la page."))
    member_list.status = status
