"""The bytes of documents: kept by their hash, made again from the snapshot when they are lost."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import Document
from documents.services import paper
from mutuelles.entente_text.model import Edition
from mutuelles.models import EntenteEdition

logger = logging.getLogger(__name__)


class AlteredFile(Exception):
    """Bytes that no longer match the hash of the day of issue: an alarm, never served."""


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.pdf"


def keep(content: bytes) -> str:
    """Store bytes once under their SHA-256, which is returned."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))
    return sha256


def read(document: Document) -> bytes:
    """The bytes that were issued, checked against the document's hash."""
    path = path_of(document.sha256)
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            content: bytes = file.read()
        if _matches(content, document):
            return content
        default_storage.delete(path)  # cut short by a crash: the snapshot gives the same bytes
    return _make_again(document)


def _make_again(document: Document) -> bytes:
    content = paper.render(document.snapshot, edition_of(document.snapshot)).content
    if not _matches(content, document):
        logger.critical("document %s: bytes differ from the hash of its issue", document.pk)
        raise AlteredFile(document.number)
    keep(content)
    return content


def _matches(content: bytes, document: Document) -> bool:
    return hashlib.sha256(content).hexdigest() == document.sha256


def edition_of(snapshot: dict) -> Edition | None:
    """The published text that a snapshot names by its hash; None for a letter."""
    if "edition" not in snapshot:
        return None
    return EntenteEdition.objects.get(sha256=snapshot["edition"]["sha256"]).text
