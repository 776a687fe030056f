"""Consult a document: what leaves a line in the Historique, and what does not."""

import hashlib
import uuid
from contextlib import suppress

from documents.access import acts_for_employer_of
from documents.choices import DocumentStatus
from documents.models import Document
from documents.services import status
from portal.errors import BusinessError
from portal.models import User


def opening_of(session_key: str, nonce: str, use: str) -> uuid.UUID:
    """The key of an opening: the same link, followed again in the same session, is the same.

    `use` tells the page from the PDF, which count apart (seed 000 shows two lines the same day).
    """
    digest = hashlib.sha256(f"{session_key}|{nonce}|{use}".encode()).digest()
    return uuid.UUID(bytes=digest[:16])


def consult(*, user: User, document: Document, opening: uuid.UUID) -> None:
    """Add « Consulté » for someone who acts for the employer; staff and managers leave no line.

    A document that was withdrawn or replaced may still be read; its history has ended.
    """
    if document.has_ended or not acts_for_employer_of(user, document):
        return
    with suppress(BusinessError):  # it has ended since it was read
        status.add(document=document, status=DocumentStatus.CONSULTED, user=user, opening=opening)
