"""XLSX workbooks, weighed and packed anew before calamine opens them."""

import io
import re
import zipfile

import python_calamine as calamine

from mutuelles.member_list import weight
from mutuelles.member_list.archive import (
    damage_told,
    opened,
    too_much_text,
    too_wide,
    unpack,
    unpack_xml,
    with_macros,
)
from mutuelles.member_list.faults import column_letter
from mutuelles.member_list.tables import Table, not_a_list
from mutuelles.member_list.workbook import lines_of

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
MACROS = {b"macroEnabled.main+xml": ".xlsm", b"sheet.binary.macroEnabled.main": ".xlsb"}
# A cell that holds a formula and no value, as programs write it that do not calculate.
UNCALCULATED = re.compile(
    rb"<c\b([^<>]*)>\s*<f\b[^<>]*(?:/>|>([^<>]*)</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
ERROR_CELL = re.compile(rb'(<c\b[^<>]*\bt=")e"')


def open_xlsx(content: bytes, name: str) -> Table:
    """The first visible sheet."""
    with damage_told(name):
        workbook = calamine.load_workbook(_packed_anew(content, name))
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if not visible:
            raise not_a_list(name)
        sheet = workbook.get_sheet_by_name(visible[0])
    margin = sheet.start[1] if sheet.start else 0
    return Table("XLSX", lines_of(sheet.iter_rows(), margin, name), sheet=sheet.name)


def _packed_anew(content: bytes, name: str) -> io.BytesIO:
    """The XML of the workbook alone, in an archive whose sizes we have seen for ourselves.

    An archive may lie about its sizes, or hold two members of one name for two programs to read
    differently; what calamine gets, we have weighed.
    """
    packed = io.BytesIO()
    longest = cells = 0
    with opened(content, name) as archive, zipfile.ZipFile(packed, "w") as copy:
        _check_kind(archive, name)
        for path in dict.fromkeys(archive.namelist()):
            if path.lower().endswith((".xml", ".rels")):
                xml = unpack_xml(archive, path, name)
                _check_area(xml, name)
                longest = max(longest, weight.longest_text(xml))
                cells += weight.cells_at_most(xml)
                copy.writestr(path, weight.without_counts(_told(xml)))
    if longest * cells > weight.MAX_TEXT:
        raise too_much_text(name)
    packed.seek(0)
    return packed


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    if CONTENT_TYPES not in archive.namelist():
        raise not_a_list(name)
    types = unpack(archive, CONTENT_TYPES)
    for kind, extension in MACROS.items():
        if kind in types:
            raise with_macros(name, extension)
    if WORKBOOK not in types:
        raise not_a_list(name)


def _check_area(xml: bytes, name: str) -> None:
    rows, columns = weight.farthest_cell(xml) or (0, 0)
    if rows * columns > weight.MAX_AREA:
        raise too_wide(name, f"{column_letter(columns - 1)}{rows}")


def _told(xml: bytes) -> bytes:
    """With uncalculated formulas and errors as texts, which calamine would leave out."""
    if b"<f" in xml:
        xml = UNCALCULATED.sub(_formula_as_text, xml)
    return ERROR_CELL.sub(rb'\1str"', xml) if b't="e"' in xml else xml


def _formula_as_text(cell: re.Match[bytes]) -> bytes:
    attributes = re.sub(rb'\st="[^"]*"', b"", cell[1])
    return b'<c%s t="str"><v>=%s</v></c>' % (attributes, cell[2] or b"")
