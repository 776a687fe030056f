"""The whole way, from templates and values to a document: compile, choose, link, fill, fall back.

A part is looked for in memory, then on the shelf, where it is kept for ever; one that nobody has
met is compiled once and put there. A text that cannot be set the fast way has its part, and that
part only, laid out by WeasyPrint with its real values, then linked like the others: as conformant,
a thousand times slower, and never kept.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from documents.pdf.case import Unfit
from documents.pdf.characters import Undrawable, spelled, unprintable
from documents.pdf.compiler import Compiler
from documents.pdf.filling import Issued, Linked
from documents.pdf.linker import Leaf, link
from documents.pdf.parts import Part, Setting, Signature
from documents.pdf.plan import Refused
from documents.pdf.seal import Signer
from documents.pdf.shelf import Shelf, key_of
from documents.pdf.template import Template

# kept in memory: what was used last. A layout weighs some 30 kB more than the parts that it shares
PARTS = 256
LAYOUTS = 512

K = TypeVar("K")
V = TypeVar("V")


class BadValue(ValueError):
    """Values that cannot be printed; the sentence names their fields, where there are fields."""

    def __init__(self, fields: Sequence[str], characters: str) -> None:
        where = ", ".join(f"« {name} »" for name in fields)
        said = f"aucune police ne dessine « {spelled(characters)} »."
        super().__init__(f"Champ {where} : {said}" if where else said.capitalize())
        self.fields, self.characters = tuple(fields), characters


class Sheet(NamedTuple):
    """A part of a document to be: its template, its values, the name of its first page."""

    template: Template
    values: Mapping[str, str]
    anchor: str = ""

    def given(self) -> Iterator[str]:
        """The values of the fields of the template."""
        return map(self.values.get, self.template.fields(), repeat(""))


class Bound(NamedTuple):
    """A document, how many of its parts WeasyPrint had to lay out, and its number of pages."""

    issued: Issued
    fallbacks: int
    pages: int


class Recent(Generic[K, V]):
    """What was used last, up to a number of things; for several threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.held: OrderedDict[K, V] = OrderedDict()
        self.lock = Lock()

    def __len__(self) -> int:
        return len(self.held)

    def get(self, key: K) -> V | None:
        with self.lock:
            if key in self.held:
                self.held.move_to_end(key)
            return self.held.get(key)

    def keep(self, key: K, value: V) -> V:
        """What is held from now on: of two threads that made the same, the first is right."""
        with self.lock:
            found = self.held.setdefault(key, value)
            self.held.move_to_end(key)
            if len(self.held) > self.most:
                self.held.popitem(last=False)
            return found


@dataclass
class Bindery:
    """A process needs one, for all its threads."""

    shelf: Shelf
    compiler: Compiler = field(default_factory=Compiler)
    parts: Recent[tuple[Template, Signature], Part | Refused] = field(
        default_factory=lambda: Recent(PARTS)
    )
    layouts: Recent[tuple[Leaf, ...], Linked] = field(default_factory=lambda: Recent(LAYOUTS))
    # Pango's fonts belong to one thread at a time; nothing else waits for it
    compiling: Lock = field(default_factory=Lock)

    def bind(
        self,
        sheets: Sequence[Sheet],
        created: date,
        *,
        data: bytes = b"",
        signer: Signer | None = None,
    ) -> Bound:
        """The document of these sheets, with `data` (JSON) attached, sealed by `signer`.

        Raises `Refused` when a template breaks a rule, `BadValue` when no font has a character.
        """
        _check_values(sheets)
        found = [self.set(sheet) for sheet in sheets]
        fallbacks = found.count(None)
        chosen = [
            pair or self.laid_out(sheet, alone=len(sheets) == 1)
            for pair, sheet in zip(found, sheets, strict=True)
        ]
        leaves = tuple(
            Leaf(part, sheet.anchor) for (part, _), sheet in zip(chosen, sheets, strict=True)
        )
        # what holds one document's values serves no other
        linked = link(leaves) if fallbacks else self._linked(leaves)
        settings = [setting for _, setting in chosen]
        issued = linked.fill(settings, created, data=data, signer=signer)
        return Bound(issued, fallbacks, linked.pages)

    def set(self, sheet: Sheet) -> tuple[Part, Setting] | None:
        """The part that these values fit, compiled if need be, and their setting there.

        A page without fields holds its values already: it serves one document, and is not kept.
        """
        if not sheet.template.fields():
            return None
        base = self._part(sheet.template)
        try:
            setting = base.set(sheet.values)
            if not setting.signature:
                return base, setting
            variant = self._part(sheet.template, setting.signature)
            setting = variant.set(setting.given)
        except (Unfit, Refused):
            return None
        # other lines may be needed once there are more
        return None if setting.signature else (variant, setting)

    def laid_out(self, sheet: Sheet, *, alone: bool) -> tuple[Part, Setting]:
        """The part with its values set by WeasyPrint: nothing in it is left to fill."""
        template = replace(sheet.template, html=sheet.template.filled(sheet.values))
        try:
            with self.compiling:
                part = self.compiler.compile(template, alone=alone)
        except Undrawable as error:
            raise BadValue(_holding(sheet, error.characters), error.characters) from error
        return part, part.set({})

    def _part(self, template: Template, signature: Signature = ()) -> Part:
        """The template with more lines here and there; `Refused` where it breaks a rule."""
        key = template, signature
        found = self.parts.get(key) or self._shelved(*key)
        if found is None:
            with self.compiling:
                # another thread may have compiled it meanwhile
                found = self.parts.get(key) or self._compiled(*key)
        if isinstance(found, Refused):
            raise Refused(*found.args)
        return found

    def _shelved(self, template: Template, signature: Signature) -> Part | Refused | None:
        part = self.shelf.get(key_of(template, signature))
        return part and self.parts.keep((template, signature), part)

    def _compiled(self, template: Template, signature: Signature) -> Part | Refused:
        try:
            part = self.compiler.compile(template, signature)
        except Refused as refusal:
            # in memory only, not to try again for each document: another version may accept it;
            # a new one, since what was raised holds the whole layout by its traceback
            return self.parts.keep((template, signature), Refused(*refusal.args))
        self.shelf.put(key_of(template, signature), part)
        return self.parts.keep((template, signature), part)

    def _linked(self, leaves: tuple[Leaf, ...]) -> Linked:
        return self.layouts.get(leaves) or self.layouts.keep(leaves, link(leaves))


def _check_values(sheets: Sequence[Sheet]) -> None:
    """Raise `BadValue` for what is refused on any machine, in any field."""
    # all the fields of a sheet at once: nearly always there is nothing
    if any([unprintable("\n".join(sheet.given())) for sheet in sheets]):
        found = {
            name: characters
            for sheet in sheets
            for name in sheet.template.fields()
            if (characters := unprintable(sheet.values.get(name, "")))
        }
        raise BadValue(sorted(found), "".join(sorted(set("".join(found.values())))))


def _holding(sheet: Sheet, characters: str) -> list[str]:
    """The fields of the template whose values hold one of these."""
    return sorted(
        name for name in sheet.template.fields() if set(characters) & set(sheet.values[name])
    )
