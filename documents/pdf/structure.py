"""The tags of a part, its bookmarks and its pages, out of the file that WeasyPrint wrote."""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from documents.pdf.objects import Ref, Store, Words
from documents.pdf.parts import Bookmark
from documents.pdf.stand_ins import Pattern, StandIns

# what the linker writes itself, or what says twice what the scopes say
REPLACED = frozenset({"/Contents", "/Parent", "/StructParents"})
OWN = frozenset({"/P", "/K", "/ID"})


class Tree:
    """Names of the elements of structure of the given pages, in reading order."""

    def __init__(self, pdf: pikepdf.Pdf, first: int) -> None:
        root: Any = pdf.Root.StructTreeRoot
        self.document = root.K[0]
        self.pages = {
            page.obj.objgen: f"page {rank}" for rank, page in enumerate(list(pdf.pages)[first:])
        }
        self.elements = list(self._walk(self.document))
        self.names = {
            element.objgen: f"element {rank}" for rank, element in enumerate(self.elements)
        }
        self.names |= self.pages
        self.names[self.document.objgen] = "document"
        numbers = list(root.ParentTree.Nums)
        self.owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    def _walk(self, parent: Any) -> Iterator[Any]:
        for kid in parent.K:
            if _is_element(kid) and self._ours(kid):
                yield kid
                yield from self._walk(kid)

    def _ours(self, element: Any) -> bool:
        """On one of the pages, and not the empty element that a `<br>` leaves."""
        return element.Pg.objgen in self.pages and not (
            element.S == "/NonStruct" and not len(element.K)
        )

    def roots(self) -> tuple[Ref, ...]:
        return tuple(
            Ref(self.names[kid.objgen]) for kid in self.document.K if kid.objgen in self.names
        )

    def element_words(self, element: Any, store: Store) -> Words:
        if "/A" in element and "/Headers" in element.A:
            # cells are told by scopes; identifiers would clash when a part serves twice
            del element.A["/Headers"]
        kids: list[bytes | Ref] = []
        for kid in element.K:
            if not _is_element(kid):
                kids += [*store.value(kid), b" "]
            elif kid.objgen in self.names:
                kids += [Ref(self.names[kid.objgen]), b" "]
        parent = Ref(self.names[element.P.objgen])
        return (*store.words(element, without=OWN), b"/P ", parent, b"/K[", *kids, b"]")

    def owner_words(self, page: Any) -> Words:
        """For each mark of the page, its element; null for what became an artifact."""
        words: list[bytes | Ref] = []
        for owner in self.owners[int(page.StructParents)]:
            words += [b"null" if owner is None else Ref(self.names[owner.objgen]), b" "]
        return tuple(words)


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def page_words(page: Any, store: Store, *, pictured: bool) -> Words:
    """The words of a page; those of its resources too, when they name pictures of its part."""
    if not pictured:
        return store.words(page, without=REPLACED)
    words = store.words(page, without=REPLACED | {"/Resources"})
    return (*words, b"/Resources<<", *store.words(page.Resources), b">>")


def read_bookmarks(node: Any, tree: Tree, words: StandIns) -> tuple[Bookmark, ...]:
    """The bookmarks under a node of the outlines that lead to the part's own pages."""
    found = []
    item = node.get("/First")
    while item is not None:
        page, _, *place, _ = item.Dest
        if name := tree.pages.get(page.objgen):
            found.append(
                Bookmark(
                    title=words.pattern(str(item.Title)),
                    page=int(name.split()[1]),
                    place=b" ".join(str(number).encode() for number in place),
                    children=read_bookmarks(item, tree, words),
                )
            )
        item = item.get("/Next")
    return tuple(found)


def titles(bookmarks: Sequence[Bookmark]) -> Iterator[Pattern]:
    """Those of the bookmarks and of all below them."""
    for bookmark in bookmarks:
        yield bookmark.title
        yield from titles(bookmark.children)
