import io
import zipfile

import pytest

from mutuelles.member_list.reading import read


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "« liste » est vide."),
        (b" \r\n\r\n", "« liste » est vide."),
        (b"%PDF-1.7 ...", "« liste » n’est pas un classeur Excel (.xlsx) ni un fichier CSV."),
        (b"MZ\x90\0", "« liste » n’est pas un classeur Excel (.xlsx) ni un fichier CSV."),
        (b"<html></html>", "« liste » n’est pas un classeur Excel (.xlsx) ni un fichier CSV."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "« liste » est d’un ancien format (.xls)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "« liste » est protégé par un mot de passe.",
        ),
    ],
)
def test_open_table_says_what_a_file_is(content, message):
    (fault,) = read(content, "liste").faults

    assert (fault.row, fault.column, fault.value, fault.message) == (None, None, "liste", message)


@pytest.mark.parametrize(
    "member, text, message",
    [
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "« liste » est un document OpenDocument (.ods).",
        ),
        (
            "lettre.txt",
            "Bonjour",
            "« liste » n’est pas un classeur Excel (.xlsx) ni un fichier CSV.",
        ),
        (
            "[Content_Types].xml",
            "wordprocessingml",
            "« liste » n’est pas un classeur Excel (.xlsx) ni un fichier CSV.",
        ),
    ],
)
def test_open_table_says_what_an_archive_is(member, text, message):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(member, text)

    (fault,) = read(content.getvalue(), "liste").faults

    assert fault.message == message
