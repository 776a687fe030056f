"""The whole way, from templates and values to a document: compile, choose, link, fill, fall back.

A bindery keeps what it has compiled and linked. A layout that it has not met is compiled once; a
text that cannot be set the fast way has its part, and that part only, laid out by WeasyPrint with
its real values, then linked like the others: as conformant, and a thousand times slower.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from documents.pdf.compiler import Compiler, Undrawable
from documents.pdf.filling import Issued, Linked
from documents.pdf.linker import Leaf, link
from documents.pdf.parts import Part, Setting, Signature
from documents.pdf.plan import Refused
from documents.pdf.shaping import Unfit
from documents.pdf.template import Template

# layouts kept linked: a prefix weighs some 150 kB
LAYOUTS = 64


class BadValue(ValueError):
    """A value that cannot be printed; the sentence names its fields."""

    def __init__(self, fields: Sequence[str], characters: str) -> None:
        names = ", ".join(f"« {name} »" for name in fields)
        super().__init__(f"Champ {names} : aucune police ne dessine « {characters} ».")
        self.fields = tuple(fields)


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
    parts: dict[tuple[Template, Signature], Part | Refused] = field(default_factory=dict)
    # Pango's fonts belong to one thread at a time
    lock: Lock = field(default_factory=Lock)

    def bind(self, sheets: Sequence[Sheet], created: date) -> Bound:
        """The document of these sheets.

        Raises `Refused` when a template breaks a rule, `BadValue` when no font has a character.
        """
        found = [self.set(sheet) for sheet in sheets]
        fallbacks = found.count(None)
        chosen = [pair or self.laid_out(sheet) for pair, sheet in zip(found, sheets, strict=True)]
        leaves = tuple(
            Leaf(part, sheet.anchor) for (part, _), sheet in zip(chosen, sheets, strict=True)
        )
        linked = link(leaves) if fallbacks else _linked(leaves)
        return Bound(linked.fill([setting for _, setting in chosen], created), fallbacks)

    def set(self, sheet: Sheet) -> tuple[Part, Setting] | None:
        """The part that these values fit, compiled if need be, and their setting there."""
        base = self._part(sheet.template)
        try:
            setting = base.set(sheet.values)
            if not setting.signature:
                return base, setting
            variant = self._part(sheet.template, setting.signature)
            setting = variant.set(sheet.values)
        except (Unfit, Refused):
            return None
        # other lines may be needed once there are more
        return None if setting.signature else (variant, setting)

    def laid_out(self, sheet: Sheet) -> tuple[Part, Setting]:
        """The part with its values set by WeasyPrint: nothing in it is left to fill."""
        template = replace(sheet.template, html=sheet.template.filled(sheet.values))
        try:
            with self.lock:
                part = self.compiler.compile(template)
        except Undrawable as error:
            raise BadValue(_holding(sheet, error.characters), error.characters) from error
        return part, part.set({})

    def _part(self, template: Template, signature: Signature = ()) -> Part:
        """The template with more lines here and there; `Refused` where it breaks a rule."""
        with self.lock:
            found = self.parts.get((template, signature))
            if found is None:
                found = self._compiled(template, signature)
                self.parts[template, signature] = found
        if isinstance(found, Refused):
            raise found
        return found

    def _compiled(self, template: Template, signature: Signature) -> Part | Refused:
        try:
            return self.compiler.compile(template, signature)
        except Refused as refusal:
            # kept, not to try again for each document
            return refusal


def _holding(sheet: Sheet, characters: str) -> list[str]:
    """The fields of the template whose values hold one of these."""
    return sorted(
        name for name in sheet.template.fields() if set(characters) & set(sheet.values[name])
    )


@lru_cache(LAYOUTS)
def _linked(leaves: tuple[Leaf, ...]) -> Linked:
    return link(leaves)
