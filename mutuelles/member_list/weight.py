"""Refuse a workbook that would fill the memory, before calamine opens it.

A cell written at XFD1048576 makes calamine allot the whole rectangle, and each cell receives its
own copy of a shared text: a few kilobytes can thus ask for terabytes.
"""

import re
from xml.parsers import expat

from mutuelles.member_list.faults import column_number

MAX_AREA = 4_000_000
MAX_TEXT = 600 * 1024 * 1024
MAYBE_END_OF_TEXT = re.compile(rb"si\s*>")
END_OF_TEXT = re.compile(rb"</[^<>]*si\s*>")
# A cell after column Z or row 99999 that is more than a colour, or that does not begin with its
# place: without any, the sheet is under MAX_AREA.
FAR_CELL = re.compile(
    rb'<c(?:(?! r="|[A-Za-z])| r="(?:[A-Za-z]{2}|[A-Za-z]?\d{6})(?!\w*"(?: s="\d+")?/>))'
)
PREFIXED_CELL = re.compile(rb":c[\s/>]")
# names of attributes, in whatever tag
COUNT = re.compile(rb"""((?:c|uniqueC)ount)(?=\s*=\s*["'])""")
REFERENCE = re.compile(r"([A-Za-z]+)(\d+)", re.ASCII)


def without_counts(xml: bytes) -> bytes:
    """The part with its announced counts under a name that calamine does not look for.

    They are mere hints; calamine reserves the memory for as many shared texts as one announces.
    """
    return COUNT.sub(rb"told_\1", xml) if b"ount" in xml else xml


def longest_text(xml: bytes) -> int:
    """At least the length of the longest shared text of this part, 0 where it has none."""
    if not MAYBE_END_OF_TEXT.search(xml):
        return 0
    if b"<!" in xml:  # a comment may hold an end that is none
        return len(xml)
    return max(map(len, END_OF_TEXT.split(xml)[:-1]), default=0)


def cells_at_most(xml: bytes) -> int:
    """A cell with a value closes two elements."""
    return xml.count(b"</") // 2


def farthest_cell(xml: bytes) -> tuple[int, int] | None:
    """Last row and last column used, or None where a glance shows that they are near."""
    if not PREFIXED_CELL.search(xml) and not FAR_CELL.search(xml):
        return None
    return _Extent().of(xml)


class _Extent:
    """Follows the rows and cells of a sheet as calamine does, for cells that hold something."""

    def __init__(self) -> None:
        self.row = self.column = self.last_row = self.last_column = 0

    def of(self, xml: bytes) -> tuple[int, int]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.Parse(xml, True)
        return self.last_row, self.last_column

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
            case "c":
                self._place(attributes.get("r", ""))
            case "v" | "f" | "is":
                self.last_row = max(self.last_row, self.row)
                self.last_column = max(self.last_column, self.column)

    def _place(self, reference: str) -> None:
        self.column += 1
        found = REFERENCE.fullmatch(reference)
        if found:
            self.row, self.column = int(found[2]), column_number(found[1])
