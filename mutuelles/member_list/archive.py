"""Archives of XML (XLSX, ODS), weighed before anything is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from mutuelles.member_list.faults import Unreadable

MAX_MEMBERS = 1000
MAX_UNPACKED = 200 * 1024 * 1024


@contextmanager
def opened(content: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    with damage_told(name), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise too_heavy(name)
        yield archive


@contextmanager
def damage_told(name: str) -> Iterator[None]:
    """One answer to whatever a damaged or hostile archive makes zipfile or calamine raise."""
    try:
        yield
    except Unreadable:
        raise
    except BaseException as error:
        # A panic of the Rust library does not derive from Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise damaged(name) from error


def unpack(archive: zipfile.ZipFile, path: str) -> bytes:
    """No more than the size announced; the other compressions of zipfile know no such limit."""
    member = archive.getinfo(path)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    with archive.open(member) as stream:
        return stream.read(member.file_size)


def unpack_xml(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """A part without what could make it grow, or be read in two ways."""
    xml = unpack(archive, path)
    if b"\0" in xml or (b"<!" in xml and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml)):
        raise to_copy(
            _("Le classeur « %(name)s » contient du code qu’aucun tableur n’écrit."), name
        )
    return xml


def damaged(name: str) -> Unreadable:
    return to_save_again(_("Le classeur « %(name)s » est abîmé : il ne s’ouvre pas."), name)


def too_heavy(name: str) -> Unreadable:
    message = _("« %(name)s » est trop lourd : plus de %(limit)s Mo une fois ouvert.")
    return to_copy(message, name, limit=MAX_UNPACKED // 1024**2)


def too_much_text(name: str) -> Unreadable:
    return to_copy(_("Le classeur « %(name)s » contient beaucoup trop de texte."), name)


def too_wide(name: str, cell: str) -> Unreadable:
    message = _("Le tableau de « %(name)s » s’étend jusqu’à la cellule %(cell)s.")
    return to_copy(message, name, cell=cell)


def protected(name: str) -> Unreadable:
    return Unreadable(
        _("« %(name)s » est protégé par un mot de passe.") % {"name": name},
        _("Enlever le mot de passe dans le tableur, enregistrer, puis déposer de nouveau."),
        value=name,
    )


def with_macros(name: str, extension: str) -> Unreadable:
    message = _("« %(name)s » est un classeur avec macros (%(extension)s).")
    return to_save_again(message, name, extension=extension)


def to_save_again(message: str, name: str, **facts: object) -> Unreadable:
    remedy = _("L’ouvrir dans un tableur et l’enregistrer au format .xlsx.")
    return Unreadable(message % {"name": name, **facts}, remedy, value=name)


def to_copy(message: str, name: str, **facts: object) -> Unreadable:
    remedy = _("Copier la liste seule dans un nouveau classeur et l’enregistrer au format .xlsx.")
    return Unreadable(message % {"name": name, **facts}, remedy, value=name)
