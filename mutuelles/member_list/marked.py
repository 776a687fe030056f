"""The lines of a list with the faults that were found in them."""

from collections.abc import Iterable, Mapping

from mutuelles.member_list.faults import FAULTS_TITLE, Fault
from mutuelles.member_list.headings import is_of_faults, read_header
from mutuelles.member_list.lines import filled, from_titles
from mutuelles.member_list.tables import Line, Table


class MarkedList:
    """What both kinds of annotated files are written from.

    `column` is the index of « Fautes »: at the right of all that the list holds, or where a list
    that was annotated before has it. Raises `Unreadable` for a table that cannot be read to its
    end.
    """

    def __init__(
        self, table: Table, faults: Iterable[Fault], mapping: Mapping[str, int] | None
    ) -> None:
        self.lines: list[Line] = list(table.lines)
        titles, _lines = from_titles(filled(self.lines))
        self.header, _faults = read_header(*(titles or (1, ())), mapping)
        self.faults = list(faults)
        self.column = self._column()
        self.by_row: dict[int, list[Fault]] = {}
        for fault in self.faults:  # those of the whole file come with the titles
            self.by_row.setdefault(fault.row or self.header.row, []).append(fault)

    def _column(self) -> int:
        for index, title in enumerate(self.header.titles):
            if is_of_faults(title):
                return index
        return max((len(cells) for _number, cells in self.lines), default=0)

    def in_words(self, row: int) -> str:
        """What stands in the column « Fautes » of a line."""
        words = [_in_words(fault) for fault in self.by_row.get(row, ())]
        return "  ·  ".join([FAULTS_TITLE, *words] if row == self.header.row else words)


def _in_words(fault: Fault) -> str:
    place = f"{fault.column}\N{NO-BREAK SPACE}: " if fault.column else ""
    return f"{place}{fault.message} {fault.remedy}"
