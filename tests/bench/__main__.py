"""Run the benchmarks in a database of their own: `python -m tests.bench [group …]`."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django

from portal import postgres
from tests.environment import DATA, ROOT, make_seal_key

# what decides how long a commit takes
DURABILITY = ("fsync", "synchronous_commit", "full_page_writes")

EMPLOYERS, DOCUMENTS = 2_000, 20_000
LISTED = 60  # recent documents of the employer whose list is drawn: three pages


def main(names: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    subprocess.run(["make", "--silent", "compiled"], cwd=ROOT, check=True)
    django.setup()
    make_seal_key()
    # only now: they import models
    from tests.bench import run, world

    groups = run.chosen(names)
    with database():
        print(machine(), f"{DOCUMENTS} documents de {EMPLOYERS} employeurs", sep="\n", flush=True)
        cast = world.build(employers=EMPLOYERS, documents=DOCUMENTS, listed=LISTED)
        figures = []
        for figure in run.run(groups.values(), cast):
            print(run.as_row(figure), flush=True)
            figures.append(figure)
    run.write(figures, ROOT / "bench.jsonl")


@contextmanager
def database() -> Iterator[None]:
    """A new database, on the embedded server as in production, or on that of `DATABASE_URL`."""
    from django.conf import settings
    from django.db import connection

    embedded = not os.environ.get("DATABASE_URL")
    if embedded:
        postgres.start(DATA, durable=True)
    try:
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
    finally:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        if embedded:
            postgres.stop(DATA)


def machine() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        settings = []
        for name in ("server_version", *DURABILITY):
            cursor.execute(f"show {name}")
            settings.append(cursor.fetchone()[0])
    version, *durability = settings
    switches = ", ".join(f"{n} {v}" for n, v in zip(DURABILITY, durability, strict=True))
    cores, python = os.cpu_count(), platform.python_version()
    return f"{cores} cœurs, Python {python}, PostgreSQL {version} ({switches})"


if __name__ == "__main__":
    main(sys.argv[1:])
