"""How much memory a process takes that receives a list: `python -m tests.bench.upload_peak NAME N`.

It makes a world of its own in a transaction that is never committed, beside the caller's.
"""

import os
import re
import sys
from pathlib import Path

import django


class Enough(Exception):
    """Nothing of this stays."""


def main(name: str, lines: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.db import connection, transaction

    from tests.bench import upload, upload_world

    connection.settings_dict["NAME"] = name
    try:
        with transaction.atomic():
            world = upload_world.build(lines, serial=1)
            upload.receive(world, world.content, "membres.csv")
            raise Enough
    except Enough:
        print(peak())


def peak() -> float:
    """Megabytes; `ru_maxrss` would count what the process that started this one had taken."""
    status = Path("/proc/self/status").read_text()
    kilobytes = re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(kilobytes[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
