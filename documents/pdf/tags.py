"""The tags of a part once its objects have numbers, kept for the next layout that gives the same.

The Entente has 1,600 elements: numbering and compressing them takes longer than all the rest.
"""

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.pdf.objects import write
from documents.pdf.parts import Part

# plain objects are compressed this many together
TOGETHER = 256


class Container(NamedTuple):
    """An object stream: the numbers of what it holds, in order, and what to write."""

    members: tuple[int, ...]
    body: bytes


class Tags(NamedTuple):
    """The numbers of a part's pages and elements, these written, and the owners of its marks."""

    numbers: Mapping[str, int]
    containers: tuple[Container, ...]
    owners: tuple[bytes, ...]


@lru_cache(256)
def number_tags(part: Part, first: int, document: int) -> Tags:
    """Pages are numbered from `first`, then elements; `document` is the root of the tags."""
    names = [f"page {rank}" for rank in range(len(part.pages))]
    names += [f"element {rank}" for rank in range(len(part.elements))]
    numbers = {name: number for number, name in enumerate(names, first)} | {"document": document}
    start = first + len(part.pages)
    elements = [
        (number, b"<<%s>>" % write(words, numbers))
        for number, words in enumerate(part.elements, start)
    ]
    return Tags(
        numbers=numbers,
        containers=tuple(
            contain(elements[rank : rank + TOGETHER]) for rank in range(0, len(elements), TOGETHER)
        ),
        owners=tuple(write(page.owners, numbers) for page in part.pages),
    )


def contain(group: Sequence[tuple[int, bytes]]) -> Container:
    """Objects with their numbers, compressed together."""
    index, position = [], 0
    for number, words in group:
        index.append(b"%d %d" % (number, position))
        position += len(words) + 1
    head = b" ".join(index) + b"\n"
    content = zlib.compress(head + b"\n".join(words for _, words in group), 9)
    body = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        len(group),
        len(head),
        len(content),
        content,
    )
    return Container(tuple(number for number, _ in group), body)
