"""The cockpit of a large mutuelle, against a page that does nothing; its reminders.

Floor of the page: 1, a view that answers nothing behind the same middleware. Goal with 5,000
members: 60. Counting them all is one reading of each table, so the ratio grows with the members;
the rest of the page does not.
"""

import time
from collections.abc import Iterator
from http import HTTPStatus

from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from documents.services import cockpit, reminding
from mutuelles.choices import Decision, PaperStatus, ProjectStatus, ReminderKind
from mutuelles.models import MemberPaper, Membership, ProjectMember
from mutuelles.services import entente
from portal.choices import MandateRole
from portal.models import Employer, Establishment, Mandate, User
from tests import members as state
from tests import projects
from tests.bench import page
from tests.bench.figure import Figure, ratio_of_medians
from tests.cast import ISSUED_ON, YEAR, Cast, neq
from tests.rows import BATCH

MEMBERS = 100  # for each repetition: 5,000 members and 50 pages
SERIAL = 20_000  # clear of the cast's own


def figures(cast: Cast, n: int) -> Iterator[Figure]:
    count = MEMBERS * n
    populate(cast, count)
    client = Client()
    client.force_login(cast.hubert)
    address = reverse("documents:mutuelle", args=[cast.mutuelle.number, YEAR])

    def get(url: str) -> None:
        response = client.get(url)
        assert response.status_code == HTTPStatus.OK, response

    with override_settings(ROOT_URLCONF=page.__name__):
        empty = reverse("empty")
        ratio = ratio_of_medians(n, lambda: get(address), lambda: get(empty))
    yield Figure("cockpit.page_vs_empty_view", ratio, "ratio", n)
    yield reminders(cast)


def reminders(cast: Cast) -> Figure:
    """One click: who is waited for, who speaks for them, one message each, queued."""
    roll = cockpit.roll(cast.mutuelle, YEAR)
    begin = time.perf_counter()
    sent = reminding.remind(actor=cast.hubert, roll=roll, kind=ReminderKind.READ).sent
    seconds = time.perf_counter() - begin
    return Figure("cockpit.reminders_per_second", sent / seconds, "rappels/s", sent)


def populate(cast: Cast, count: int) -> None:
    """Members of an accepted project; of each hundred, some have done nothing of what is asked."""
    employers = Employer.objects.bulk_create((_employer(rank) for rank in range(count)), BATCH)
    Establishment.objects.bulk_create(_establishment(*each) for each in enumerate(employers))
    _speak_for(employers)
    _declare(cast, employers)
    entente.conclude(cast.mutuelle, YEAR)
    members = Membership.objects.bulk_create(
        (Membership(mutuelle=cast.mutuelle, employer=each, year=YEAR) for each in employers), BATCH
    )
    state.signed(cast.maude, *(each for rank, each in enumerate(members) if rank % 6))
    documents = state.delivered(*(each for rank, each in enumerate(members) if rank % 50))
    state.read(cast.maude, *(each for rank, each in enumerate(documents) if rank % 4))
    with connection.cursor() as cursor:
        cursor.execute("analyze")


def _employer(rank: int) -> Employer:
    return Employer(
        neq=neq(SERIAL + rank),
        name=f"Atelier {rank * 7919 % 10_000} inc.",
        street=f"{rank}, rue des Érables",
        city="Lévis",
        postal_code="G0X 1A9",
    )


def _establishment(rank: int, employer: Employer) -> Establishment:
    return Establishment(
        employer=employer,
        number=f"ETA{SERIAL + rank:06d}001",
        name=employer.name,
        street=employer.street,
        city=employer.city,
        postal_code=employer.postal_code,
    )


def _speak_for(employers: list[Employer]) -> None:
    people = User.objects.bulk_create(
        (User(email=f"p{each.pk}@atelier.example", name=each.name) for each in employers), BATCH
    )
    pairs = zip(people, employers, strict=True)
    Mandate.objects.bulk_create(
        (
            Mandate(user=user, employer=each, role=MandateRole.DESIGNATED, starts_on=ISSUED_ON)
            for user, each in pairs
        ),
        BATCH,
    )


def _declare(cast: Cast, employers: list[Employer]) -> None:
    project = projects.submitted(cast, status=ProjectStatus.ACCEPTED, decided_by=cast.odile)
    declared = ProjectMember.objects.bulk_create(
        (
            ProjectMember(project=project, employer=each, status=Decision.ACCEPTED)
            for each in employers
        ),
        BATCH,
    )
    states = [PaperStatus.VERIFIED] * 8 + [PaperStatus.RECEIVED, PaperStatus.REFUSED]
    MemberPaper.objects.bulk_create(
        (
            projects.unsaved_paper(member, status=states[rank % 10])
            for rank, member in enumerate(declared)
            if rank % 30
        ),
        BATCH,
    )
