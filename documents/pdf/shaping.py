"""From characters to glyphs, exactly as Pango and WeasyPrint would place them.

Lengths are in Pango units (1/1024 of a CSS pixel) until the last moment: WeasyPrint cuts the
adjustments between glyphs to whole thousandths of the size, and so do we.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import uharfbuzz

PANGO_UNITS = 1024
# Pango compares whole units, and the edge is that of WeasyPrint but for the last decimals of its
# sums: closer than this (in pixels), only they know whether a word still fits
EDGE = 0.01 / PANGO_UNITS
# where letter-spacing counts, or several texts, each is cut to whole units apart
TOO_CLOSE = 2 / PANGO_UNITS
# letter-spacing takes ligatures apart
APART = {"liga": False, "clig": False, "dlig": False}
# of the Latin script, or of none: letters with their accents, figures, signs
LATIN = re.compile(r"[ -~\xa0-\xac\xae-\u024f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a]*")
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

    Latin texts are composed letter by letter, without HarfBuzz, and are the same. A rule of a font
    that looks at several letters (kerning, ligature, fraction) needs two that follow each other.
    So a letter that is met for the first time is set before and after each one that is known, in
    the font's own units: pairs that do not come out as two letters alone are `joined` (« fi »). A
    text is cut everywhere else, and each piece shaped by HarfBuzz once. A rule of three letters
    none of which are joined two by two would escape: the tests read the tables of our fonts for
    one.
    """

    def __init__(self, content: bytes, widths: Widths, characters: str) -> None:
        self.made_of = content, widths, characters
        self.face: Any = uharfbuzz.Face(content)
        self.font: Any = uharfbuzz.Font(self.face)
        self.widths = dict(widths)
        self.characters = frozenset(characters)
        self.cases: dict[tuple[float, int], Case] = {}
        self.letters: frozenset[str] = frozenset()
        self.joined: tuple[str, ...] = ()
        # where a joined pair starts, and the text in pieces, once there are such pairs
        self.joins = self.pieces = re.compile(".", re.DOTALL)
        self.learning = Lock()
        # what several documents or pages say: the rest passes through
        self.set = lru_cache(1 << 12)(self._set)

    def __reduce__(self) -> tuple[Any, ...]:
        return typeface, self.made_of

    @property
    def unicodes(self) -> frozenset[int]:
        return frozenset(self.face.unicodes)

    def shape(self, text: str, size: float, spacing: int = 0) -> Shaped:
        case = self.cases.get((size, spacing)) or self._case(size, spacing)
        if len(text) > 1 and (self.letters.issuperset(text) or self._learns(text)):
            if not self.joined or not self.joins.search(text):
                return case.composed(text)
            # letter-spacing takes some ligatures apart, and not others
            if not spacing:
                return case.composed(self.pieces.findall(text))
        if not self.characters.issuperset(text):
            raise Unfit(f"Un caractère de « {text} » manque à la police.")
        return case.shaped(text)

    def _case(self, size: float, spacing: int) -> "Case":
        # two threads that make the same make it alike
        return self.cases.setdefault((size, spacing), Case(self, size, spacing))

    def _learns(self, text: str) -> bool:
        """Whether all letters may be set side by side once those not met yet are tried."""
        if not LATIN.fullmatch(text) or not self.characters.issuperset(text):
            return False
        with self.learning:
            for letter in sorted(set(text) - self.letters):
                known = sorted({*self.letters, letter})
                # each pair both ways, all at once; one by one when some are joined
                if not self._stand_apart("".join(letter + other for other in known) + letter):
                    pairs = {pair for other in known for pair in (letter + other, other + letter)}
                    self._join(sorted(pair for pair in pairs if not self._stand_apart(pair)))
                self.letters = frozenset(known)
        return True

    def _stand_apart(self, text: str) -> bool:
        """Whether each letter comes out as it would alone."""
        glyphs = map(self.font.get_nominal_glyph, map(ord, text))
        alone = [
            (glyph, 0, self.font.get_glyph_h_advance(glyph), 0, rank)
            for rank, glyph in enumerate(glyphs)
        ]
        return all(_glyphs(self.font, text, script=script) == alone for script in SCRIPTS)

    def _join(self, pairs: list[str]) -> None:
        joined = sorted({*self.joined, *pairs})
        starts = "|".join(f"{re.escape(pair[0])}(?={re.escape(pair[1])})" for pair in joined)
        self.joins = re.compile(starts)
        self.pieces = re.compile(f"(?:{starts})*.", re.DOTALL)
        self.joined = tuple(joined)

    def _set(self, text: str, room: float, size: float, spacing: int = 0) -> list[Shaped]:
        """The lines of the text."""
        shaped = self.shape(text, size, spacing)
        if _fits(shaped, text, room, spacing):
            return [shaped]
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
        return _fits(self.shape(text, size, spacing), text, room, spacing)


def _fits(shaped: Shaped, text: str, room: float, spacing: int) -> bool:
    if abs(room - shaped.width) < (TOO_CLOSE if spacing else EDGE):
        raise Unfit(f"« {text} » touche le bord de sa ligne.")
    return shaped.width < room


class Case:
    """The letters of a typeface at one size and spacing, as a printer's case holds them."""

    def __init__(self, face: Typeface, size: float, spacing: int) -> None:
        self.size, self.spacing = size, spacing
        self.font: Any = uharfbuzz.Font(face.face)
        self.font.scale = (round(size * PANGO_UNITS),) * 2
        self.written = Written(face.widths, self.font.scale[0])
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
        units = sum(map(self.advances.__getitem__, pieces)) + self.spacing * (len(pieces) - 1)
        return _shaped(fragments, units)

    def shaped(self, text: str) -> Shaped:
        """The text as HarfBuzz gives it."""
        glyphs = _glyphs(self.font, text, APART if self.spacing else None)
        if self.spacing and glyphs:
            glyphs = _spaced(glyphs, self.spacing)
        fragments = b"".join([self.written[glyph[:4]] for glyph in glyphs])
        return _shaped(fragments, sum(glyph[2] for glyph in glyphs))


def _shaped(fragments: bytes, units: int) -> Shaped:
    # a number between two others, and none before the first
    operand = b"<%s>" % fragments
    return Shaped(operand.replace(b"<>", b" "), units / PANGO_UNITS)


class Advances(dict[str, int]):
    """What a letter advances by, or what several that are joined do."""

    def __init__(self, font: Any) -> None:
        self.font = font

    def __missing__(self, piece: str) -> int:
        return self.setdefault(piece, sum(glyph[2] for glyph in _glyphs(self.font, piece)))


class Letters(dict[str, bytes]):
    """What is written for a letter with so much space on each side; several have none."""

    def __init__(self, case: Case, left: int, right: int) -> None:
        self.case, self.left, self.right = case, left, right

    def __missing__(self, piece: str) -> bytes:
        written = self.case.written
        fragments = [
            written[glyph, offset + self.left, self.left + advance + self.right, rise]
            for glyph, offset, advance, rise, _ in _glyphs(self.case.font, piece)
        ]
        return self.setdefault(piece, b"".join(fragments))


def _glyphs(
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
