"""What WeasyPrint leaves undone, set right just before the file is written.

It writes no scope in header cells, gives the boxes of figures in CSS pixels, and marks the text of
page margins as content that hangs on no tag: a reader that follows the tags skips it, a strict one
complains. Here that text becomes what it is, a pagination artifact.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import pydyf
from weasyprint import Document

# points in a pixel of CSS
POINT = 0.75


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """To give as WeasyPrint's `finisher`."""
    correct(pdf)
    compress(pdf)


def correct(pdf: pydyf.PDF) -> None:
    set_margins_apart(pdf)
    tell_scopes(pdf)
    place_figures(pdf)


def set_margins_apart(pdf: pydyf.PDF) -> None:
    """Turn the marked content that the tree of tags does not reach into artifacts."""
    objects = {item.reference: item for item in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    reached = set(_descend(root["K"], objects))
    # [page, owners of its marks, page, owners, …, then one owner for each annotation]
    owners_by_page = objects[root["ParentTree"]]["Nums"][1::2]
    for reference, owners in zip(pdf.page_references, owners_by_page, strict=False):
        orphans = {mark for mark, owner in enumerate(owners) if owner not in reached}
        _mark_as_artifacts(objects[objects[reference]["Contents"]].stream, orphans)
        for mark in orphans:
            objects[owners[mark]].clear()
            owners[mark] = "null"


def _descend(kids: Iterable[Any], objects: dict[bytes, Any]) -> Iterator[bytes]:
    """References of every element of structure under these."""
    for kid in kids:
        if isinstance(kid, bytes):
            yield kid
            yield from _descend(objects[kid].get("K", ()), objects)


def _mark_as_artifacts(operations: list[Any], orphans: set[int]) -> None:
    for position, operation in enumerate(operations):
        if isinstance(operation, pydyf.Dictionary) and operation.get("MCID") in orphans:
            operations[position - 1] = "/Artifact"
            operations[position] = pydyf.Dictionary({"Type": "/Pagination"})


def tell_scopes(pdf: pydyf.PDF) -> None:
    """Say of each header cell whether it heads its column (in a `thead`) or its row."""
    objects = {item.reference: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/TH":
            group = objects[objects[item["P"]]["P"]]
            item["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def place_figures(pdf: pydyf.PDF) -> None:
    """Give the box of each figure in points from the foot of its page, as the file counts."""
    objects = {item.reference: item for item in pdf.objects}
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("S") == "/Figure":
            left, top, right, bottom = (POINT * edge for edge in item["A"]["BBox"])
            height = objects[item["Pg"]]["MediaBox"][3]
            item["A"]["BBox"] = pydyf.Array((left, height - bottom, right, height - top))


def compress(pdf: pydyf.PDF) -> None:
    """Compress each stream once: pydyf does it for the identifier, and again for the file."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            item.compress = False
            _, _, plain = item.data.removesuffix(b"\nendstream").partition(b"\nstream\n")
            item.stream = [zlib.compress(plain)]
            item.extra["Filter"] = "/FlateDecode"
