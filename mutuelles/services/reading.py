"""The file of a list, read and kept: its rows without fault, those to mend, and its faults."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mutuelles.choices import MemberListStatus
from mutuelles.member_list.annotated import AnnotatedFile, annotated
from mutuelles.member_list.doubts import doubts
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.headings import read_header
from mutuelles.member_list.reading import MAX_FAULTS, Reading, read
from mutuelles.models import MemberList
from mutuelles.services import member_list_row, register

MEGABYTE = 1024 * 1024


def max_bytes() -> int:
    """Of a list; in UTF-16, where a character takes two bytes, twice as much."""
    return settings.LIST_MAX_MEGABYTES * MEGABYTE


def take_in(member_list: MemberList, content: bytes, mapping: Mapping[str, int] | None) -> None:
    """Read a file and keep what it says.

    Faults of the file or of its columns keep nothing else of it; faults of rows keep these as they
    were typed, beside the others.
    """
    reading = read(content, member_list.file_name, mapping=mapping, max_bytes=max_bytes())
    member_list.file_format = _format(reading)
    member_list.rows_read = reading.rows_read
    member_list.titles = [title[:200] for title in reading.titles]
    member_list.mapping = mapping
    tell(member_list, reading.faults)
    member_list.save()
    if _whole(reading):
        member_list_row.keep(member_list, reading.rows)
        member_list_row.keep_faulty(member_list, reading.faulty)
        check_register(member_list)


def _whole(reading: Reading) -> bool:
    """Whether every fault is that of a row, which can be mended."""
    rows = {row.row for row in reading.faulty}
    return all(fault.row in rows for fault in reading.faults)


def check_register(member_list: MemberList) -> None:
    """Send back the kept rows that the register contradicts."""
    faults = register.faults(member_list)
    if faults:
        member_list_row.send_back(member_list, {fault.row for fault in faults if fault.row})
        tell(member_list, [*faults_of(member_list), *faults])
        member_list.save(update_fields=["status", "faults", "faults_count"])


def tell(member_list: MemberList, faults: Collection[Fault]) -> None:
    """Set the faults of a list, and the status that follows from them."""
    member_list.faults = [dataclasses.asdict(fault) for fault in _first(faults)]
    member_list.faults_count = len(faults)
    member_list.status = MemberListStatus.FAULTY if faults else MemberListStatus.TO_CONFIRM


def faults_of(member_list: MemberList) -> list[Fault]:
    return [Fault(**fault) for fault in member_list.faults]


@dataclass(frozen=True)
class Kind:
    """Faults of one column that have the same remedy; `says`: their words, where all say the same,
    or else that remedy.
    """

    heading: str
    says: str
    count: int


def kinds(faults: Collection[Fault]) -> list[Kind]:
    """The commonest first."""
    messages: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        messages.setdefault((fault.heading, fault.remedy), []).append(fault.message)
    found = [
        Kind(heading, said[0] if len(set(said)) == 1 else remedy, len(said))
        for (heading, remedy), said in messages.items()
    ]
    return sorted(found, key=lambda kind: -kind.count)


def in_doubt(member_list: MemberList) -> bool:
    """Whether its manager may say which column of the kept file is which."""
    header, _faults = read_header(1, member_list.titles, member_list.mapping)
    return bool(member_list.file) and any(doubts(header))


def annotate(member_list: MemberList) -> AnnotatedFile:
    """The file given back with its faults in it; `Unreadable` where it ends too early."""
    with member_list.file.open() as file:
        content = file.read()
    return annotated(
        content, member_list.file_name, faults_of(member_list), mapping=member_list.mapping
    )


def _first(faults: Iterable[Fault]) -> list[Fault]:
    """In the order of the rows, those of the file and of its columns first."""
    return sorted(faults, key=lambda fault: fault.row or 0)[:MAX_FAULTS]


def forget_file(member_list: MemberList) -> None:
    """Remove the bytes once what was decided of the list is sure."""
    if member_list.file:
        storage, name = member_list.file.storage, str(member_list.file.name)
        transaction.on_commit(lambda: storage.delete(name))
        member_list.file = ""


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
    return _("séparateur : %(name)s") % {"name": names.get(mark, mark)}
