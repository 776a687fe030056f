"""The tags of a part once its objects have numbers, kept for the next layout that gives the same.

The Entente has 1,600 elements: numbering and compressing them takes longer than all the rest.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from documents.pdf.objects import deflated, streamed, write
from documents.pdf.parts import Part
from documents.pdf.prefix import Entry

# plain objects are compressed this many together
TOGETHER = 256
# the line of a page in the tree of owners, and whose each of its marks is
OWNERS = b"<</Limits[%d %d]/Nums[%s]>>"
OBJECT_STREAM = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode"


class Tags(NamedTuple):
    """What a part holds by itself once it is numbered, and the number that comes after.

    `numbers` are those of its pages, `roots` of its topmost elements, `owners` of its node in the
    tree of owners. `lines` of the cross-reference start at `plain`.
    """

    numbers: Mapping[str, int]
    roots: tuple[int, ...]
    owners: int
    containers: tuple[tuple[int, bytes], ...]
    plain: int
    lines: bytes
    free: int


@lru_cache(1024)
def number_tags(part: Part, first: int, page: int, document: int) -> Tags:
    """Pages are numbered from `first`, then object streams, elements and the node of owners.

    `page` is the rank of the first page in the whole, `document` the root of the tags.
    """
    pages = {f"page {rank}": first + rank for rank in range(len(part.pages))}
    box = first + len(part.pages)
    plain = box + -(-(len(part.elements) + 1) // TOGETHER)
    elements = {f"element {rank}": plain + rank for rank in range(len(part.elements))}
    numbers = {**pages, **elements, "document": document}
    bodies = [b"<<%s>>" % write(words, numbers) for words in part.elements]
    bodies.append(_owners(part, page, numbers))
    found = list(enumerate(bodies, plain))
    groups = [found[rank : rank + TOGETHER] for rank in range(0, len(found), TOGETHER)]
    return Tags(
        numbers=pages,
        roots=tuple(numbers[ref.name] for ref in part.roots),
        owners=plain + len(part.elements),
        containers=tuple((box + rank, contain(group)) for rank, group in enumerate(groups)),
        plain=plain,
        lines=b"".join(line.packed() for line in contained(box, len(found))),
        free=plain + len(found),
    )


def _owners(part: Part, first: int, numbers: Mapping[str, int]) -> bytes:
    """Whose each mark is, on pages that start at this rank of the whole."""
    owners = b"".join(
        b"%d[%s]" % (rank, write(page.owners, numbers))
        for rank, page in enumerate(part.pages, first)
    )
    return OWNERS % (first, first + len(part.pages) - 1, owners)


def contained(box: int, count: int) -> list[Entry]:
    """The lines of that many objects, in object streams numbered from `box`."""
    return [Entry(2, box + rank // TOGETHER, rank % TOGETHER) for rank in range(count)]


def contain(group: Sequence[tuple[int, bytes]]) -> bytes:
    """An object stream: objects with their numbers, compressed together."""
    index, position = [], 0
    for number, words in group:
        index.append(b"%d %d" % (number, position))
        position += len(words) + 1
    head = b" ".join(index) + b"\n"
    content = deflated(head + b"\n".join(words for _, words in group))
    return streamed(OBJECT_STREAM % (len(group), len(head)), content)
