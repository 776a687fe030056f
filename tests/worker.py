"""The real worker, in a process of its own, on the database of the tests."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from portal import postgres

SECONDS = 120


def environment() -> dict[str, str]:
    """Ours, but for the database, which the tests have made beside the server's own, and files."""
    server = os.environ.get("DATABASE_URL") or postgres.url(settings.DATA_DIR)
    database = urlsplit(server)._replace(path=f"/{connection.settings_dict['NAME']}")
    return os.environ | {
        "DATABASE_URL": database.geturl(),
        "PORTAL_DATA": str(settings.MEDIA_ROOT.parent),
        "PORTAL_SEAL_KEYS": str(settings.SEAL_KEYS),
    }


def start(*options: str) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "procrastinate", "worker", *options]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment())


def work() -> None:
    """Do what is in the queue, and stop."""
    assert start("--one-shot").wait(timeout=SECONDS) == 0
