"""The rows of a list, written many at once: COPY takes them twenty times faster than INSERT."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db import connection

from mutuelles.member_list.rows import MemberRow
from mutuelles.models import MemberList

COLUMNS = ("member_list_id", "employer_id", "set_aside", *MemberRow._fields)
COPY = f"copy mutuelles_memberlistrow ({', '.join(COLUMNS)}) from stdin"
CHUNK = 2000  # rows sent at once
TABS = len(MemberRow._fields) - 2
NULL = r"\N"
# what does not stand for itself in the text format of COPY
SPECIAL = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def keep(
    member_list: MemberList, rows: Iterable[MemberRow], employer_of: Mapping[str, int]
) -> None:
    """`employer_of`: the employers that the register knows, by the number that the list gives."""
    lines = _lines(member_list.pk, rows, employer_of)
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        while chunk := "".join(islice(lines, CHUNK)):
            copy.write(chunk)


def _lines(
    member_list: int, rows: Iterable[MemberRow], employer_of: Mapping[str, int]
) -> Iterator[str]:
    for row in rows:
        employer = employer_of.get(row.employer_number, NULL)
        values = "\t".join(row[1:])
        if "\\" in values or "\n" in values or "\r" in values or values.count("\t") != TABS:
            values = "\t".join(value.translate(SPECIAL) for value in row[1:])
        yield f"{member_list}\t{employer}\t\t{row.row}\t{values}\n"
