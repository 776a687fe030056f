"""The bookmarks of several parts as one list, each knowing its neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.pdf.parts import Bookmark
from documents.pdf.stand_ins import Slot


@dataclass
class Node:
    """A bookmark in the whole; its neighbours are named as objects are."""

    name: str
    leaf: int
    bookmark: Bookmark
    parent: str | None
    neighbours: dict[str, str] = field(default_factory=dict)
    below: int = 0

    @property
    def holds_a_value(self) -> bool:
        return any(isinstance(piece, Slot) for piece in self.bookmark.title)

    def rest(self, numbers: Mapping[str, int], local: Sequence[Mapping[str, int]]) -> bytes:
        """Everything but the title."""
        links = {**self.neighbours, "Parent": self.parent or "outlines"}
        words = b"".join(
            b"/%s %d 0 R" % (key.encode(), numbers[name]) for key, name in sorted(links.items())
        )
        count = b"/Count %d" % self.below if self.below else b""
        page = local[self.leaf][f"page {self.bookmark.page}"]
        return words + count + b"/Dest[%d 0 R/XYZ %s 0]" % (page, self.bookmark.place)


def flatten(bookmarks: Sequence[Sequence[Bookmark]]) -> list[Node]:
    """In reading order; `bookmarks` has those of each part."""
    nodes: list[Node] = []
    tops = [
        _add(nodes, leaf, bookmark, None)
        for leaf, found in enumerate(bookmarks)
        for bookmark in found
    ]
    _join(tops)
    return nodes


def _add(nodes: list[Node], leaf: int, bookmark: Bookmark, parent: str | None) -> Node:
    node = Node(f"bookmark {len(nodes)}", leaf, bookmark, parent)
    nodes.append(node)
    children = [_add(nodes, leaf, child, node.name) for child in bookmark.children]
    _join(children)
    if children:
        node.neighbours |= {"First": children[0].name, "Last": children[-1].name}
        node.below = len(children) + sum(child.below for child in children)
    return node


def _join(nodes: Sequence[Node]) -> None:
    for before, after in pairwise(nodes):
        before.neighbours["Next"] = after.name
        after.neighbours["Prev"] = before.name
