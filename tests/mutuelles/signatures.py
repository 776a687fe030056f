"""Signatures of the Entente as the tests need them."""

import datetime as dt
from io import BytesIO

from django.http import HttpResponse
from PIL import Image

from mutuelles.models import Entente, Membership, Signature
from mutuelles.services import signature as signatures
from mutuelles.services.signature import Signatory
from portal.models import User
from tests.cast import TODAY, Cast
from tests.journeys.reading import Page, words

MAUDE = Signatory("Maude Trépanier", "présidente")


def entente_of(membership: Membership) -> Entente:
    return signatures.of_membership(membership)


def sign(actor: User, membership: Membership, **changes: object) -> Signature:
    """As the page of the portal does once the text is read."""
    typed = {
        "signatory": MAUDE,
        "written": MAUDE.name,
        "agrees": True,
        "text_sha256": entente_of(membership).text_sha256,
    }
    return signatures.sign(actor=actor, membership=membership, **typed | changes)


def record(cast: Cast, membership: Membership, **changes: object) -> Signature:
    """As Hubert does with a paper that came back signed."""
    typed = {"signatory": MAUDE, "signed_on": TODAY, "scan": png()}
    return signatures.record(actor=cast.hubert, membership=membership, **typed | changes)


def png() -> bytes:
    file = BytesIO()
    Image.new("L", (8, 8), 255).save(file, "PNG")
    return file.getvalue()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def told(response: HttpResponse) -> str:
    """What a page says."""
    return words(Page(response).root)
