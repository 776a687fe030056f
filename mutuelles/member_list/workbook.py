"""From the rows that calamine gives to lines of text, whatever the format of the workbook."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from mutuelles.member_list.archive import damage_told, too_much_text
from mutuelles.member_list.tables import Line

MAX_CELL = 32_767  # characters; Excel writes no more in a cell


def lines_of(rows: Iterable[list[Any]], margin: int, name: str) -> Iterator[Line]:
    """Lines from the sheet's first; calamine leaves out the empty columns at the left."""
    before = [""] * margin
    with damage_told(name):
        for number, values in enumerate(rows, start=1):
            cells, length = _as_texts(values)
            if length > MAX_CELL and max(map(len, cells)) > MAX_CELL:
                raise too_much_text(name)
            yield number, before + cells if before else cells


def _as_texts(values: list[Any]) -> tuple[list[str], int]:
    """With their length all together; most lines hold nothing but texts, which joining tells."""
    try:
        return values, len("".join(values))
    except TypeError:
        texts = list(map(as_text, values))
        return texts, len("".join(texts))


def as_text(value: Any) -> str:
    """What a person reads in the cell: 1199404477.0 is a whole number, a date is ISO."""
    if isinstance(value, bool):
        return _("VRAI") if value else _("FAUX")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
