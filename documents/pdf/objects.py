"""The objects of a PDF taken apart so that they can be numbered again in another file.

An object is a sequence of words: bytes as they are written, and `Ref`s by name where a number
will come. What several parts may share (fonts, pictures, profiles) is named by the hash of its
content: two parts that embed the same font hold one object. What belongs to one part (pages,
elements of structure) has a name of its own there.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import deflate
import pikepdf

LEVEL = 6


class Ref(NamedTuple):
    name: str


Words = tuple[bytes | Ref, ...]


class Body(NamedTuple):
    """An object: its words and, for a stream, its bytes (deflated when the words say so)."""

    words: Words
    stream: bytes | None = None


# before the end of a stream: its last byte may be a return, which a lone line feed would take along
END_OF_STREAM = b"\r\nendstream"


def streamed(words: bytes, content: bytes) -> bytes:
    """A stream as it is written; `words` say how it is compressed, if it is."""
    return b"<<%s/Length %d>>\nstream\n%s\r\nendstream" % (words, len(content), content)


def write(words: Words, numbers: Mapping[str, int]) -> bytes:
    return b"".join(
        word if isinstance(word, bytes) else b"%d 0 R" % numbers[word.name] for word in words
    )


def stream(content: bytes, words: Words = ()) -> Body:
    """A stream, compressed."""
    packed = deflated(content)
    return Body((*words, b"/Filter/FlateDecode/Length %d" % len(packed)), packed)


def deflated(content: bytes) -> bytes:
    """The same bytes on every machine: what Python calls zlib is one of several libraries."""
    return bytes(deflate.zlib_compress(content, LEVEL))


def string(text: str) -> bytes:
    """A text of the file (title of a bookmark, author) in UTF-16."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().encode()


@lru_cache(64)
def day(moment: date) -> bytes:
    """A date of the file: the first instant of that day."""
    return f"(D:{moment:%Y%m%d}000000Z)".encode()


@dataclass
class Store:
    """Objects shared by their content; `names` keeps those that belong to one part."""

    names: Mapping[tuple[int, int], str]
    bodies: dict[str, Body] = field(default_factory=dict)
    known: dict[tuple[int, int], Ref] = field(default_factory=dict)

    def words(self, value: Any, *, without: frozenset[str] = frozenset()) -> Words:
        """The words of an object's own content."""
        return tuple(_joined(self._dictionary(value, without)))

    def value(self, value: Any) -> Words:
        return tuple(_joined(self._value(value)))

    def ref(self, value: Any) -> Ref:
        """The name of an indirect object, which is stored with all it needs."""
        key = value.objgen
        if key in self.names:
            return Ref(self.names[key])
        if key not in self.known:
            self.known[key] = self.add(self._body(value))
        return self.known[key]

    def add(self, body: Body) -> Ref:
        name = hashlib.sha256(repr(body).encode()).hexdigest()
        self.bodies[name] = body
        return Ref(name)

    def _body(self, value: Any) -> Body:
        if not isinstance(value, pikepdf.Stream):
            return Body(tuple(_joined(self._plain(value))))
        rules = frozenset({"/Length", "/Filter", "/DecodeParms"})
        return stream(value.read_bytes(), self.words(value, without=rules))

    def _value(self, value: Any) -> Iterator[bytes | Ref]:
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            yield self.ref(value)
        else:
            yield from self._plain(value)

    def _plain(self, value: Any) -> Iterator[bytes | Ref]:
        if isinstance(value, pikepdf.Array):
            yield b"["
            for item in list(value):
                yield from self._value(item)
                yield b" "
            yield b"]"
        elif isinstance(value, pikepdf.Dictionary):
            yield b"<<"
            yield from self._dictionary(value, frozenset())
            yield b">>"
        else:
            yield _scalar(value)

    def _dictionary(self, value: Any, without: frozenset[str]) -> Iterator[bytes | Ref]:
        for key in sorted(set(value.keys()) - without):
            yield key.encode() + b" "
            yield from self._value(value[key])


def _scalar(value: Any) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if value is None:
        return b"null"
    return bytes(value.unparse()) if isinstance(value, pikepdf.Object) else str(value).encode()


def _joined(words: Iterator[bytes | Ref]) -> Iterator[bytes | Ref]:
    """Neighbouring bytes as one word."""
    held = b""
    for word in words:
        if isinstance(word, bytes):
            held += word
        else:
            yield held
            yield word
            held = b""
    yield held
