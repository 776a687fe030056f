"""Run the web server and the worker together until somebody, or the web server, stops.

A worker that stops, as it does when the database restarts, is started again a few times.
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import port as ports
from portal import stopping

GRACE = 20  # seconds that a job or a page has to end
PAUSES = (1, 3, 8, 15, 30)  # seconds before each new start of the worker: then all is stopped
CALM = 300  # seconds of work after which the pauses begin anew
WEB = "Le serveur web"
WORKER = "Le travailleur de la file"


class Command(BaseCommand):
    help = "Serve the portal and work through its queue; Ctrl-C or SIGTERM stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        ports.check_free(host, port)
        stopping.listen()
        children: list[Child] = []
        try:
            worker = Child(WORKER, "manage.py", "procrastinate", "worker", pauses=PAUSES)
            children.append(worker)
            children.append(Child(WEB, "-m", "gunicorn", *web_options(host, port)))
            self.wait_for_web(host, int(port), children)
            self.stdout.write(f"\n  {settings.SITE_URL}  répond ; Ctrl-C arrête tout.\n\n")
            while True:
                self.watch(children)
                time.sleep(0.2)
        except KeyboardInterrupt:
            self.stdout.write("\nArrêt du serveur web et du travailleur…")
        finally:
            stopping.ignore()
            stop([child.process for child in children])

    def wait_for_web(self, host: str, port: int, children: list["Child"]) -> None:
        while True:
            self.watch(children)
            with suppress(OSError, http.client.HTTPException):
                http.client.HTTPConnection(host, port, timeout=30).request("HEAD", "/")
                return
            time.sleep(0.1)

    def watch(self, children: list["Child"]) -> None:
        for child in children:
            if said := child.watch():
                self.stderr.write(said)


class Child:
    """A process of ours, started again after each of `pauses`, in seconds, when it has stopped."""

    def __init__(self, name: str, *command: str, pauses: Sequence[float] = ()) -> None:
        self.name, self.command, self.pauses = name, command, pauses
        self.starts = 0
        self.start()

    def start(self) -> None:
        self.process, self.since = start(*self.command), time.monotonic()
        self.due: float | None = None

    def watch(self) -> str:
        """What there is to say of it. Raises CommandError when it is not to be started again."""
        if self.process.poll() is None:
            return ""
        if self.due is None:
            return self.plan_start()
        if time.monotonic() >= self.due:
            self.start()
        return ""

    def plan_start(self) -> str:
        now = time.monotonic()
        if now - self.since > CALM:
            self.starts = 0
        stopped = f"{self.name} s’est arrêté (code {self.process.returncode})"
        if self.starts == len(self.pauses):
            raise CommandError(
                f"{stopped} : tout est arrêté. Les lignes au-dessus disent pourquoi."
            )
        pause = self.pauses[self.starts]
        self.due, self.starts = now + pause, self.starts + 1
        return f"{stopped} : il repart dans {pause} s."


def web_options(host: str, port: str) -> list[str]:
    options = ["portal.wsgi", "--bind", f"{host}:{port}", "--no-control-socket"]
    return [*options, "--workers", "2", "--threads", "4", "--log-level", "warning"]


def start(*command: str) -> subprocess.Popen:
    """A child in a session of its own, so that Ctrl-C reaches it through us, once."""
    prefix = []
    if shutil.which("setpriv"):  # whoever kills this process outright takes its children along
        prefix = ["setpriv", "--pdeathsig", "TERM"]
    return subprocess.Popen(
        [*prefix, sys.executable, *command], cwd=settings.BASE_DIR, start_new_session=True
    )


def stop(children: list[subprocess.Popen]) -> None:
    for child in children:
        child.terminate()
    end = time.monotonic() + GRACE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=max(0.1, end - time.monotonic()))
        with suppress(ProcessLookupError):  # what is left of its session
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
