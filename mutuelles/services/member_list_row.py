"""The rows of a list, written many at once: COPY takes them twenty times faster than INSERT."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from django.db import connection
from django.db.models import QuerySet

from mutuelles.member_list.rows import FaultyRow, MemberRow, as_typed
from mutuelles.models import MemberList, MemberListRow
from mutuelles.services import register

COLUMNS = ("member_list_id", "employer_id", "set_aside", "raw", *MemberRow._fields)
COPY = f"copy mutuelles_memberlistrow ({', '.join(COLUMNS)}) from stdin"
CHUNK = 2000  # rows sent at once
VALUES = len(MemberRow._fields) - 1
NULL = r"\N"
# what does not stand for itself in the text format of COPY
SPECIAL = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def keep(member_list: MemberList, rows: Collection[MemberRow]) -> None:
    """Rows without fault, each with its employer where the register knows it."""
    employer_of = register.known({row.employer_number for row in rows})
    _copy(_sound(member_list.pk, rows, employer_of))


def keep_faulty(member_list: MemberList, rows: Iterable[FaultyRow]) -> None:
    """Rows to mend: what was typed, and nothing else."""
    _copy(_to_mend(member_list.pk, rows))


def _copy(lines: Iterator[str]) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk)


def _sound(
    member_list: int, rows: Iterable[MemberRow], employer_of: Mapping[str, int]
) -> Iterator[str]:
    for row in rows:
        values = "\t".join(row[1:])
        if "\\" in values or "\n" in values or "\r" in values or values.count("\t") >= VALUES:
            values = "\t".join(value.translate(SPECIAL) for value in row[1:])
        employer = employer_of.get(row.employer_number, NULL)
        yield f"{member_list}\t{employer}\t\t{NULL}\t{row.row}\t{values}\n"


def _to_mend(member_list: int, rows: Iterable[FaultyRow]) -> Iterator[str]:
    blank = "\t" * (VALUES - 1)
    for row in rows:
        # the database keeps no NUL in a JSON value
        cells = {
            key: raw.replace("\0", "\N{REPLACEMENT CHARACTER}") for key, raw in row.cells.items()
        }
        raw = json.dumps(cells, ensure_ascii=False).translate(SPECIAL)
        yield f"{member_list}\t{NULL}\t\t{raw}\t{row.row}\t{blank}\n"


def sound(member_list: MemberList) -> QuerySet[MemberListRow]:
    return member_list.rows.filter(raw__isnull=True)


def to_mend(member_list: MemberList) -> QuerySet[MemberListRow]:
    """Rows with a fault that nobody set aside, as the spreadsheet orders them."""
    return member_list.rows.filter(raw__isnull=False, set_aside="").order_by("row")


def as_read(rows: QuerySet[MemberListRow]) -> list[FaultyRow]:
    """Rows to mend, with what was typed in their cells."""
    return [FaultyRow(row, raw or {}) for row, raw in rows.values_list("row", "raw")]


def read_back(rows: QuerySet[MemberListRow]) -> list[MemberRow]:
    """Rows as the reader gave them."""
    return [MemberRow._make(values) for values in rows.values_list(*MemberRow._fields)]


def send_back(member_list: MemberList, numbers: Collection[int]) -> None:
    """Rows in which a fault was found after all are to be mended, like those of the reader."""
    rows = member_list.rows.filter(row__in=numbers)
    faulty = [FaultyRow(row.row, as_typed(row)) for row in read_back(rows)]
    rows.delete()
    keep_faulty(member_list, faulty)
