"""From the bytes of a file to a table; the contents decide what it is, not its name."""

from codecs import BOM_UTF8

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mutuelles.member_list.archive import opened
from mutuelles.member_list.csv_file import open_csv
from mutuelles.member_list.encoding import is_utf_16
from mutuelles.member_list.faults import Unreadable
from mutuelles.member_list.ods_file import MIMETYPE, open_ods
from mutuelles.member_list.tables import Table
from mutuelles.member_list.xls_file import open_xls
from mutuelles.member_list.xlsx_file import open_xlsx

ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 100
# How other files begin, whatever they are named.
FOREIGN = {
    (b"%PDF",): gettext_noop("un document PDF"),
    (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"): gettext_noop("une image"),
    (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!"): gettext_noop(
        "un programme"
    ),
    (b"{\\rtf",): gettext_noop("un document de traitement de texte"),
    (b"<",): gettext_noop("une page web ou un fichier XML"),
    (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a"): gettext_noop("une archive compressée"),
}


def open_table(content: bytes, name: str) -> Table:
    """The lines of a list, or `Unreadable`."""
    if not content.strip():
        raise Unreadable(
            _("« %(name)s » est vide.") % {"name": name},
            _("Enregistrer la liste dans le tableur, puis la déposer de nouveau."),
            value=name,
        )
    if content.startswith(ARCHIVE):
        return _open_archive(content, name)
    if content.startswith(OLE):
        return open_xls(content, name)
    head = content[:HEAD].removeprefix(BOM_UTF8).lstrip()
    for beginnings, kind in FOREIGN.items():
        if head.startswith(beginnings):
            raise _of_another_kind(kind, name)
    return open_csv(content, name)


def _open_archive(content: bytes, name: str) -> Table:
    with opened(content, name) as archive:
        is_ods = MIMETYPE in archive.namelist()
    return open_ods(content, name) if is_ods else open_xlsx(content, name)


def weight_limit(content: bytes, max_bytes: int) -> int:
    """How many bytes a file may have, from its beginning: letters of UTF-16 take two each."""
    return 2 * max_bytes if is_utf_16(content) else max_bytes


def _of_another_kind(kind: str, name: str) -> Unreadable:
    return Unreadable(
        _("« %(name)s » est %(kind)s, et non une liste.") % {"name": name, "kind": _(kind)},
        _("Ouvrir la liste dans un tableur et l’enregistrer au format .xlsx ou CSV."),
        value=name,
    )
