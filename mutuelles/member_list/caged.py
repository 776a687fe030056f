"""What calamine reads in a workbook, as lines of JSON: run apart by `cage`, never imported.

Its formats let a few kilobytes ask for any amount of memory, and Rust then ends the whole process:
this one may be ended. The first line tells of the sheet, or why there is none; each of the others
is a row.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

MEMORY = 1024 * 1024 * 1024
SECONDS = 30  # of processor; a list of 50,000 lines takes one or two
MAX_AREA = 4_000_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.writelines(f"{line}\n" for line in _read(sys.stdin.buffer.read()))


def _read(content: bytes) -> list[str]:
    try:
        return [json.dumps(one, default=_as_text) for one in _told(content)]
    except calamine.PasswordError:
        return ['{"refusal": "protected"}']
    except MemoryError:
        return ['{"refusal": "heavy"}']
    except BaseException:  # a panic of Rust is no Exception
        return ['{"refusal": "damaged"}']


def _told(content: bytes) -> Iterator[Any]:
    workbook = calamine.load_workbook(io.BytesIO(content))
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if not visible:
        yield {"refusal": "hidden"}
        return
    sheet = workbook.get_sheet_by_name(visible[0])
    row, column = sheet.end or (0, 0)
    if (row + 1) * (column + 1) > MAX_AREA:
        yield {"refusal": "wide", "row": row, "column": column}
        return
    yield {"sheet": sheet.name, "margin": sheet.start[1] if sheet.start else 0}
    yield from sheet.iter_rows()


def _as_text(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    return str(value) if isinstance(value, datetime.timedelta) else value.isoformat()


if __name__ == "__main__":
    main()
