"""Photographs and scans: whole, and not too large once unpacked."""

import re
from io import BytesIO
from typing import NoReturn

from django.utils.translation import gettext as _
from PIL import Image

from mutuelles.paper_file.refusal import Refused

MAX_PIXELS = 50_000_000  # a letter page at 600 dots per inch has 34 millions
HEADER = 1024  # within which readers of PDF look for one
# markers of a JPEG: what stands between two of them, and what begins and ends it
MARKER = re.compile(rb"\xff+([^\0\xff])")
SCAN, END, ALONE = 0xDA, 0xD9, {0x01, *range(0xD0, 0xD9)}
AFTER_SCAN = re.compile(rb"\xff[^\0\xff\xd0-\xd7]")
PNG_END = b"IEND\xae\x42\x60\x82"


def check_jpeg(content: bytes) -> None:
    """A JPEG that has its end; a telephone may write more behind it."""
    if b"%PDF-" in content[:HEADER]:
        raise Refused(_("Un PDF est caché dans cette image."))
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as image:
            _check_size(image)
    except Exception as error:
        _refuse(error)
    if not _has_end(content):
        raise Refused(_torn())


def _has_end(content: bytes) -> bool:
    """Follow the parts to the last: Pillow draws torn images too, once WeasyPrint has said so."""
    at = 2
    while marker := MARKER.match(content, at):
        kind, at = marker[1][0], marker.end()
        if kind == END:
            return True
        if kind not in ALONE:
            at += int.from_bytes(content[at : at + 2], "big")
        if kind == SCAN:
            after = AFTER_SCAN.search(content, at)
            at = after.start() if after else len(content)
    return False


def check_png(content: bytes) -> None:
    """A PNG whose parts are all there by their checksums, with nothing after them."""
    if not content.rstrip(b"\0\r\n").endswith(PNG_END) or content.count(PNG_END) > 1:
        raise Refused(_("Cette image est incomplète, ou suivie d’autre chose."))
    try:
        with Image.open(BytesIO(content), formats=["PNG"]) as image:
            _check_size(image)
            image.verify()
    except Exception as error:
        _refuse(error)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise Refused(_too_large())


def _refuse(error: Exception) -> NoReturn:
    """Pillow raises errors of a dozen kinds on bytes that are no image."""
    if isinstance(error, Refused):
        raise error
    if isinstance(error, Image.DecompressionBombError):
        raise Refused(_too_large()) from error
    raise Refused(_torn()) from error


def _torn() -> str:
    return _("Cette image est abîmée : elle ne s’ouvre pas jusqu’au bout.")


def _too_large() -> str:
    text = _("Cette image a plus de %(most)s millions de points : la numériser à 300 ppp.")
    return text % {"most": MAX_PIXELS // 1_000_000}
