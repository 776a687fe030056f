"""XLS workbooks, of Excel before 2007."""

import re

from mutuelles.member_list.archive import protected, with_macros
from mutuelles.member_list.cage import open_caged
from mutuelles.member_list.tables import Table, not_a_list

# Names of parts in the container, which many programs of that time used for their own.
WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
# A password makes this of an XLSX, and puts this after the first record of an XLS.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FILE_PASS = re.compile(rb"\x09\x08\x10\0.{16}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)


def open_xls(content: bytes, name: str) -> Table:
    if ENCRYPTED in content or FILE_PASS.search(content):
        raise protected(name)
    if not any(workbook in content for workbook in WORKBOOKS):
        raise not_a_list(name)
    if MACROS in content:
        raise with_macros(name, ".xls")
    return open_caged(content, "XLS", name)
