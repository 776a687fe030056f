"""The bytes of issued files: made again on demand, and proved by the hash of their issue.

Some are kept as well: what WeasyPrint had to lay out for one document alone, and everything when
`PORTAL_KEEP_FILES` says so.
"""

import hashlib
import logging
from functools import lru_cache

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import Certificate, Document, IssuedFile, SealKey
from documents.pdf import LINKER
from documents.pdf.bindery import Bound
from documents.pdf.seal import Known
from documents.services import printing

logger = logging.getLogger(__name__)


class AlteredFile(Exception):
    """Bytes that no longer match the hash of the day of issue: an alarm, never served."""


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.pdf"


def keep_if_needed(bound: Bound) -> bool:
    """Store bytes that cannot be made again cheaply, or all if set so; whether they were."""
    needed = bool(bound.fallbacks) or settings.KEEP_FILES
    if needed:
        _keep(bound.issued.content, bound.issued.sha256)
    return needed


def _keep(content: bytes, sha256: str) -> None:
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))


def is_stored(file: IssuedFile) -> bool:
    return file.is_kept and default_storage.exists(path_of(file.sha256))


def read(file: Document | Certificate) -> bytes:
    """The bytes that were issued, checked against their hash. Raises AlteredFile otherwise."""
    return _kept(file) or _made_again(file)


def _kept(file: IssuedFile) -> bytes | None:
    """What is kept; bytes cut short by a crash are made again, and kept anew."""
    if not is_stored(file):
        return None
    with default_storage.open(path_of(file.sha256)) as stored:
        content: bytes = stored.read()
    if _matches(content, file):
        return content
    default_storage.delete(path_of(file.sha256))
    return None


def _made_again(file: Document | Certificate) -> bytes:
    document = file.document if isinstance(file, Certificate) else file
    # another version of the linker would write other bytes
    content = _printed_again(file, document).issued.content if document.linker == LINKER else b""
    if not _matches(content, file):
        logger.critical("%s %s: bytes differ from the hash of issue", file._meta.label, file.pk)
        raise AlteredFile(file.number)
    if file.is_kept:
        _keep(content, file.sha256)
    return content


def _printed_again(file: Document | Certificate, document: Document) -> Bound:
    signer = Known(_certificate(document.key_id), bytes(file.seal), bytes(file.timestamp))
    version = printing.version(document.paper_id)
    if file is document:
        return printing.print_document(document.snapshot, version, signer)
    return printing.print_certificate(document.snapshot, version, file.number, signer)


@lru_cache
def _certificate(key_id: int) -> bytes:
    return bytes(SealKey.objects.values_list("certificate", flat=True).get(pk=key_id))


def _matches(content: bytes, file: IssuedFile) -> bool:
    return hashlib.sha256(content).hexdigest() == file.sha256
