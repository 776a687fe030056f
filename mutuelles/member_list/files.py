"""From the bytes of a file to a table; the contents decide what it is, not its name."""

from django.utils.translation import gettext as _

from mutuelles.member_list.csv_file import open_csv
from mutuelles.member_list.faults import Unreadable
from mutuelles.member_list.tables import Table, not_a_list
from mutuelles.member_list.xlsx_file import open_xlsx

ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"{\\rtf", b"<")


def open_table(content: bytes, name: str) -> Table:
    """The lines of a list, or `Unreadable`."""
    if not content.strip():
        raise Unreadable(
            _("« %(name)s » est vide.") % {"name": name},
            _("Enregistrer la liste dans le tableur, puis la déposer de nouveau."),
            value=name,
        )
    if content.startswith(ARCHIVE):
        return open_xlsx(content, name)
    if content.startswith(OLE):
        raise _old_workbook(content, name)
    if content.startswith(FOREIGN):
        raise not_a_list(name)
    return open_csv(content, name)


def _old_workbook(content: bytes, name: str) -> Unreadable:
    """Before 2007 Excel wrote OLE files; a password still makes one of any workbook."""
    if ENCRYPTED in content:
        return Unreadable(
            _("« %(name)s » est protégé par un mot de passe.") % {"name": name},
            _("Enlever le mot de passe dans le tableur, enregistrer, puis déposer de nouveau."),
            value=name,
        )
    return Unreadable(
        _("« %(name)s » est d’un ancien format (.xls).") % {"name": name},
        _("L’ouvrir dans un tableur et l’enregistrer au format .xlsx."),
        value=name,
    )
