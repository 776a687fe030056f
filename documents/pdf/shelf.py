"""Compiled parts, kept for ever: in ten years, a paper of today is printed from the same parts.

A part is dumped as a body and blobs. The body is a line that names the format, the hash of what
follows, then compressed JSON; whatever is heavy (fonts, pictures, long operators) is a blob named
by its hash, which parts share. Types and fields are written out by name: a later version that adds
a field with a default still reads what an earlier one wrote, and no code is ever run by reading.

    { "records": {"Ref": ["name"], …},        each type met, and its fields in order
      "blobs":   ["9f86d0…", …],
      "part":    ["=Part", {"9f86d0…": ["=Body", ["#/Length 12"], "@0"], …}, …] }

The first sign of a string says what it is: `'` text, `#` bytes, `@` a blob by its rank, `=` the
type of the record that the rest of its list fills. A list without one is a tuple.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, NamedTuple, Protocol

from documents.pdf import LINKER
from documents.pdf.objects import Body, Ref
from documents.pdf.parts import (
    Bookmark,
    Move,
    Page,
    Paragraph,
    Part,
    Row,
    Shift,
    Show,
    Signature,
)
from documents.pdf.shaping import Typeface, typeface
from documents.pdf.stand_ins import Slot
from documents.pdf.template import Template

FORMAT = b"Guichet SST, part 1\n"
DIGEST = hashlib.sha256().digest_size
# bytes from this many on are a blob
HEAVY = 1024

RECORDS = (Part, Page, Paragraph, Row, Bookmark, Move, Shift, Show, Body, Ref, Slot)
# what makes each type again, and the names of what it is made of
MAKERS: dict[str, Callable[..., Any]] = {record.__name__: record for record in RECORDS} | {
    "Typeface": typeface
}


class Damaged(ValueError):
    """What was kept is not what is read."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Partie compilée illisible : {what}.")


class Dumped(NamedTuple):
    """A part to keep; `blobs` by the SHA-256 of their content."""

    body: bytes
    blobs: Mapping[str, bytes]


class Shelf(Protocol):
    """Where parts are kept, by key. What was put once under a key never changes."""

    def get(self, key: str) -> Part | None: ...

    def put(self, key: str, part: Part) -> None: ...


@dataclass
class Drawer:
    """A shelf in memory."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> Part | None:
        body = self.bodies.get(key)
        return None if body is None else load(body, self.blobs.__getitem__)

    def put(self, key: str, part: Part) -> None:
        dumped = dump(part)
        self.blobs |= dumped.blobs
        self.bodies[key] = dumped.body


def key_of(template: Template, signature: Signature = ()) -> str:
    """The name of a compiled part: its source, the lines of its texts, the linker's version."""
    source = [LINKER, template.html, template.css, template.edition, signature]
    return hashlib.sha256(json.dumps(source).encode()).hexdigest()


def dump(part: Part) -> Dumped:
    """The part as it is kept. The same part gives the same bytes."""
    writer = _Writer()
    content = {"part": writer.value(part), "records": writer.records, "blobs": list(writer.blobs)}
    # the order of the mappings is kept: objects are numbered in it
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode(), 9)
    return Dumped(FORMAT + hashlib.sha256(packed).digest() + packed, writer.blobs)


def load(body: bytes, blob: Callable[[str], bytes]) -> Part:
    """The part that was dumped; `blob` gives a content by its hash. Raises `Damaged`."""
    content = _content(body)
    blobs = [_checked(name, blob) for name in content["blobs"]]
    try:
        part = _Reader(content["records"], blobs).value(content["part"])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Damaged(f"son contenu ne se lit pas ({error})") from error
    if not isinstance(part, Part):
        raise Damaged("son contenu est d’une autre sorte")
    return part


def blobs_of(body: bytes) -> tuple[str, ...]:
    """The hashes of the blobs that a body needs, to fetch them together. Raises `Damaged`."""
    return tuple(_content(body)["blobs"])


def _content(body: bytes) -> dict[str, Any]:
    if not body.startswith(FORMAT):
        raise Damaged("son format n’est pas connu")
    start = len(FORMAT) + DIGEST
    packed = body[start:]
    if hashlib.sha256(packed).digest() != body[len(FORMAT) : start]:
        raise Damaged("son empreinte ne correspond pas à son contenu")
    content: dict[str, Any] = json.loads(zlib.decompress(packed))
    return content


def _checked(name: str, blob: Callable[[str], bytes]) -> bytes:
    try:
        content = blob(name)
    except KeyError as error:
        raise Damaged(f"le contenu {name} manque") from error
    if hashlib.sha256(content).hexdigest() != name:
        raise Damaged(f"le contenu {name} n’est pas celui de cette empreinte")
    return content


def _fields(kind: type) -> tuple[str, ...]:
    """The names of what a record is made of, in order."""
    if kind is Typeface:
        return ("content", "widths", "characters")
    if is_dataclass(kind):
        return tuple(found.name for found in fields(kind))
    return tuple(getattr(kind, "_fields", ()))


class _Writer:
    def __init__(self) -> None:
        self.records: dict[str, tuple[str, ...]] = {}
        self.blobs: dict[str, bytes] = {}
        self.ranks: dict[str, int] = {}

    def value(self, thing: Any) -> Any:
        if isinstance(thing, str):
            return f"'{thing}"
        if isinstance(thing, bytes):
            return self._bytes(thing)
        if isinstance(thing, Mapping):
            return {name: self.value(held) for name, held in thing.items()}
        if type(thing) is tuple:
            return [self.value(item) for item in thing]
        if thing is None or isinstance(thing, bool | int | float):
            return thing
        return self._record(thing)

    def _bytes(self, content: bytes) -> str:
        if len(content) < HEAVY:
            return f"#{content.decode('latin-1')}"
        name = hashlib.sha256(content).hexdigest()
        self.blobs[name] = content
        return f"@{self.ranks.setdefault(name, len(self.ranks))}"

    def _record(self, thing: Any) -> list[Any]:
        kind = type(thing)
        name = kind.__name__
        if name not in MAKERS:
            raise TypeError(f"{name} has no place on the shelf: add it to RECORDS.")
        if isinstance(thing, Typeface):
            held = thing.made_of
        else:
            held = tuple(getattr(thing, name) for name in _fields(kind))
        self.records[name] = _fields(kind)
        return [f"={name}", *map(self.value, held)]


class _Reader:
    def __init__(self, records: Mapping[str, list[str]], blobs: list[bytes]) -> None:
        self.blobs = blobs
        self.makers = {f"={name}": _maker(name, held) for name, held in records.items()}

    def value(self, found: Any) -> Any:
        if type(found) is str:
            return self._string(found)
        if type(found) is list:
            if found and type(found[0]) is str and found[0] in self.makers:
                return self.makers[found[0]](*map(self.value, found[1:]))
            return tuple(map(self.value, found))
        if type(found) is dict:
            return {name: self.value(held) for name, held in found.items()}
        return found

    def _string(self, found: str) -> str | bytes:
        sign, rest = found[0], found[1:]
        if sign == "'":
            return rest
        return rest.encode("latin-1") if sign == "#" else self.blobs[int(rest)]


def _maker(name: str, held: list[str]) -> Callable[..., Any]:
    """What makes a record of the fields that were kept, which may not be all those of today."""
    maker = MAKERS.get(name)
    if maker is None:
        raise ValueError(f"le type {name} n’est pas connu")
    known = _fields(Typeface if maker is typeface else maker)  # type: ignore[arg-type]
    if tuple(held) == known:
        return maker
    return lambda *values: maker(**dict(zip(held, values, strict=True)))
