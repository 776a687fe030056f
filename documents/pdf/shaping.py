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
# Pango cuts the room to whole units: within two of the edge (in pixels), the sums of WeasyPrint
# decide, whose last decimals are not known here
TOO_CLOSE = 2 / PANGO_UNITS
# letter-spacing takes ligatures apart
APART = {"liga": False, "clig": False, "dlig": False}
# of the Latin script, or of none: letters with their accents, figures, signs
LATIN = re.compile(r"[ -~\xa0-\u024f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a]*")
SCRIPTS = ("Latn", "Zyyy")
# where a line may be cut: Unicode's rules (UAX 14), narrowed to what needs no table
PLAIN = re.compile(r"[\w .,;:()’'&«»%·\xa0\u202f-]*")
SPACE_IN_DOUBT = re.compile(r"(?<![\w.,;:)’'&»%·]) | (?![\w(&·«])")
WORD = re.compile(r" +|(?:[^ -]|-(?![^\W\d]))*-?")


Widths = tuple[tuple[int, int], ...]
# its number, offset, advance, rise, and rank of its first character
Glyph = tuple[int, int, int, int, int]


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
    """A font as a file embeds it, made by `typeface`.

    Most texts are composed letter by letter, without HarfBuzz, and are the same. A rule of a font
    that looks at several letters (kerning, ligature, fraction) needs two that follow each other;
    so each pair of neighbours is given to HarfBuzz once, in the font's own units, and stands
    `apart` when both letters come out as each would alone. A text is composed when all its pairs
    stand apart, and HarfBuzz shapes it whole when one does not. A rule that takes three letters
    whose pairs all stand apart would escape: the tests read the tables of our fonts for one.
    """

    def __init__(self, content: bytes, widths: Widths, characters: str) -> None:
        self.made_of = content, widths, characters
        self.face: Any = uharfbuzz.Face(content)
        self.font: Any = uharfbuzz.Font(self.face)
        self.widths = dict(widths)
        self.characters = frozenset(characters)
        self.cases: dict[tuple[float, int], Case] = {}
        self.apart: set[tuple[str, str]] = set()
        self.joined: set[tuple[str, str]] = set()
        self.shape = lru_cache(1 << 16)(self._shape)
        self.set = lru_cache(1 << 14)(self._set)

    def __reduce__(self) -> tuple[Any, ...]:
        return typeface, self.made_of

    @property
    def unicodes(self) -> frozenset[int]:
        return frozenset(self.face.unicodes)

    def _shape(self, text: str, size: float, spacing: int = 0) -> Shaped:
        case = self.cases.get((size, spacing)) or self._case(size, spacing)
        if len(text) > 1 and (self.apart.issuperset(pairwise(text)) or self._stands_apart(text)):
            return case.composed(text)
        if not self.characters.issuperset(text):
            raise Unfit(f"Un caractère de « {text} » manque à la police.")
        return case.shaped(text)

    def _case(self, size: float, spacing: int) -> "Case":
        # two threads that make the same make it alike
        return self.cases.setdefault((size, spacing), Case(self, size, spacing))

    def _stands_apart(self, text: str) -> bool:
        """Whether no letter of the text changes its neighbours; pairs not met yet are tried."""
        pairs = set(pairwise(text)) - self.apart
        if pairs & self.joined or not LATIN.fullmatch(text):
            return False
        if not self.characters.issuperset(text):
            return False
        self.apart |= {pair for pair in pairs if self._are_apart(*pair)}
        self.joined |= pairs - self.apart
        return pairs <= self.apart

    def _are_apart(self, *pair: str) -> bool:
        glyphs = [self.font.get_nominal_glyph(ord(letter)) for letter in pair]
        alone = [
            (glyph, 0, self.font.get_glyph_h_advance(glyph), 0, rank)
            for rank, glyph in enumerate(glyphs)
        ]
        return all(_glyphs(self.font, "".join(pair), script=script) == alone for script in SCRIPTS)

    def _set(self, text: str, room: float, size: float, spacing: int = 0) -> list[Shaped]:
        """The lines of the text."""
        lines = self.lines(text, room, size, spacing)
        return [self.shape(line, size, spacing) for line in lines]

    def lines(self, text: str, room: float, size: float, spacing: int = 0) -> list[str]:
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


