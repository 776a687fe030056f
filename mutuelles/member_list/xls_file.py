"""XLS workbooks, of Excel before 2007."""

from mutuelles.member_list.archive import protected, with_macros
from mutuelles.member_list.cage import open_caged
from mutuelles.member_list.tables import Table, not_a_list

# Names of parts in the container, which any program of that time used for its own.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a password makes one of an XLSX too
WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")


def open_xls(content: bytes, name: str) -> Table:
    if ENCRYPTED in content:
        raise protected(name)
    if not any(workbook in content for workbook in WORKBOOKS):
        raise not_a_list(name)
    if MACROS in content:
        raise with_macros(name, ".xls")
    return open_caged(content, "XLS", name)
