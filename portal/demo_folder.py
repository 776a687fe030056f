"""The folder where a demo keeps its database and files: one demo at a time, wiped on request."""

import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from portal import postgres

MARK = "demo.lock"  # only a folder that bears it is ever wiped
OURS = {MARK, "bench", "files", "keys", "postgres", "postgres.lock", "secret-key", "tests"}
PATIENCE = 60  # seconds


def check(data: Path) -> None:
    """Refuse a folder that serves for something else, before anything is written there."""
    if (data / MARK).exists() or not data.exists():
        return
    if not data.is_dir() or {entry.name for entry in data.iterdir()} - OURS:
        raise SystemExit(f"DATA = « {data} » ne convient pas : ce dossier sert à autre chose.")


@contextlib.contextmanager
def held(data: Path) -> Iterator[None]:
    """Keep the folder for this demo."""
    check(data)
    data.mkdir(parents=True, exist_ok=True)
    with (data / MARK).open("a+") as mark:
        if not _taken(mark):
            raise SystemExit(
                f"Une démonstration tourne déjà sur {data} : l’arrêter,"
                " ou choisir un autre dossier avec DATA=…"
            )
        mark.truncate(0)
        mark.write(str(os.getpid()))
        mark.flush()
        yield


def wipe(data: Path) -> None:
    """Stop the demo of this folder and delete what it made there, nothing else."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit("DATABASE_URL est donnée : vider soi-même cette base, puis « make demo ».")
    if not (data / MARK).exists():
        return
    _stop_holder(data)
    postgres.remove(data)
    for name in ("files", "keys"):
        shutil.rmtree(data / name, ignore_errors=True)
    for name in ("secret-key", MARK):
        (data / name).unlink(missing_ok=True)


def _taken(mark: IO[str]) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _stop_holder(data: Path) -> None:
    with (data / MARK).open("a+") as mark:
        end = time.monotonic() + PATIENCE
        while not _taken(mark):
            mark.seek(0)
            with contextlib.suppress(ProcessLookupError, ValueError):
                os.kill(int(mark.read()), signal.SIGTERM)
            if time.monotonic() > end:
                raise SystemExit(f"La démonstration de {data} ne s’arrête pas : la fermer d’abord.")
            time.sleep(0.5)


if __name__ == "__main__":
    verbs = {"check": check, "wipe": wipe}
    verbs[sys.argv[1]](Path(sys.argv[2]))