class Case:
    """The letters of a typeface at one size and spacing, as a printer's case holds them."""

    def __init__(self, face: Typeface, size: float, spacing: int) -> None:
        self.spacing = spacing
        self.font: Any = uharfbuzz.Font(face.face)
        self.font.scale = (round(size * PANGO_UNITS),) * 2
        self.written = Written(face.widths, self.font.scale[0])
        self.advances = Advances(self.font)
        # half of the space on each side of a letter, none at the ends of the line
        left = int(spacing / 2)
        right = spacing - left
        self.inner = Letters(self, left, right)
        self.first, self.last = Letters(self, 0, right), Letters(self, left, 0)

    def composed(self, text: str) -> Shaped:
        """The text letter by letter: two at least, and no pair that changes."""
        if self.spacing:
            inner = b"".join(map(self.inner.__getitem__, text[1:-1]))
            fragments = b"%s%s%s" % (self.first[text[0]], inner, self.last[text[-1]])
        else:
            fragments = b"".join(map(self.inner.__getitem__, text))
        units = sum(map(self.advances.__getitem__, text)) + self.spacing * (len(text) - 1)
        return _shaped(fragments, units)

    def shaped(self, text: str) -> Shaped:
        """The text as HarfBuzz gives it."""
        glyphs = _glyphs(self.font, text, APART if self.spacing else None)
        if self.spacing:
            glyphs = _spaced(glyphs, self.spacing)
        fragments = b"".join([self.written[glyph[:4]] for glyph in glyphs])
        return _shaped(fragments, sum(glyph[2] for glyph in glyphs))


def _shaped(fragments: bytes, units: int) -> Shaped:
    # a number between two others, and none before the first
    operand = b"<%s>" % fragments
    return Shaped(operand.replace(b"<>", b" "), units / PANGO_UNITS)


class Advances(dict[str, int]):
    """What a letter advances by."""

    def __init__(self, font: Any) -> None:
        self.font = font

    def __missing__(self, letter: str) -> int:
        glyph = self.font.get_nominal_glyph(ord(letter))
        return self.setdefault(letter, self.font.get_glyph_h_advance(glyph))


class Letters(dict[str, bytes]):
    """What is written for a letter with so much space on each side."""

    def __init__(self, case: Case, left: int, right: int) -> None:
        self.case, self.left, self.right = case, left, right

    def __missing__(self, letter: str) -> bytes:
        glyph = self.case.font.get_nominal_glyph(ord(letter))
        advance = self.left + self.case.advances[letter] + self.right
        return self.setdefault(letter, self.case.written[glyph, self.left, advance, 0])


def _glyphs(
    font: Any, text: str, features: dict[str, bool] | None = None, script: str = ""
) -> list[Glyph]:
    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(text)
    if script:
        buffer.script = script
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [
        (glyph.codepoint, place.x_offset, place.x_advance, place.y_offset, glyph.cluster)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _spaced(glyphs: list[Glyph], spacing: int) -> list[Glyph]:
    """Pango puts half of the space on each side of a cluster, none at the ends of the line."""
    left = int(spacing / 2)
    found = []
    for rank, (glyph, offset, advance, rise, cluster) in enumerate(glyphs):
        before = rank > 0 and glyphs[rank - 1][-1] != cluster
        after = rank + 1 < len(glyphs) and glyphs[rank + 1][-1] != cluster
        offset += left * before
        advance += left * before + (spacing - left) * after
        found.append((glyph, offset, advance, rise, cluster))
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
            drawn = f">] TJ\n{rise / 1000:f} Ts\n[<{drawn}>] TJ\n0 Ts\n[<"
        self[key] = (drawn + (f">{kerning}<" if kerning else "")).encode()
        return self[key]
