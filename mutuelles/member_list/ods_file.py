"""ODS workbooks, of LibreOffice: the content alone is packed anew and opened apart."""

import io
import re
import zipfile

from mutuelles.member_list.archive import opened, protected, unpack, unpack_xml
from mutuelles.member_list.cage import open_caged
from mutuelles.member_list.tables import Table, not_a_list

SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"
EMPTY_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
# A cell that holds a formula and no value, as programs write it that do not calculate.
UNCALCULATED = re.compile(
    rb'<table:table-cell\b(?=[^<>]*\btable:formula="(?:of:)?=?([^"]*)")'
    rb"(?![^<>]*\boffice:value-type=)([^<>]*?)(?:/>|>\s*</table:table-cell>)"
)
# LibreOffice gives an error an empty text as its value, and shows « #N/D » beside it.
ERROR_CELL = re.compile(
    rb'(<table:table-cell\b(?=[^<>]*calcext:value-type="error")[^<>]*)office:string-value=""'
)


def open_ods(content: bytes, name: str) -> Table:
    packed = io.BytesIO()
    with opened(content, name) as archive, zipfile.ZipFile(packed, "w") as copy:
        _check_kind(archive, name)
        xml = unpack_xml(archive, CONTENT, name)
        copy.writestr(MIMETYPE, SPREADSHEET)
        copy.writestr(MANIFEST, EMPTY_MANIFEST)
        copy.writestr(CONTENT, _told(xml))
    return open_caged(packed.getvalue(), "ODS", name)


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    paths = archive.namelist()
    if "encrypted-package" in paths or b"encryption-data" in unpack(archive, MANIFEST):
        raise protected(name)
    if not unpack(archive, MIMETYPE).startswith(SPREADSHEET):
        raise not_a_list(name)


def _told(xml: bytes) -> bytes:
    """With uncalculated formulas and errors as texts, which calamine would leave out."""
    if b"table:formula=" not in xml:
        return xml
    return ERROR_CELL.sub(rb"\1", UNCALCULATED.sub(_formula_as_text, xml))


def _formula_as_text(cell: re.Match[bytes]) -> bytes:
    return (
        b'<table:table-cell%s office:value-type="string"><text:p>=%s</text:p></table:table-cell>'
        % (cell[2], cell[1])
    )
