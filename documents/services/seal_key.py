"""The key that seals: its private half is a file of the machine, its certificate a row.

One key seals at a time. A retired one leaves its certificate, by which old seals are checked, and
nothing else: what is deleted cannot seal what it should not.
"""

import datetime as dt
import hashlib
import logging
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from documents.models import SealKey
from documents.pdf import seal
from documents.services import timestamp
from portal.errors import BusinessError
from portal.models import User, clock
from portal.services import audit

FILE = "sceau.pem"
NAME = "Sceau du Guichet SST (simulation)"
# the sample year begins with documents of the year before
YEARS_BACK = 2

logger = logging.getLogger(__name__)


class NoKey(BusinessError):
    """There is nothing to seal with."""


def path() -> Path:
    return settings.SEAL_KEYS / FILE


def make() -> SealKey:
    """The key in force, made when there is none: of two that run at once, one makes it."""
    if not path().exists():
        made = _written_beside(_new())
        with suppress(FileExistsError):
            os.link(made, path())
        made.unlink()
    return current()[0]


@transaction.atomic
def rotate(*, actor: User | None = None) -> SealKey:
    """A new key for what is issued from now on; the one before it is retired and deleted.

    The file takes its place within the transaction, under a lock: if the commit fails after that,
    `current` registers the new key.
    """
    list(SealKey.objects.select_for_update())
    made = _written_beside(_new())
    row = _registered(seal.Key(made.read_bytes()), "rotate", actor)
    made.replace(path())
    return row


def current() -> tuple[SealKey, seal.Signer]:
    """What to seal with now, and its row: one query. Raises `NoKey`, with a sentence.

    A key that the database does not know is taken for the new one, and the trail says so: it
    retires the one before it. A machine that is restored must therefore get the key in force back,
    by its fingerprint on the page of keys, before it issues anything: with an older one, retired
    since, it refuses to seal; with one of its own, it would retire that of all other machines. If
    the database is the older of the two, the key is registered again with the first document.
    """
    key = _key()
    row = SealKey.objects.filter(fingerprint=_fingerprint(key)).first()
    row = row or _registered(key, "register")
    if row.retired_at:
        # another machine rotated the key, or a backup brought this one back
        raise NoKey(_("La clé du sceau de cette machine est retirée : y copier la nouvelle."))
    return row, seal.Stamping(key, timestamp.token) if settings.TIMESTAMP_URL else key


def known() -> list[SealKey]:
    """All keys by which a seal may be checked, the first made first."""
    return list(SealKey.objects.order_by("id"))


@transaction.atomic
def _registered(key: seal.Key, verb: str, actor: User | None = None) -> SealKey:
    """The row of a key that the database may not know yet: the only one in force from now on."""
    row, is_new = SealKey.objects.get_or_create(
        fingerprint=_fingerprint(key),
        defaults={"certificate": key.certificate, "made_at": clock.now()},
    )
    if is_new:
        others = SealKey.objects.filter(retired_at=None).exclude(pk=row.pk)
        retired = list(others.values_list("fingerprint", flat=True))
        others.update(retired_at=clock.now())
        details = {"fingerprint": row.fingerprint, "retired": retired}
        audit.record(actor=actor, verb=verb, subject=row, **details)
        if retired:
            logger.warning("the key of the seal %s takes the place of %s", row, retired)
    return row


def _key() -> seal.Key:
    """The file's key; read again when the file is another one."""
    try:
        state = path().stat()
        return _read(path(), state.st_ino, state.st_mtime_ns)
    except FileNotFoundError as error:
        raise NoKey(
            _("Aucune clé pour sceller les documents : lancer « manage.py make_seal_key ».")
        ) from error
    except (OSError, ValueError) as error:
        raise NoKey(_("La clé du sceau ne se lit pas : %(path)s") % {"path": path()}) from error


@lru_cache(8)
def _read(path: Path, inode: int, modified: int) -> seal.Key:
    return seal.Key(path.read_bytes())


def _fingerprint(key: seal.Key) -> str:
    return hashlib.sha256(key.certificate).hexdigest()


def _new() -> bytes:
    """Good for the documents of the simulated day and of the years just before, and today too."""
    first = min(clock.today(), dt.date.today()).year - YEARS_BACK
    return seal.new_key(NAME, dt.date(first, 1, 1))


def _written_beside(pem: bytes) -> Path:
    """A file of its own name (0600), whole and on the disk before it takes the name of the key."""
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{FILE}.", dir=path().parent)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
