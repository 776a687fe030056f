"""The one writer of the Historique; the database sets a document's status from its lines."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from documents.choices import DOCUMENT_MOVES, DocumentStatus
from documents.models import Document, StatusChange
from portal.errors import BusinessError
from portal.models import User, clock


def begin(documents: Iterable[Document]) -> None:
    """The first line of documents just issued: « À consulter », on the day of issue."""
    StatusChange.objects.bulk_create(
        StatusChange(
            document=document,
            status=DocumentStatus.TO_CONSULT,
            on=document.issued_on,
            at=document.status_at,
        )
        for document in documents
    )


@transaction.atomic
def add(
    *,
    document: Document,
    status: DocumentStatus,
    user: User,
    opening: uuid.UUID | None = None,
    reason: str = "",
) -> None:
    """Add a line, unless this very opening has its line already.

    Raises BusinessError when nothing of the kind may follow the current status. The rule stands
    in a trigger too, for whoever comes by another way.
    """
    document.status = _locked_status(document)
    if status not in DOCUMENT_MOVES[DocumentStatus(document.status)]:
        raise BusinessError(_refusal(document))
    at = clock.now()
    line = StatusChange(
        document=document,
        status=status,
        user=user,
        on=at.date(),
        at=at,
        opening=opening,
        reason=reason,
    )
    StatusChange.objects.bulk_create([line], ignore_conflicts=opening is not None)


def _refusal(document: Document) -> str:
    if document.status == DocumentStatus.REPLACED:
        return _("Ce document a été remplacé : son état ne change plus.")
    return _("Ce document a été retiré : son état ne change plus.")


def _locked_status(document: Document) -> str:
    """What the document is now: two people at once take turns until the line is written."""
    locked = Document.objects.select_for_update().values_list("status", flat=True)
    return locked.get(pk=document.pk)
