"""The embedded server, for real: one cluster for the module, made once."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal import postgres

ACCOUNT = postgres.ACCOUNT if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("données")
    postgres.start(folder, durable=False)
    yield folder
    postgres.remove(folder)


@pytest.fixture
def started(data: Path) -> Path:
    postgres.start(data, durable=False)
    return data


def ask(data: Path, question: str) -> object:
    with psycopg.connect(postgres.url(data)) as connection:
        row = connection.execute(question).fetchone()
    return row and row[0]


def server_of(data: Path) -> int:
    pid_file = postgres._place(data).cluster / "postmaster.pid"
    return int(pid_file.read_text().splitlines()[0])


def test_start_twice_keeps_the_same_server(started: Path) -> None:
    first = server_of(started)

    postgres.start(started, durable=False)

    assert server_of(started) == first


def test_start_gives_a_role_that_owns_its_database_only(started: Path) -> None:
    question = "select rolsuper::text || rolcreatedb || rolcreaterole from pg_roles"

    rights = ask(started, f"{question} where rolname = current_user")

    assert rights == "falsetruefalse"


def test_start_listens_on_no_network(started: Path) -> None:
    addresses = ask(started, "show listen_addresses")

    assert addresses == ""


def test_start_folds_accents_and_knows_letters(started: Path) -> None:
    folded = ask(started, "select lower('ÉTÉ')")

    assert folded == "été"


def test_start_keeps_the_sockets_path_short(started: Path) -> None:
    deep = started / ("dossier" * 20) / ("profond" * 20)

    socket = postgres.url(deep).partition("host=")[2] + "/.s.PGSQL.5432"

    assert len(socket.encode()) <= 107


def test_start_durable_flushes_to_the_disk(data: Path) -> None:
    postgres.stop(data)

    postgres.start(data)

    assert ask(data, "show fsync") == "on"
    postgres.stop(data)


def test_stop_twice_leaves_nothing_running(started: Path) -> None:
    postgres.stop(started)

    postgres.stop(started)

    assert not postgres.running(started)


def test_start_after_a_killed_server(started: Path) -> None:
    os.kill(server_of(started), signal.SIGKILL)

    postgres.start(started, durable=False)

    assert ask(started, "select 1") == 1


def test_start_when_another_program_has_the_servers_number(data: Path) -> None:
    postgres.stop(data)
    stranger = subprocess.Popen(["sleep", "60"], user=ACCOUNT)
    pid_file = postgres._place(data).cluster / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n{pid_file.parent}\n0\n5432\n\n\n")
    lock_file = postgres._place(data).socket / ".s.PGSQL.5432.lock"
    lock_file.write_text(pid_file.read_text())

    postgres.start(data, durable=False)

    assert ask(data, "select 1") == 1
    stranger.kill()
    stranger.wait()


def test_start_after_the_socket_was_swept_away(started: Path) -> None:
    for entry in postgres._place(started).socket.iterdir():
        entry.unlink()
    postgres._place(started).socket.rmdir()
    os.kill(server_of(started), signal.SIGTERM)

    postgres.start(started, durable=False)

    assert ask(started, "select 1") == 1


def test_start_after_initdb_was_killed(tmp_path: Path) -> None:
    place = postgres._place(tmp_path)
    postgres._make_folders(place)
    place.folder.joinpath("cluster.new").mkdir()
    place.folder.joinpath("cluster.new", "PG_VERSION").write_text("18")

    postgres.start(tmp_path, durable=False)

    assert ask(tmp_path, "select 1") == 1
    postgres.remove(tmp_path)


def test_start_refuses_a_socket_folder_open_to_others(data: Path) -> None:
    postgres.stop(data)
    postgres._place(data).socket.chmod(0o755)

    with pytest.raises(SystemExit, match="n’est pas un dossier privé"):
        postgres.start(data)

    postgres._place(data).socket.chmod(0o700)


def test_start_refuses_another_version(data: Path) -> None:
    postgres.stop(data)
    version = postgres._place(data).cluster / "PG_VERSION"
    version.write_text("15\n")

    with pytest.raises(SystemExit, match="vient de PostgreSQL 15 : « make demo-reset » la refait"):
        postgres.start(data)

    version.write_text("18\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone keeps the cluster out of the data folder")
def test_start_refuses_a_copied_data_folder(data: Path, tmp_path: Path) -> None:
    tmp_path.joinpath("postgres").symlink_to(data.joinpath("postgres").readlink())

    with pytest.raises(SystemExit, match="a été copié ou déplacé"):
        postgres.start(tmp_path)

    assert not postgres.running(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone keeps the cluster out of the data folder")
def test_start_forgets_the_cluster_of_a_deleted_data_folder(started: Path) -> None:
    with psycopg.connect(postgres.url(started)) as connection:
        connection.execute("create table remembered ()")
    postgres.stop(started)
    started.joinpath("postgres").unlink()

    postgres.start(started, durable=False)

    assert ask(started, "select to_regclass('remembered')") is None


def test_remove_leaves_no_trace(tmp_path: Path) -> None:
    postgres.start(tmp_path, durable=False)
    place = postgres._place(tmp_path)

    postgres.remove(tmp_path)

    assert [place.folder.exists(), place.socket.exists(), *tmp_path.iterdir()] == [False, False]


def test_start_while_it_stops(started: Path) -> None:
    with psycopg.connect(postgres.url(started)):
        os.kill(server_of(started), signal.SIGTERM)  # « smart »: it waits for this connection
        time.sleep(0.2)
        assert postgres.running(started) is False

    postgres.start(started, durable=False)

    assert ask(started, "select 1") == 1
