"""The web server and the worker as real processes, on the database of the tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError
from django.db import connection

from portal.management.commands.serve import Child

Serve = Callable[[int], subprocess.Popen]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def database() -> str:
    """The address of the tests' database, for another process."""
    config = connection.settings_dict
    host = config["HOST"] or config.get("OPTIONS", {}).get("host", "")
    password = config["PASSWORD"]
    person = quote(config["USER"]) + (f":{quote(password)}" if password else "")
    port = f"&port={config['PORT']}" if config["PORT"] else ""
    return f"postgresql://{person}@/{config['NAME']}?host={host}{port}"


@pytest.fixture
def serve(transactional_db: None) -> Iterator[Serve]:
    """Started servers; what their workers put in the queue is flushed after them."""
    started = []

    def start(port: int) -> subprocess.Popen:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": database(), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(server)
        return server

    yield start
    for server in started:
        server.terminate()
        server.communicate(timeout=60)


def wait_until_it_answers(server: subprocess.Popen) -> None:
    for line in server.stdout or []:
        if "répond" in line:
            return


def last_line(server: subprocess.Popen) -> str:
    return server.communicate(timeout=60)[0].strip().splitlines()[-1]


def worker_of(server: subprocess.Popen) -> int | None:
    """The number of its worker, when it has one."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for child in children:
        command = Path(f"/proc/{child}/cmdline").read_text()
        if "procrastinate" in command and "python" in command.split("\0")[0]:
            return int(child)
    return None


def new_worker_of(server: subprocess.Popen, former: int) -> int | None:
    """Once it has another one; None when it never comes."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        worker = worker_of(server)
        if worker not in (None, former):
            return worker
        time.sleep(0.1)
    return None


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30)
    except urllib.error.HTTPError:
        return True
    except urllib.error.URLError:
        return False
    return True


def test_serve_answers_until_it_is_told_to_stop(serve: Serve) -> None:
    port = free_port()
    server = serve(port)
    wait_until_it_answers(server)

    answered = answers(port)
    server.send_signal(signal.SIGTERM)
    said = last_line(server)

    assert (answered, answers(port)) == (True, False)
    assert (said, server.returncode) == ("Arrêt du serveur web et du travailleur…", 0)


def test_serve_starts_a_killed_worker_again(serve: Serve) -> None:
    port = free_port()
    server = serve(port)
    wait_until_it_answers(server)
    worker = worker_of(server) or 0

    os.kill(worker, signal.SIGKILL)
    said = next(line for line in server.stdout or [] if "travailleur" in line)

    assert said == "Le travailleur de la file s’est arrêté (code -9) : il repart dans 1 s.\n"
    assert new_worker_of(server, worker) is not None
    assert (server.poll(), answers(port)) == (None, True)


def test_serve_stops_all_when_the_web_server_dies(serve: Serve) -> None:
    port = free_port()
    server = serve(port)
    wait_until_it_answers(server)
    worker = worker_of(server)
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    (web,) = {int(child) for child in children} - {worker}

    os.kill(web, signal.SIGKILL)
    said = last_line(server)

    assert said.startswith("CommandError: Le serveur web s’est arrêté (code -9) : tout est arrêté.")
    assert (server.returncode, answers(port)) == (1, False)


def test_give_up_a_child_that_never_lives() -> None:
    child = Child("L’enfant", "-c", "raise SystemExit(3)", pauses=(0, 0.01))
    said = []

    with pytest.raises(CommandError) as end:
        while True:
            said += [text for text in [child.watch()] if text]

    assert said == [
        "L’enfant s’est arrêté (code 3) : il repart dans 0 s.",
        "L’enfant s’est arrêté (code 3) : il repart dans 0.01 s.",
    ]
    assert str(end.value).startswith("L’enfant s’est arrêté (code 3) : tout est arrêté.")


def test_serve_names_another_port_before_it_starts(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        said = serve(port).communicate(timeout=60)[0]

    assert said.startswith(f"Le port {port} n’est pas libre")
    assert len(said.splitlines()) == 1
