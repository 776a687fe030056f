"""Papers as people send them, and files that are none."""

import io
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image


def pdf(pages: int = 1, text: str = "", **root: Any) -> bytes:
    """A PDF of blank pages; `root` are entries of its catalogue, `text` makes it another file."""
    with pikepdf.new() as made:
        for _page in range(pages):
            made.add_blank_page()
        for name, value in root.items():
            made.Root[f"/{name}"] = value
        if text:
            made.docinfo["/Title"] = text
        return written(made)


def written(made: pikepdf.Pdf, **options: Any) -> bytes:
    """Its bytes, the same at any time."""
    out = io.BytesIO()
    made.save(out, **{"deterministic_id": True} | options)
    return out.getvalue()


def action(**entries: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({f"/{name}": value for name, value in entries.items()})


def script() -> pikepdf.Dictionary:
    return action(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def encrypted(owner: str = "maître", user: str = "") -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        locks = pikepdf.Encryption(owner=owner, user=user)
        return written(made, encryption=locks, deterministic_id=False)


def with_attachment() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.attachments["virus.exe"] = b"MZ"
        return written(made)


def bomb_pdf(megabytes: int) -> bytes:
    """A few kilobytes whose catalogue hides in a stream that unpacks to so many megabytes."""
    objects = b"1 0 2 40 " + b"<</Type/Catalog/Pages 2 0 R>>".ljust(40)
    objects += b"<</Type/Pages/Kids[]/Count 0>>" + b" " * (megabytes * 1_000_000)
    packed = zlib.compress(objects, 9)
    out = bytearray(b"%PDF-1.5\n")
    out += b"4 0 obj<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>" % len(packed)
    out += b"stream\n" + packed + b"\nendstream endobj\n"
    at = len(out)
    places = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (0, 0, 0), (1, 9, 0), (1, at, 0)]
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + rank.to_bytes(2, "big")
        for kind, place, rank in places
    )
    out += b"5 0 obj<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    out += b"stream\n" + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


def image(kind: str, size: tuple[int, int] = (40, 60), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 200).save(out, kind, **options)
    return out.getvalue()


def png() -> bytes:
    return image("PNG")


def jpeg() -> bytes:
    return image("JPEG")


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def bomb_png(side: int) -> bytes:
    """A hundred bytes that announce a square of so many points."""
    header = side.to_bytes(4, "big") * 2 + bytes([8, 6, 0, 0, 0])
    packed = zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("virus.exe", "MZ")
    return out.getvalue()
