"""People of the sample year who open documents, through the real service."""

import datetime as dt
import uuid
from collections.abc import Iterable

from documents.models import Document
from documents.services import consultation
from portal.models import Mandate, User, clock

Readers = dict[int, User]


def by_employer() -> Readers:
    """The person of each employer that has one; those who act by procuration read elsewhere."""
    mandates = Mandate.objects.filter(ends_on=None).select_related("user")
    return {mandate.employer_id: mandate.user for mandate in mandates}


def read(readers: Readers, document: Document, days: Iterable[dt.date]) -> None:
    """Open a document on these days; nobody does where the employer has no person."""
    reader = readers.get(document.employer_id)
    if reader is None:
        return
    for day in days:
        with clock.held(day):
            consultation.consult(user=reader, document=document, opening=uuid.uuid4())
