"""The bytes of issued files: made again on demand, and proved by the hash of their issue.

Some are kept as well: what WeasyPrint had to lay out for one document alone, and everything when
`PORTAL_KEEP_FILES` says so.
"""

import hashlib
import logging
import os
from functools import lru_cache, partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, transaction

from documents.models import Certificate, Document, IssuedFile, SealKey, SignedCopy
from documents.pdf import LINKER
from documents.pdf.bindery import Bound, Recent
from documents.pdf.seal import Known
from documents.pdf.tail import Issued
from documents.pdf.validation import is_sealed
from documents.services import printing

Served = Document | Certificate | SignedCopy

logger = logging.getLogger(__name__)

# kept files that this process found to be those of issue: where, and in which state
_sound: Recent[tuple[object, ...], bool] = Recent(100_000)


class AlteredFile(Exception):
    """What is held no longer gives the bytes of issue: an alarm, never served."""


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.pdf"


def keep_if_needed(bound: Bound) -> bool:
    """Store bytes that cannot be made again cheaply, or all if set so; whether they are to be.

    They are written once the document is: a process killed before that leaves nothing behind, one
    killed just after leaves bytes to be made again.
    """
    needed = bool(bound.fallbacks) or settings.KEEP_FILES
    if needed:
        # what was issued stays issued, and what follows it follows, even on a disk that is full
        transaction.on_commit(partial(_keep, bound.issued), robust=True)
    return needed


def _keep(issued: Issued) -> None:
    _write(issued.content, issued.sha256)


def _write(content: bytes, sha256: str) -> None:
    if not default_storage.exists(path_of(sha256)):
        default_storage.save(path_of(sha256), ContentFile(content))


def read(file: Served) -> bytes:
    """The bytes that were issued, checked against their hash and by their seal.

    Raises `AlteredFile` when nothing gives them. A kept file that is damaged stays where it is
    until the good bytes can take its place.
    """
    kept = _kept(file) if file.is_kept else None
    if kept is not None:
        return kept
    content = _made_again(file)
    if file.is_kept:
        _put_back(content, file)
    return content


def is_in_place(file: Served) -> bool:
    """Whether the storage holds the bytes of issue, for a proxy to send.

    They are read and checked once in each process, then again when the file has changed.
    """
    if not file.is_kept:
        return False
    try:
        path = Path(default_storage.path(path_of(file.sha256)))
        found = path.stat()
        # whoever writes may set the time back, but not that of the inode
        state = (path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        if not _sound.get(state) and _is_issued(_stored(file), file):
            _sound.keep(state, True)
    except OSError:
        return False
    return bool(_sound.get(state))


def _stored(file: IssuedFile) -> bytes:
    with default_storage.open(path_of(file.sha256)) as stored:
        content: bytes = stored.read()
    return content


def _kept(file: Served) -> bytes | None:
    """What the storage holds, if it is what was issued; else the log says what is wrong."""
    try:
        content = _stored(file)
    except FileNotFoundError:
        logger.warning("%s %s: its kept file is missing", file._meta.label, file.pk)
        return None
    except OSError as error:
        _alarm(file, "its kept file cannot be read", error)
        return None
    if _is_issued(content, file):
        return content
    _alarm(file, "its kept file is not what was issued")
    return None


def _put_back(content: bytes, file: Served) -> None:
    """In the place of what was found there, which is set aside for whoever looks into it."""
    path = Path(default_storage.path(path_of(file.sha256)))
    try:
        if os.path.lexists(path):
            path.rename(path.with_name(f"{path.name}.ecarte-{uuid4().hex[:8]}"))
        _write(content, file.sha256)
    except OSError as error:
        _alarm(file, "its kept file cannot be put right", error)


def _made_again(file: Served) -> bytes:
    if isinstance(file, SignedCopy):  # laid out once, with its own values
        _alarm(file, "it cannot be made again")
        raise AlteredFile(file.number)
    document = file.document if isinstance(file, Certificate) else file
    if document.linker != LINKER:  # it would write other bytes
        _alarm(file, "made by another linker, it cannot be made again")
        raise AlteredFile(file.number)
    try:
        content = _printed_again(file, document).issued.content
    except (OperationalError, InterfaceError, MemoryError):
        raise  # nothing is wrong with the document
    except Exception as error:
        # a snapshot, a part or a paper that was changed may break anything on the way
        _alarm(file, "it cannot be made again", error)
        raise AlteredFile(file.number) from error
    if not _is_issued(content, file):
        _alarm(file, "bytes differ from those of issue")
        raise AlteredFile(file.number)
    return content


def _printed_again(file: Document | Certificate, document: Document) -> Bound:
    version = printing.version(document.paper_id)
    if file is document:
        return printing.print_document(document.snapshot, version, _seal(file))
    return printing.print_certificate(document.snapshot, version, file.number, _seal(file))


def _seal(file: Served) -> Known:
    sealed = file.document if isinstance(file, Certificate) else file
    return Known(_certificate(sealed.key_id), bytes(file.seal), bytes(file.timestamp))


@lru_cache
def _certificate(key_id: int) -> bytes:
    return bytes(SealKey.objects.values_list("certificate", flat=True).get(pk=key_id))


def _is_issued(content: bytes, file: Served) -> bool:
    """By the hash of the row, and by the seal, which nobody makes again without the key."""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        return False
    return is_sealed(content, _seal(file))


def _alarm(file: IssuedFile, fault: str, error: Exception | None = None) -> None:
    logger.critical("%s %s: %s", file._meta.label, file.pk, fault, exc_info=error)
