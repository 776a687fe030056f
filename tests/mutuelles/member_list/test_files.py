import io
import zipfile

import pytest

from mutuelles.member_list.files import weight_limit
from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import as_csv, line

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_A_LIST = "« liste » n’est ni un classeur (.xlsx, .xls, .ods) ni un fichier CSV."


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "« liste » est vide."),
        (b" \r\n\r\n", "« liste » est vide."),
        (b"%PDF-1.7 ...", "« liste » est un document PDF, et non une liste."),
        (b"\x89PNG\r\n", "« liste » est une image, et non une liste."),
        (b"\xff\xd8\xff\xe0", "« liste » est une image, et non une liste."),
        (b"MZ\x90\0", "« liste » est un programme, et non une liste."),
        (b"\x7fELF\x02", "« liste » est un programme, et non une liste."),
        (
            b"\n<html></html>",
            "« liste » est une page web ou un fichier XML, et non une liste.",
        ),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?>',
            "« liste » est une page web ou un fichier XML, et non une liste.",
        ),
        (b"\x1f\x8b\x08\0", "« liste » est une archive compressée, et non une liste."),
        (OLE + "WordDocument".encode("utf-16-le"), NOT_A_LIST),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "« liste » est protégé par un mot de passe.",
        ),
        (
            OLE + "Workbook_VBA_PROJECT_CUR".encode("utf-16-le"),
            "« liste » est un classeur avec macros (.xls).",
        ),
        (
            OLE + "Workbook".encode("utf-16-le"),
            "Le classeur « liste » est abîmé : il ne s’ouvre pas.",
        ),
    ],
)
def test_open_table_says_what_a_file_is(content, message):
    (fault,) = read(content, "liste").faults

    assert (fault.row, fault.column, fault.value, fault.message) == (None, None, "liste", message)


@pytest.mark.parametrize(
    "member, text",
    [("lettre.txt", "Bonjour"), ("[Content_Types].xml", "wordprocessingml")],
)
def test_open_table_refuses_other_archives(member, text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(member, text)

    (fault,) = read(content.getvalue(), "liste").faults

    assert fault.message == NOT_A_LIST


@pytest.mark.parametrize(
    "encoding, limit",
    [("utf-8", 100), ("utf-8-sig", 100), ("cp1252", 100), ("utf-16", 200), ("utf-16-le", 200)],
)
def test_weight_limit_is_twice_as_much_in_utf_16(encoding, limit):
    content = as_csv([line()], encoding=encoding)

    assert weight_limit(content, 100) == limit
