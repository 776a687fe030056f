"""Run the web server and the worker together until somebody, or one of them, stops."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal import port as ports
from portal import stopping

GRACE = 20  # seconds that a job or a page has to end
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
        children: dict[str, subprocess.Popen] = {}
        try:
            children[WORKER] = start("manage.py", "procrastinate", "worker")
            children[WEB] = start("-m", "gunicorn", *web_options(host, port))
            self.wait_for_web(host, int(port), children)
            self.stdout.write(f"\n  {settings.SITE_URL}  répond ; Ctrl-C arrête tout.\n\n")
            while True:
                watch(children)
                time.sleep(0.2)
        except KeyboardInterrupt:
            self.stdout.write("\nArrêt du serveur web et du travailleur…")
        finally:
            stopping.ignore()
            stop(list(children.values()))

    def wait_for_web(self, host: str, port: int, children: dict[str, subprocess.Popen]) -> None:
        while True:
            watch(children)
            with suppress(OSError, http.client.HTTPException):
                http.client.HTTPConnection(host, port, timeout=30).request("HEAD", "/")
                return
            time.sleep(0.1)


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


def watch(children: dict[str, subprocess.Popen]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise CommandError(
                f"{name} s’est arrêté (code {child.returncode}) : tout est arrêté."
                " Les lignes au-dessus disent pourquoi."
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
