"""From characters to glyphs, exactly as Pango and WeasyPrint would place them.

Lengths are in Pango units (1/1024 of a CSS pixel) until the last moment: WeasyPrint cuts the
adjustments between glyphs to whole thousandths of the size, and so do we.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz

PANGO_UNITS = 1024
# closer to the edge than this (in pixels), only Pango knows whether the word still fits
TOO_CLOSE = 0.02
# letter-spacing takes ligatures apart
APART = {"liga": False, "clig": False, "dlig": False}
# where a line may be cut: Unicode's rules (UAX 14), narrowed to what needs no table
PLAIN = re.compile(r"[\w .,;:()’'&«»%·\xa0\u202f-]*")
SPACE_IN_DOUBT = re.compile(r"(?<![\w.,;:)’'&»%·]) | (?![\w(&·«])")
WORD = re.compile(r" +|(?:[^ -]|-(?![^\W\d]))*-?")


Widths = tuple[tuple[int, int], ...]


class Unfit(ValueError):
    """This text cannot be set here by the fast way: WeasyPrint must lay the part out."""


class Shaped(NamedTuple):
    """The operand of a `TJ`, and the width in pixels."""

    operand: bytes
    width: float


@lru_cache
def typeface(content: bytes, widths: Widths, characters: str) -> "Typeface":
    """The same for all the parts that embed the same font, and so are the texts it shaped.

    `widths` are those that the file declares, in thousandths; `characters` those it holds.
    """
    return Typeface(content, widths, characters)


class Typeface:
    """A font as a file embeds it, made by `typeface`."""

    def __init__(self, content: bytes, widths: Widths, characters: str) -> None:
        self.made_of = content, widths, characters
        self.face: Any = uharfbuzz.Face(content)
        self.widths = dict(widths)
        self.characters = frozenset(characters)
        self.fonts: dict[float, Any] = {}
        self.shape = lru_cache(1 << 16)(self._shape)
        self.lines = lru_cache(1 << 14)(self._lines)

    def __reduce__(self) -> tuple[Any, ...]:
        return typeface, self.made_of

    @property
    def unicodes(self) -> frozenset[int]:
        return frozenset(self.face.unicodes)

    def _shape(self, text: str, size: float, spacing: int = 0) -> Shaped:
        if not self.characters.issuperset(text):
            raise Unfit(f"Un caractère de « {text} » manque à la police.")
        return _written(self._glyphs(text, size, spacing), self.widths, size)

    def _glyphs(self, text: str, size: float, spacing: int) -> list[list[int]]:
        """Glyph, offset and advance, in the order drawn, letter-spacing included."""
        buffer: Any = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font(size), buffer, APART if spacing else None)
        glyphs = [
            [info.codepoint, place.x_offset, place.x_advance, info.cluster]
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        if any(place.y_offset for place in buffer.glyph_positions):
            raise Unfit(f"« {text} » porte des signes au-dessus de la ligne.")
        if any(glyph[0] not in self.widths for glyph in glyphs):
            raise Unfit(f"Un dessin de « {text} » manque à la police.")
        return _spaced(glyphs, spacing) if spacing else glyphs

    def _font(self, size: float) -> Any:
        if size not in self.fonts:
            font: Any = uharfbuzz.Font(self.face)
            font.scale = (round(size * PANGO_UNITS),) * 2
            self.fonts[size] = font
        return self.fonts[size]

    def _lines(self, text: str, room: float, size: float, spacing: int = 0) -> list[str]:
        """The text cut where Pango would cut it, each line as long as it may be."""
        if self._fits(text, room, size, spacing):
            return [text]
        if not PLAIN.fullmatch(text) or SPACE_IN_DOUBT.search(text):
            raise Unfit(f"Où couper « {text} » n’est pas certain.")
        done, current = [], ""
        for word in WORD.findall(text):
            if current.strip() and not self._fits(
                (current + word).rstrip(" "), room, size, spacing
            ):
                done.append(current.rstrip(" "))
                current = "" if word.isspace() else word
            else:
                current += word
            if not self._fits(current.rstrip(" "), room, size, spacing):
                raise Unfit(f"« {current} » est plus large que sa ligne.")
        return [*done, current]

    def _fits(self, text: str, room: float, size: float, spacing: int) -> bool:
        width = self.shape(text, size, spacing).width
        if abs(room - width) < TOO_CLOSE:
            raise Unfit(f"« {text} » touche le bord de sa ligne.")
        return width < room


def _spaced(glyphs: list[list[int]], spacing: int) -> list[list[int]]:
    """Pango puts half of the space on each side of a cluster, none at the ends of the line."""
    left = int(spacing / 2)
    for before, after in pairwise(glyphs):
        if before[3] != after[3]:
            before[2] += spacing - left
            after[1] += left
            after[2] += left
    return glyphs


def _written(glyphs: list[list[int]], widths: Mapping[int, int], size: float) -> Shaped:
    """WeasyPrint's own arithmetic (draw/text.py), truncations included."""
    words, total = ["<"], 0
    size = round(size * PANGO_UNITS) / PANGO_UNITS  # a file keeps six decimals only
    for glyph, offset, advance, _ in glyphs:
        total += advance
        shift = offset / size
        if shift:
            words.append(f">{-shift:.4f}<")
        words.append(f"{glyph:04x}")
        kerning = int(widths[glyph] + shift - advance * 1000 / PANGO_UNITS / size)
        if kerning:
            words.append(f">{kerning}<")
    operand = ("".join(words) + ">").replace("<>", " ")
    return Shaped(operand.encode(), total / PANGO_UNITS)
