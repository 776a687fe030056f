"""XLS and ODS workbooks, opened by a process whose memory and time are counted (`caged.py`)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mutuelles.member_list.archive import damaged, protected, to_copy, too_heavy, too_wide
from mutuelles.member_list.faults import Unreadable, column_letter
from mutuelles.member_list.tables import Table, not_a_list
from mutuelles.member_list.workbook import lines_of

# Isolated: neither the environment nor the folder of the portal; a hostile file finds nothing.
COMMAND = [sys.executable, "-IB", str(Path(__file__).with_name("caged.py"))]
SECONDS = 120


def open_caged(content: bytes, kind: str, name: str) -> Table:
    """The first visible sheet."""
    told, *rows = _run(content, name).splitlines()
    sheet = json.loads(told)
    if "refusal" in sheet:
        raise _refused(sheet, name)
    lines = lines_of(map(json.loads, rows), sheet["margin"], name)
    return Table(kind, lines, sheet=sheet["sheet"])


def _run(content: bytes, name: str) -> bytes:
    try:
        done = subprocess.run(
            COMMAND, input=content, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_greedy(name) from None
    if done.returncode < 0:  # ended by a signal: memory or time was up
        raise _too_greedy(name)
    done.check_returncode()
    return done.stdout


def _refused(told: dict[str, Any], name: str) -> Unreadable:
    match told["refusal"]:
        case "protected":
            return protected(name)
        case "hidden":
            return not_a_list(name)
        case "wide":
            return too_wide(name, f"{column_letter(told['column'])}{told['row'] + 1}")
        case "heavy":
            return too_heavy(name)
        case _:
            return damaged(name)


def _too_greedy(name: str) -> Unreadable:
    return to_copy(
        _("Le classeur « %(name)s » demande trop de mémoire ou de temps pour être ouvert."), name
    )
