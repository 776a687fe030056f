"""Members of a cockpit in every state, without the way that leads there: facts as rows."""

import datetime as dt

from django.utils import timezone

from documents.choices import DocumentStatus
from documents.models import Document, DocumentType, StatusChange
from documents.models.document_type import OFFICIAL_INFORMATION
from mutuelles.models import Entente, Membership, Revocation, Signature
from portal.models import Employer, Mandate, User, clock
from tests.cast import ISSUED_ON, TODAY
from tests.rows import deliver_all, paper


def delivered(*memberships: Membership) -> list[Document]:
    """Their *Information officielle*, waiting to be read."""
    type = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    documents = [paper(each.employer, type, ISSUED_ON) for each in memberships]
    for document, membership in zip(documents, memberships, strict=True):
        document.mutuelle_id, document.year = membership.mutuelle_id, membership.year
    return deliver_all(documents)


def read(user: User, *documents: Document, on: dt.date = TODAY) -> None:
    """One more reading of each."""
    StatusChange.objects.bulk_create(
        StatusChange(
            document=document,
            status=DocumentStatus.CONSULTED,
            user=user,
            on=on,
            at=clock.at_real_time(on),
        )
        for document in documents
    )


def signed(user: User, *memberships: Membership, on: dt.date = TODAY) -> None:
    """On the portal."""
    ententes = Entente.objects.filter(year=memberships[0].year)
    entente_of = {entente.mutuelle_id: entente for entente in ententes}
    Signature.objects.bulk_create(
        Signature(
            entente=entente_of[membership.mutuelle_id],
            membership=membership,
            means="PORTAL",
            name=user.name,
            capacity="présidence",
            consent="Lu et accepté.",
            text_sha256=entente_of[membership.mutuelle_id].text_sha256,
            signed_on=on,
            signed_at=timezone.now(),
            recorded_by=user,
        )
        for membership in memberships
    )


def leaving(user: User, membership: Membership) -> Revocation:
    return Revocation.objects.create(
        membership=membership, notified_by=user, notified_at=timezone.now()
    )


def speaks(user: User, *employers: Employer) -> None:
    Mandate.objects.bulk_create(
        Mandate(user=user, employer=employer, role="DESIGNATED", starts_on=dt.date(2020, 1, 1))
        for employer in employers
    )
