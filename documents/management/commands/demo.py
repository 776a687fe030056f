"""Prepare the demo, then serve it: what `make demo` runs once the libraries are there."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from documents.sample_year.accounts import ACCOUNTS, PASSWORD
from documents.sample_year.invented.projects import TO_UPLOAD
from portal import demo_folder, postgres, stopping
from portal import port as ports

STEPS: list[tuple[str, str, dict[str, Any]]] = [
    ("Schéma de la base", "migrate", {"interactive": False}),
    ("Table du cache", "createcachetable", {"verbosity": 0}),
    ("Clé du sceau", "make_seal_key", {}),
    ("Année d’exemple", "load_sample_year", {}),
]
WHO_DOES_WHAT = "\n".join(f"  {account.email:28}{account.does}" for account in ACCOUNTS)
WELCOME = f"""
Comptes de la démonstration — mot de passe : {PASSWORD}

{WHO_DOES_WHAT}

À essayer : entrer comme employeur et ouvrir l’« Information officielle - Mutuelle de prévention » ;
déposer la liste d’exemple comme gestionnaire, pour la mutuelle {TO_UPLOAD} ; l’accepter comme
membre du personnel, en reconnaissant l’employeur nouveau : son invitation est alors dans
« Courriels sortants » ; lancer la campagne.
"""


class Command(BaseCommand):
    help = "Prepare the demo and serve it; a second start keeps the data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        ports.check_free(host, port)
        stopping.listen()
        try:
            with demo_folder.held(settings.DATA_DIR), self.database():
                for title, command, arguments in STEPS:
                    self.run_step(title, command, arguments)
                self.stdout.write(WELCOME)
                call_command("serve", host=host, port=port)
        except KeyboardInterrupt:
            self.stdout.write("Interrompu.")

    @contextmanager
    def database(self) -> Iterator[None]:
        """The embedded server, unless `DATABASE_URL` names another."""
        if os.environ.get("DATABASE_URL"):
            yield
            return
        self.stdout.write("» Base de données embarquée")
        try:
            postgres.start(settings.DATA_DIR)
            yield
        finally:
            stopping.ignore()
            postgres.stop(settings.DATA_DIR)
            self.stdout.write(f"Tout est arrêté ; les données restent dans {settings.DATA_DIR}")

    def run_step(self, title: str, command: str, arguments: dict[str, Any]) -> None:
        self.stdout.write(f"» {title}")
        begin = time.monotonic()
        call_command(command, **arguments)
        self.stdout.write(f"  fait en {time.monotonic() - begin:.1f} s")
