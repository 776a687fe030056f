"""The December documents of some mutuelles, issued by the real machine; the rest waits."""

import datetime as dt
import random
import subprocess
import sys
import time
from contextlib import suppress

from django.conf import settings

from documents.models import Campaign, Document
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.sample_year.accounts import STAFF
from documents.sample_year.invented import scene
from documents.sample_year.invented.employers import SCENE_NAME, SECOND_NAME
from documents.sample_year.invented.projects import YEAR
from documents.sample_year.loading import readers
from documents.sample_year.sizes import Say, Size
from documents.services import campaign as campaigns
from documents.services import replacement
from mutuelles.models import Mutuelle
from portal.models import User, clock

WORKER = ("manage.py", "procrastinate", "worker", "--queues", "campaign", "--one-shot")
READERS = 0.55  # share of the employers that read their document at once


def launch(size: Size, say: Say) -> None:
    with clock.held(scene.ISSUED_ON):
        campaigns.launch(
            actor=User.objects.get(email=STAFF.email),
            year=YEAR,
            mutuelles=Mutuelle.objects.filter(number__in=size.campaign),
        )


def issue(size: Size, say: Say) -> None:
    """Let workers issue; what they leave, because somebody stopped them, is issued here."""
    campaign = Campaign.objects.get()
    if size.processes > 1:
        _run_workers(campaign, size.processes, say)
    while campaigns.issue_slice(campaign_id=campaign.pk):
        pass
    progress = campaigns.progress(campaign)
    if progress.failed:
        raise RuntimeError(f"{progress.failed} items of the sample campaign failed")
    say(f"{progress.issued} documents de décembre émis")


def _run_workers(campaign: Campaign, processes: int, say: Say) -> None:
    workers = [_start_worker() for _ in range(processes)]
    issued = -1
    try:
        while any(worker.poll() is None for worker in workers):
            progress = campaigns.progress(campaign)
            if progress.issued > issued:
                issued = progress.issued
                say(f"{issued} documents de décembre émis sur {progress.total}")
            _wait(workers)
    finally:
        for worker in workers:
            worker.kill()  # of no effect once it has ended; a slice cut short is issued again
            worker.wait()


def _start_worker() -> subprocess.Popen:
    command = [sys.executable, *WORKER]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)


def _wait(workers: list[subprocess.Popen]) -> None:
    end = time.monotonic() + 2
    for worker in workers:
        with suppress(subprocess.TimeoutExpired):
            worker.wait(timeout=max(0.1, end - time.monotonic()))


def read(size: Size, say: Say) -> None:
    """The history of the scene of seed 000; many others read too, the neighbour not yet."""
    rng = size.rng("readers")
    people = readers.by_employer()
    issued = Document.objects.filter(type__code=OFFICIAL_INFORMATION).select_related("employer")
    for document in issued.order_by("employer"):
        readers.read(people, document, _days(document.employer.name, rng))


def correct(size: Size, say: Say) -> None:
    """One document is replaced: the street number of an establishment was wrong."""
    issued = Document.objects.filter(type__code=OFFICIAL_INFORMATION, replaced_by=None)
    document = (
        issued.exclude(employer__name__in=(SCENE_NAME, SECOND_NAME)).order_by("employer").first()
    )
    if document is None:
        return
    place = document.employer.establishments.order_by("number")[0]
    place.street = f"1{place.street}"
    place.save()
    replacement.replace(
        actor=User.objects.get(email=STAFF.email),
        document=document,
        reason="Le numéro civique d’un établissement était erroné.",
    )
    say("1 document remplacé")


def _days(employer: str, rng: random.Random) -> tuple[dt.date, ...]:
    """When the people of an employer opened the document."""
    if employer == SCENE_NAME:
        return scene.READS
    reads = rng.random() < READERS
    return (scene.ISSUED_ON,) if reads and employer != SECOND_NAME else ()
