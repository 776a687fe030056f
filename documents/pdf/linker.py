"""Parts compiled apart become one file: objects numbered, page numbers known, trees joined.

    prefix   fonts · pictures · operators without data · pages · tags · field of the seal
             the same for every document of this layout
    tail     operators with data · QR codes · bookmarks with data · metadata · catalog
             attached file · cross-reference · signature

`link` writes the prefix, once for each layout, in a few milliseconds and without WeasyPrint;
`Linked.fill` writes the tail, once for each document. The `Contents` of a page is an array: its
streams without data stand in the prefix and serve every page that is laid out alike.

Numbers: the roots, the parts from the largest, what is shared, then the tail, whose order is that
of `Linked.fill`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from documents.pdf import field
from documents.pdf.filling import Linked, Pictured, Titled, Writing
from documents.pdf.forms import told
from documents.pdf.objects import END_OF_STREAM, Body, Ref, string, write
from documents.pdf.outlines import flatten
from documents.pdf.page_numbers import awaited, numbered
from documents.pdf.parts import Given, Page, Part, filled
from documents.pdf.prefix import Draft, Prefix
from documents.pdf.tags import OWNERS, TOGETHER, Tags, contain, contained, number_tags

FIELD = ("field", "field's element", "field's owner")
ROOTS = ("pages", "structure", "document", "parents", "outlines", *FIELD)
DOCUMENT = ROOTS.index("document") + 1


class Leaf(NamedTuple):
    """A part in its place; other parts know its first page by `anchor`."""

    part: Part
    anchor: str = ""


def link(leaves: Sequence[Leaf]) -> Linked:
    """The layout of these parts, in this order."""
    return _Link(tuple(leaves)).linked()


@dataclass(frozen=True)
class _Sheet:
    """A page in the whole: where it comes from, and the names of its streams."""

    leaf: int
    rank: int
    page: Page
    contents: tuple[str, ...]


class _Link:
    def __init__(self, leaves: tuple[Leaf, ...]) -> None:
        self.leaves = leaves
        self.shared: dict[str, Body] = {}
        for leaf in leaves:
            self.shared.update(leaf.part.objects)
        self.writings: dict[Writing, int] = {}
        self.starts = self._starts()
        self.known = self._known()
        self.sheets = [
            self._sheet(number, rank, page)
            for number, leaf in enumerate(leaves)
            for rank, page in enumerate(leaf.part.pages)
        ]
        self.pictured = [
            Pictured(number, name, held)
            for number, leaf in enumerate(leaves)
            for name, held in leaf.part.pictures.items()
        ]
        self.nodes = flatten([leaf.part.bookmarks for leaf in leaves])
        self.titled = [node for node in self.nodes if node.holds_a_value]
        self._number()

    # ---- page numbers

    def _starts(self) -> list[int]:
        """The number of the first page of each part."""
        starts = [1]
        for leaf in self.leaves:
            starts.append(starts[-1] + len(leaf.part.pages))
        return starts

    def _known(self) -> Given:
        """What the linker alone can say: how many pages there are, and where to."""
        places = {
            anchor: start + page
            for start, leaf in reversed(list(zip(self.starts, self.leaves, strict=False)))
            for anchor, page in leaf.part.anchors.items()
        }
        places |= dict(zip((leaf.anchor for leaf in self.leaves), self.starts, strict=False))
        known = Given({f"page of {anchor}": str(page) for anchor, page in places.items()})
        known["pages"] = str(self.starts[-1] - 1)
        return known

    def _sheet(self, leaf: int, rank: int, page: Page) -> _Sheet:
        known = Given(self.known, page=str(self.starts[leaf] + rank))
        contents = tuple(
            piece.name if isinstance(piece, Ref) else self._content(leaf, rank, place, known)
            for place, piece in enumerate(page.pieces)
        )
        return _Sheet(leaf, rank, page, contents)

    def _content(self, leaf: int, rank: int, place: int, known: Given) -> str:
        """The name of what a piece becomes once its pages are numbered."""
        part = self.leaves[leaf].part
        given = tuple((field, known[field]) for field in awaited(part, rank, place))
        found = numbered(part, rank, place, given)
        if isinstance(found, Body):
            name = f"{leaf} {len(self.shared)}"
            self.shared[name] = found
            return name
        # the header of each page: the same operators with the same texts are written once
        writing = Writing(leaf, told(found, part))
        return f"writing {self.writings.setdefault(writing, len(self.writings))}"

    # ---- numbers of objects

    def _number(self) -> None:
        """The largest parts first: what they hold keeps its numbers from layout to layout."""
        free = len(ROOTS) + 1
        tags: dict[int, Tags] = {}
        for leaf in sorted(range(len(self.leaves)), key=self._weight, reverse=True):
            part, page = self.leaves[leaf].part, self.starts[leaf] - 1
            tags[leaf] = number_tags(part, free, page, DOCUMENT)
            free = tags[leaf].free
        self.tags = [tags[leaf] for leaf in range(len(self.leaves))]
        self.local = [found.numbers for found in self.tags]
        fixed = [node.name for node in self.nodes if not node.holds_a_value]
        names = [*self.shared, *fixed]
        self.numbers = {name: rank for rank, name in enumerate(ROOTS, 1)}
        self.numbers |= {name: number for number, name in enumerate(names, free)}
        plain = len(ROOTS) + len(self.sheets) + len(names) - self._streams()
        self.container = free + len(names)
        self.first = self.container + -(-plain // TOGETHER)
        self.numbers |= {name: number for number, name in enumerate(self._tail(), self.first)}

    def _tail(self) -> list[str]:
        """What the prefix knows of the tail: the signature, then what `Linked.fill` writes."""
        streams = [f"writing {rank}" for rank in range(len(self.writings))]
        pictures = [f"{leaf} {name}" for leaf, name, _ in self.pictured]
        titles = [node.name for node in self.titled]
        return ["signature", *streams, *pictures, *titles, "metadata"]

    def _weight(self, leaf: int) -> int:
        return len(self.leaves[leaf].part.elements)

    def _streams(self) -> int:
        return sum(body.stream is not None for body in self.shared.values())

    # ---- objects of the prefix

    def linked(self) -> Linked:
        return Linked(
            parts=tuple(leaf.part for leaf in self.leaves),
            prefix=self._written(),
            catalog=self._catalog(),
            writings=tuple(self.writings),
            pictured=tuple(self.pictured),
            titled=tuple(
                Titled(node.leaf, node.bookmark.title, node.rest(self.numbers, self.local))
                for node in self.titled
            ),
        )

    def _written(self) -> Prefix:
        draft, plain = Draft(), list[tuple[int, bytes]]()
        for tags in self.tags:
            draft.lines[tags.plain] = tags.lines
            for box, body in tags.containers:
                draft.add(box, body)
        for number, words, content in self._objects():
            if content is None:
                plain.append((number, words))
            else:
                draft.add(number, b"<<%s>>\nstream\n" % words, content, END_OF_STREAM)
        for rank in range(0, len(plain), TOGETHER):
            group = plain[rank : rank + TOGETHER]
            draft.add(self.container + rank // TOGETHER, contain(group))
        lines = contained(self.container, len(plain))
        draft.lines |= {
            number: line.packed() for (number, _), line in zip(plain, lines, strict=True)
        }
        return draft.prefix()

    def _objects(self) -> Iterator[tuple[int, bytes, bytes | None]]:
        for name, words in self._roots():
            yield self.numbers[name], words, None
        for name, body in self.shared.items():
            yield self.numbers[name], write(body.words, self.numbers), body.stream
        for rank, sheet in enumerate(self.sheets):
            yield self._number_of(sheet), self._page(rank, sheet), None
        for node in self.nodes:
            if not node.holds_a_value:
                title = string(filled(node.bookmark.title, Given()))
                rest = node.rest(self.numbers, self.local)
                yield self.numbers[node.name], b"<</Title %s%s>>" % (title, rest), None

    def _number_of(self, sheet: _Sheet) -> int:
        return self.local[sheet.leaf][f"page {sheet.rank}"]

    def _page(self, rank: int, sheet: _Sheet) -> bytes:
        contents = [self.numbers[name] for name in sheet.contents]
        return b"<<%s/Parent %d 0 R/StructParents %d/Contents[%s]%s>>" % (
            write(sheet.page.words, self._numbers_on(sheet)),
            self.numbers["pages"],
            rank,
            _refs(contents),
            b"" if rank else field.ON_PAGE % self.numbers["field"],
        )

    def _numbers_on(self, sheet: _Sheet) -> Mapping[str, int]:
        """The numbers of what is shared, and of the pictures of the page's own part."""
        names = self.leaves[sheet.leaf].part.pictures
        own = {name: self.numbers[f"{sheet.leaf} {name}"] for name in names}
        return self.numbers | own if own else self.numbers

    def _catalog(self) -> bytes:
        first = self.leaves[0].part
        return b"".join(
            (
                b"/Pages %d 0 R" % self.numbers["pages"],
                b"/StructTreeRoot %d 0 R/MarkInfo<</Marked true>>" % self.numbers["structure"],
                b"/Outlines %d 0 R" % self.numbers["outlines"],
                b"/Metadata %d 0 R" % self.numbers["metadata"],
                b"/ViewerPreferences<</DisplayDocTitle true>>",
                b"/Lang(%s)" % first.language.encode(),
                b"/OutputIntents %s" % write(first.intents, self.numbers),
                field.FORM % self.numbers["field"],
            )
        )

    def _roots(self) -> Iterator[tuple[str, bytes]]:
        refs = {name: b"%d 0 R" % self.numbers[name] for name in ROOTS}
        kids = [self._number_of(sheet) for sheet in self.sheets]
        elements = [number for tags in self.tags for number in tags.roots]
        elements.append(self.numbers["field's element"])
        yield "pages", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), _refs(kids))
        yield (
            "structure",
            b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d>>"
            % (refs["document"], refs["parents"], len(kids) + 1),
        )
        yield (
            "document",
            b"<</Type/StructElem/S/Document/P %s/K[%s]>>" % (refs["structure"], _refs(elements)),
        )
        owners = [*(tags.owners for tags in self.tags), self.numbers["field's owner"]]
        yield "parents", b"<</Kids[%s]>>" % _refs(owners)
        top = [self.numbers[node.name] for node in self.nodes if node.parent is None]
        yield "outlines", _outlines(top, len(self.nodes))
        yield from self._field()

    def _field(self) -> Iterator[tuple[str, bytes]]:
        """The field of the seal on the first page, whose owner comes after those of the pages."""
        page, number = self._number_of(self.sheets[0]), self.numbers["field"]
        value, parent = self.numbers["signature"], self.numbers["document"]
        yield "field", field.widget(page=page, owner=len(self.sheets), value=value)
        yield "field's element", field.element(parent=parent, page=page, field=number)
        owner, element = len(self.sheets), self.numbers["field's element"]
        yield "field's owner", OWNERS % (owner, owner, b"%d %d 0 R" % (owner, element))


def _refs(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _outlines(top: Sequence[int], count: int) -> bytes:
    ends = b"/First %d 0 R/Last %d 0 R" % (top[0], top[-1]) if top else b""
    return b"<</Type/Outlines/Count %d%s>>" % (count, ends)
