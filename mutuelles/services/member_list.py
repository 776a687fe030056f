"""Lists of members: uploaded and confirmed by a manager (`member_list_study` for the staff)."""

import dataclasses
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles.access import may_upload_list
from mutuelles.choices import MEMBER_LIST_MOVES, MemberListStatus
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.reading import Reading, read
from mutuelles.models import MemberList, MemberListRow, Mutuelle
from mutuelles.models.mutuelle import years_open
from mutuelles.services import register
from portal.errors import BusinessError, NotAllowed
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
    reading = read(content, name, max_bytes=max_bytes())
    faults = [*reading.faults, *register.faults(reading, mutuelle, year)]
    status = MemberListStatus.FAULTY if faults else MemberListStatus.TO_CONFIRM
    member_list = MemberList.objects.create(
        mutuelle=mutuelle,
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
    MemberListRow.objects.bulk_create(
        (MemberListRow(member_list=member_list, **row._asdict()) for row in reading.rows),
        batch_size=5000,
    )


@transaction.atomic
def confirm(*, actor: User, member_list: MemberList) -> None:
    """Submit the list to the staff; employers unknown to the register enter it *à vérifier*."""
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
    if not may_upload_list(actor, member_list.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle décide de sa liste."))
    claim(member_list, status)


def claim(member_list: MemberList, status: MemberListStatus) -> None:
    """Move a list to a status that may follow its own; two people at once: one is refused."""
    before = [s for s, after in MEMBER_LIST_MOVES.items() if status in after]
    moved = MemberList.objects.filter(pk=member_list.pk, status__in=before).update(status=status)
    if not moved:
        raise BusinessError(_("Cette liste a déjà été traitée : rechargez la page."))
    member_list.status = status
