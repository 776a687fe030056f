"""The whole way, from templates and values to a document: compile, choose, link, fill, fall back.

A bindery keeps what it has compiled and linked. A layout that it has not met is compiled once; a
text that cannot be set the fast way has its part, and that part only, laid out by WeasyPrint with
its real values, then linked like the others: as conformant, and a thousand times slower.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from documents.pdf.compiler import Compiler
from documents.pdf.filling import Issued, Linked
from documents.pdf.linker import Leaf, link
from documents.pdf.parts import Part, Signature
from documents.pdf.plan import Refused
from documents.pdf.shaping import Unfit
from documents.pdf.template import Template

# layouts kept linked: a prefix weighs some 150 kB
LAYOUTS = 64


class Sheet(NamedTuple):
    """A part of a document to be: its template, its values, the name of its first page."""

    template: Template
    values: Mapping[str, str]
    anchor: str = ""


class Bound(NamedTuple):
    """A document, and how many of its parts WeasyPrint had to lay out."""

    issued: Issued
    fallbacks: int


@dataclass
class Bindery:
    compiler: Compiler = field(default_factory=Compiler)
    parts: dict[tuple[Template, Signature], Part | None] = field(default_factory=dict)
    # Pango's fonts belong to one thread at a time
    lock: Lock = field(default_factory=Lock)

    def bind(self, sheets: Sequence[Sheet], created: date) -> Bound:
        """The document of these sheets. Raises `Refused` when a template breaks a rule."""
        leaves, values, fallbacks = [], [], 0
        for sheet in sheets:
            part, given = self.part(sheet), sheet.values
            if part is None:
                part, given, fallbacks = self.laid_out(sheet), {}, fallbacks + 1
            leaves.append(Leaf(part, sheet.anchor))
            values.append(given)
        linked = link(leaves) if fallbacks else _linked(tuple(leaves))
        return Bound(linked.fill(values, created), fallbacks)

    def part(self, sheet: Sheet) -> Part | None:
        """The part that these values fit, compiled if need be; None when there is none."""
        base = self._base(sheet.template)
        try:
            signature = base.measure(sheet.values)
            part = self._variant(sheet.template, signature) if signature else base
            if part is not None:
                part.try_on(sheet.values)
        except Unfit:
            return None
        return part

    def laid_out(self, sheet: Sheet) -> Part:
        """The part with its values set by WeasyPrint: nothing in it is left to fill."""
        template = Template(
            sheet.template.filled(sheet.values), sheet.template.stylesheet, sheet.template.folders
        )
        with self.lock:
            return self.compiler.compile(template)

    def _base(self, template: Template) -> Part:
        with self.lock:
            base = self.parts.get((template, ())) or self.compiler.compile(template)
            self.parts[template, ()] = base
        return base

    def _variant(self, template: Template, signature: Signature) -> Part | None:
        """The same template with more lines here and there, where its rules still hold."""
        with self.lock:
            if (template, signature) not in self.parts:
                try:
                    part = self.compiler.compile(template, signature)
                except Refused:
                    part = None
                self.parts[template, signature] = part
            return self.parts[template, signature]


@lru_cache(LAYOUTS)
def _linked(leaves: tuple[Leaf, ...]) -> Linked:
    return link(leaves)
