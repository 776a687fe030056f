"""Signatures of the Ententes of 2022: most members have signed by the day of the demo."""

import datetime as dt
import hashlib
import random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.sample_year.invented.employers import SCENE_NAME, SECOND_NAME
from documents.sample_year.invented.projects import YEAR
from documents.sample_year.loading import readers
from documents.sample_year.loading.member_papers import specimen
from documents.sample_year.sizes import Say, Size
from mutuelles.choices import SignatureMeans
from mutuelles.models import Entente, ManagerMandate, Membership, Signature
from mutuelles.services import signature as signatures
from portal.models import User, clock

PLACE = "signatures/specimen.pdf"
SIGNED = 0.86  # share of the members that have signed
ON_PORTAL = 0.7  # of those whose people have an account
PAPER = "Signée sur papier : la copie numérisée en fait foi."
LAST = dt.date(2021, 12, 14)


def load(size: Size, say: Say) -> None:
    rng, people = size.rng("signatures"), readers.by_employer()
    if not default_storage.exists(PLACE):
        default_storage.save(PLACE, ContentFile(specimen()))
    ententes = Entente.objects.filter(year=YEAR).select_related("mutuelle__firm")
    made = Signature.objects.bulk_create(
        signature
        for entente in ententes.order_by("pk")
        for membership in entente.members.select_related("employer").order_by("pk")
        if _signs(membership, rng)
        for signature in [_signature(entente, membership, people, rng)]
    )
    say(f"{len(made)} signatures de l’Entente")


def _signs(membership: Membership, rng: random.Random) -> bool:
    """That of the scene did; its neighbour's is left to the visitor of the demo."""
    name, drawn = membership.employer.name, rng.random()
    return name == SCENE_NAME or (name != SECOND_NAME and drawn < SIGNED)


def _signature(
    entente: Entente,
    membership: Membership,
    people: readers.Readers,
    rng: random.Random,
) -> Signature:
    waits = (LAST - entente.concluded_on).days
    day = entente.concluded_on + dt.timedelta(days=rng.randrange(waits + 1))
    own = people.get(membership.employer_id)
    fields = {
        "entente": entente,
        "membership": membership,
        "name": membership.signatory,
        "capacity": membership.capacity,
        "text_sha256": entente.text_sha256,
        "signed_on": day,
        "signed_at": clock.at_real_time(day),
    }
    if own and rng.random() < ON_PORTAL:
        return Signature(
            means=SignatureMeans.PORTAL,
            consent=signatures.consent(entente, membership),
            recorded_by=own,
            **fields,
        )
    return Signature(
        means=SignatureMeans.PAPER,
        consent=PAPER,
        recorded_by=_manager(entente),
        scan=PLACE,
        scan_type="application/pdf",
        scan_sha256=hashlib.sha256(specimen()).hexdigest(),
        **fields,
    )


def _manager(entente: Entente) -> User:
    mandates = ManagerMandate.objects.filter(firm=entente.mutuelle.firm_id)
    return mandates.select_related("user").order_by("pk")[0].user
