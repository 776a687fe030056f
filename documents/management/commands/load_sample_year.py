"""Load the sample year of the demo, once."""

import time
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from documents.sample_year.invented.projects import TO_UPLOAD
from documents.sample_year.load import is_loaded, load
from documents.sample_year.loading.projects import EXAMPLE, PAPERS_EXAMPLE, SPOILED_EXAMPLE
from documents.sample_year.sizes import FULL
from mutuelles.models import Mutuelle
from portal.errors import BusinessError


class Command(BaseCommand):
    help = "Load the fictitious register and two years of documents; a second call does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("  l’année d’exemple est déjà là")
        else:
            self.begin = time.monotonic()
            try:
                load(FULL, self.say)
            except BusinessError as error:
                raise CommandError(str(error)) from error
        mutuelle = Mutuelle.objects.get(number=TO_UPLOAD)
        self.stdout.write(f"  listes à déposer pour essayer : {mutuelle}")
        for path, what in ((EXAMPLE, "bonne"), (SPOILED_EXAMPLE, "pleine de fautes")):
            self.stdout.write(f"    {what} : {default_storage.path(path)}")
        self.stdout.write(f"    pièces de ses membres : {default_storage.path(PAPERS_EXAMPLE)}")

    def say(self, text: str) -> None:
        self.stdout.write(f"  {time.monotonic() - self.begin:5.1f} s  {text}")
        self.stdout.flush()
