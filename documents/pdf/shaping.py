"""From characters to glyphs, exactly as Pango and WeasyPrint would place them.

Lengths are in Pango units (1/1024 of a CSS pixel) until the last moment: WeasyPrint cuts the
adjustments between glyphs to whole thousandths of the size, and so do we.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
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
# its number, offset, advance, and rank of its first character
Glyph = tuple[int, int, int, int]


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
        self.fonts: dict[float, tuple[Any, Written]] = {}
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
        font, written = self._font(size)
        glyphs = _glyphs(font, text, APART if spacing else None)
        if spacing:
            glyphs = _spaced(glyphs, spacing)
        operand = "".join([written[glyph[:3]] for glyph in glyphs])
        # a number between two others, and none before the first
        operand = f"<{operand}>".replace("<>", " ")
        width = sum(advance for _, _, advance, _ in glyphs) / PANGO_UNITS
        return Shaped(operand.encode(), width)

    def _font(self, size: float) -> tuple[Any, "Written"]:
        if size not in self.fonts:
            font: Any = uharfbuzz.Font(self.face)
            font.scale = (round(size * PANGO_UNITS),) * 2
            self.fonts[size] = font, Written(self.widths, font.scale[0])
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


def _glyphs(font: Any, text: str, features: dict[str, bool] | None) -> list[Glyph]:
    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    glyphs, places = buffer.glyph_infos, buffer.glyph_positions
    if any([place.y_offset for place in places]):
        raise Unfit(f"« {text} » porte des signes au-dessus de la ligne.")
    return [
        (glyph.codepoint, place.x_offset, place.x_advance, glyph.cluster)
        for glyph, place in zip(glyphs, places, strict=True)
    ]


def _spaced(glyphs: list[Glyph], spacing: int) -> list[Glyph]:
    """Pango puts half of the space on each side of a cluster, none at the ends of the line."""
    left = int(spacing / 2)
    found = []
    for rank, (glyph, offset, advance, cluster) in enumerate(glyphs):
        before = rank > 0 and glyphs[rank - 1][3] != cluster
        after = rank + 1 < len(glyphs) and glyphs[rank + 1][3] != cluster
        offset += left * before
        advance += left * before + (spacing - left) * after
        found.append((glyph, offset, advance, cluster))
    return found


class Written(dict[tuple[int, int, int], str]):
    """What WeasyPrint writes for a glyph, by its offset and its advance, at one size.

    Its own arithmetic (draw/text.py), truncations included.
    """

    def __init__(self, widths: Mapping[int, int], scale: int) -> None:
        # a file keeps six decimals of the size only
        self.widths, self.size = widths, scale / PANGO_UNITS

    def __missing__(self, key: tuple[int, int, int]) -> str:
        glyph, offset, advance = key
        if glyph not in self.widths:
            raise Unfit("Un dessin manque à la police.")
        shift = offset / self.size
        kerning = int(self.widths[glyph] + shift - advance * 1000 / PANGO_UNITS / self.size)
        before = f">{-shift:.4f}<" if shift else ""
        self[key] = f"{before}{glyph:04x}" + (f">{kerning}<" if kerning else "")
        return self[key]
