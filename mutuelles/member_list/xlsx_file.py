"""XLSX workbooks, weighed and packed anew before calamine opens them."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import python_calamine as calamine
from django.utils.translation import gettext as _

from mutuelles.member_list import weight
from mutuelles.member_list.faults import Unreadable, column_letter
from mutuelles.member_list.tables import Table, not_a_list

MAX_MEMBERS = 1000
MAX_UNPACKED = 200 * 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
MACROS = b"macroEnabled.main+xml"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"


def open_xlsx(content: bytes, name: str) -> Table:
    """The first visible sheet."""
    if OPEN_DOCUMENT in content[:100]:
        raise _to_save_again(_("« %(name)s » est un document OpenDocument (.ods)."), name)
    with _damage_told(name):
        safe = _packed_anew(content, name)
        workbook = calamine.load_workbook(io.BytesIO(safe))
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not visible:
            raise not_a_list(name)
        sheet = workbook.get_sheet_by_name(visible[0])
    return Table("XLSX", _lines(sheet, name), sheet=sheet.name)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """One answer to whatever a damaged or hostile archive makes zipfile or calamine raise."""
    try:
        yield
    except Unreadable:
        raise
    except BaseException as error:
        # A panic of the Rust library does not derive from Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise _to_save_again(
            _("Le classeur « %(name)s » est abîmé : il ne s’ouvre pas."), name
        ) from error


def _to_save_again(message: str, name: str) -> Unreadable:
    remedy = _("L’ouvrir dans un tableur et l’enregistrer au format .xlsx.")
    return Unreadable(message % {"name": name}, remedy, value=name)


def _packed_anew(content: bytes, name: str) -> bytes:
    """The XML of the workbook alone, in an archive whose sizes we have seen for ourselves.

    An archive may lie about its sizes, or hold two members of one name for two programs to read
    differently; what calamine gets, we have weighed.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise _too_heavy(name)
        _check_kind(archive, name)
        kept = [m for m in members if m.filename.lower().endswith((".xml", ".rels"))]
        return _pack({member.filename: _unpack(archive, member) for member in kept}, name)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """No more than the size announced; the other compressions of zipfile know no such limit."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    with archive.open(member) as stream:
        return stream.read(member.file_size)


def _pack(parts: dict[str, bytes], name: str) -> bytes:
    if any(b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml for xml in parts.values()):
        raise _to_copy(
            _("Le classeur « %(name)s » contient du code qu’aucun tableur n’écrit."), name
        )
    longest = max(map(weight.longest_text, parts.values()))
    if longest * sum(map(weight.cells_at_most, parts.values())) > weight.MAX_TEXT:
        raise _to_copy(_("Le classeur « %(name)s » contient beaucoup trop de texte."), name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, xml in parts.items():
            _check_area(xml, name)
            archive.writestr(path, weight.without_counts(xml))
    return packed.getvalue()


def _check_area(xml: bytes, name: str) -> None:
    rows, columns = weight.farthest_cell(xml) or (0, 0)
    if rows * columns > weight.MAX_AREA:
        cell = f"{column_letter(columns - 1)}{rows}"
        message = _("Le tableau de « %(name)s » s’étend jusqu’à la cellule %(cell)s.")
        raise _to_copy(message, name, cell=cell)


def _too_heavy(name: str) -> Unreadable:
    message = _("« %(name)s » est trop lourd : plus de %(limit)s Mo une fois ouvert.")
    return _to_copy(message, name, limit=MAX_UNPACKED // 1024**2)


def _too_much_text(name: str) -> Unreadable:
    return _to_copy(_("Le classeur « %(name)s » contient beaucoup trop de texte."), name)


def _to_copy(message: str, name: str, **facts: object) -> Unreadable:
    remedy = _("Copier la liste seule dans un nouveau classeur et l’enregistrer au format .xlsx.")
    return Unreadable(message % {"name": name, **facts}, remedy, value=name)


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    if CONTENT_TYPES not in archive.namelist():
        raise not_a_list(name)
    types = _unpack(archive, archive.getinfo(CONTENT_TYPES))
    if MACROS in types:
        raise _to_save_again(_("« %(name)s » est un classeur avec macros (.xlsm)."), name)
    if WORKBOOK not in types:
        raise not_a_list(name)


def _lines(sheet: calamine.CalamineSheet, name: str) -> Iterator[list[str]]:
    """Lines from the sheet's first; calamine leaves out the empty columns at the left."""
    margin = [""] * (sheet.start[1] if sheet.start else 0)
    with _damage_told(name):
        for values in sheet.iter_rows():
            line = [value if isinstance(value, str) else as_text(value) for value in values]
            if any(len(text) > weight.MAX_CELL for text in line):
                raise _too_much_text(name)
            yield margin + line


def as_text(value: Any) -> str:
    """What a person reads in the cell: 1199404477.0 is a whole number, a date is ISO."""
    if isinstance(value, bool):
        return _("VRAI") if value else _("FAUX")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
