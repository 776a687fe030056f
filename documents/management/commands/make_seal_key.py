"""Make the key that seals documents, once; or a new one in its place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.services import seal_key


class Command(BaseCommand):
    help = "Make the key of the seal when there is none; --rotate puts a new one in its place."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rotate", action="store_true", help="retire the key and make another")

    def handle(self, *args: Any, rotate: bool, **options: Any) -> None:
        try:
            row = seal_key.rotate() if rotate else seal_key.make()
        except (seal_key.NoKey, OSError) as error:
            raise CommandError(f"Clé du sceau : {error}") from error
        self.stdout.write(f"  clé {row.fingerprint[:16]} en vigueur : {seal_key.path()}")
