"""Where tests run: the demo's settings, and a data folder and server of their own.

Loaded before the settings (`-p tests.environment` in pyproject.toml). Two runs at once each take
the first folder that is free, so that they do not share a database.
"""

import datetime as dt
import fcntl
import os
import subprocess
from pathlib import Path
from typing import IO

import pytest

from documents.pdf import seal
from portal import postgres

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ROOT / ".data" / "tests"
TODAY = "2021-12-16"
FIRST_DAY = dt.date(2019, 1, 1)


def take_folder() -> tuple[Path, IO[str]]:
    """The first folder that no other run holds, and the file that holds it as long as we live."""
    number = 1
    while True:
        folder = FOLDERS / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        holder = (folder / "run.lock").open("w")
        try:
            fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return folder, holder
        except BlockingIOError:
            holder.close()
            number += 1


DATA, HOLDER = take_folder()
os.environ |= {
    "PORTAL_DEMO": "1",
    "PORTAL_TODAY": TODAY,
    "PORTAL_DATA": str(DATA),
    "PORTAL_HOSTS": "testserver,localhost,127.0.0.1",  # Django's client, and live servers
}


def make_seal_key() -> None:
    """The key that seals what tests issue: kept from one run to the next, as on a real machine."""
    path = DATA / "keys" / "sceau.pem"
    if not path.exists():
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(seal.new_key("Sceau des essais", FIRST_DAY))


def pytest_sessionstart(session: pytest.Session) -> None:
    subprocess.run(["make", "--silent", "compiled"], cwd=ROOT, check=True)
    make_seal_key()
    if not os.environ.get("DATABASE_URL"):
        postgres.start(DATA, durable=False)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not os.environ.get("DATABASE_URL"):
        postgres.stop(DATA)
