"""The letters of a font at one size, and what WeasyPrint writes for them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import uharfbuzz

PANGO_UNITS = 1024
# letter-spacing takes ligatures apart
APART = {"liga": False, "clig": False, "dlig": False}

# its number, offset, advance, rise, and rank of its first character
Glyph = tuple[int, int, int, int, int]


class Unfit(ValueError):
    """This text cannot be set here by the fast way: WeasyPrint must lay the part out."""


class Shaped(NamedTuple):
    """The operand of a `TJ`, and the width in pixels."""

    operand: bytes
    width: float


class Case:
    """The letters of a typeface at one size and spacing, as a printer's case holds them."""

    def __init__(self, face: Any, widths: Mapping[int, int], size: float, spacing: int) -> None:
        """`widths` of the glyphs are those that the file declares."""
        self.size, self.spacing = size, spacing
        self.font: Any = uharfbuzz.Font(face)
        self.font.scale = (round(size * PANGO_UNITS),) * 2
        self.written = Written(widths, self.font.scale[0])
        self.advances = Advances(self.font)
        # half of the space on each side of a letter, none at the ends of the line
        left = int(spacing / 2)
        right = spacing - left
        self.inner = Letters(self, left, right)
        self.first, self.last = Letters(self, 0, right), Letters(self, left, 0)

    def composed(self, pieces: Sequence[str]) -> Shaped:
        """Letters, two at least, or what several become together."""
        if self.spacing:
            inner = b"".join(map(self.inner.__getitem__, pieces[1:-1]))
            fragments = b"%s%s%s" % (self.first[pieces[0]], inner, self.last[pieces[-1]])
        else:
            fragments = b"".join(map(self.inner.__getitem__, pieces))
        return _shaped(fragments, self.width(pieces))

    def width(self, pieces: Sequence[str]) -> float:
        units = sum(map(self.advances.__getitem__, pieces)) + self.spacing * (len(pieces) - 1)
        return units / PANGO_UNITS

    def shaped(self, text: str) -> Shaped:
        """The text as HarfBuzz gives it."""
        found = glyphs(self.font, text, APART if self.spacing else None)
        if self.spacing and found:
            found = _spaced(found, self.spacing)
        fragments = b"".join([self.written[glyph[:4]] for glyph in found])
        return _shaped(fragments, sum(glyph[2] for glyph in found) / PANGO_UNITS)


def _shaped(fragments: bytes, width: float) -> Shaped:
    # a number between two others, and none before the first
    operand = b"<%s>" % fragments
    return Shaped(operand.replace(b"<>", b" "), width)


class Advances(dict[str, int]):
    """What a letter advances by, or what several that are joined do."""

    def __init__(self, font: Any) -> None:
        self.font = font

    def __missing__(self, piece: str) -> int:
        return self.setdefault(piece, sum(glyph[2] for glyph in glyphs(self.font, piece)))


class Letters(dict[str, bytes]):
    """What is written for a letter with so much space on each side; several have none."""

    def __init__(self, case: Case, left: int, right: int) -> None:
        self.case, self.left, self.right = case, left, right

    def __missing__(self, piece: str) -> bytes:
        written = self.case.written
        fragments = [
            written[glyph, offset + self.left, self.left + advance + self.right, rise]
            for glyph, offset, advance, rise, _ in glyphs(self.case.font, piece)
        ]
        return self.setdefault(piece, b"".join(fragments))


def glyphs(
    font: Any, text: str, features: dict[str, bool] | None = None, script: str = ""
) -> list[Glyph]:
    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(text)
    if script:
        buffer.script = script
    # not that of the machine
    buffer.language = "fr"
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [
        (glyph.codepoint, place.x_offset, place.x_advance, place.y_offset, glyph.cluster)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _spaced(glyphs: list[Glyph], spacing: int) -> list[Glyph]:
    """Half of the space on each side of a letter, none at the ends of the line.

    Pango spaces a letter from what stands on it, and draws that where it was. It finds the end of a
    line in its last letter only when nothing stands on it.
    """
    left = int(spacing / 2)
    clusters = [glyph[-1] for glyph in glyphs]
    first, last = clusters[0], clusters[-1] if clusters[-1] not in clusters[:-1] else None
    found, previous = [], -1
    for glyph, offset, advance, rise, cluster in glyphs:
        before, after = left * (cluster != first), (spacing - left) * (cluster != last)
        if cluster == previous:
            found.append((glyph, offset - after, advance, rise, cluster))
        else:
            found.append((glyph, offset + before, advance + before + after, rise, cluster))
        previous = cluster
    return found


class Written(dict[tuple[int, int, int, int], bytes]):
    """What WeasyPrint writes for a glyph, by its offset, advance and rise, at one size.

    Its own arithmetic (draw/text.py), truncations included.
    """

    def __init__(self, widths: Mapping[int, int], scale: int) -> None:
        # a file keeps six decimals of the size only
        self.widths, self.size = widths, scale / PANGO_UNITS

    def __missing__(self, key: tuple[int, int, int, int]) -> bytes:
        glyph, offset, advance, rise = key
        if glyph not in self.widths:
            raise Unfit("Un dessin manque à la police.")
        shift = offset / self.size
        kerning = int(self.widths[glyph] + shift - advance * 1000 / PANGO_UNITS / self.size)
        before = f">{-shift}<" if shift else ""
        drawn = f"{before}{glyph:04x}"
        if rise:
            drawn = f">] TJ\n{rise / 1000} Ts\n[<{drawn}>] TJ\n0 Ts\n[<"
        self[key] = (drawn + (f">{kerning}<" if kerning else "")).encode()
        return self[key]
