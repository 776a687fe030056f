"""From characters to glyphs, exactly as Pango and WeasyPrint would place them.

Lengths are in Pango units (1/1024 of a CSS pixel) until the last moment: WeasyPrint cuts the
adjustments between glyphs to whole thousandths of the size, and so do we.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

import uharfbuzz

from documents.pdf.case import PANGO_UNITS, Case, Shaped, Unfit, glyphs

# Pango compares whole units, and the edge is that of WeasyPrint but for the last decimals of its
# sums: closer than this (in pixels), only they know whether a word still fits
EDGE = 0.01 / PANGO_UNITS
# where letter-spacing counts, or several texts, each is cut to whole units apart
TOO_CLOSE = 2 / PANGO_UNITS
# of the Latin script, or of none: letters with their accents, figures, signs
LATIN = re.compile(r"[ -~\xa0-\xac\xae-\u024f\u1e00-\u1eff\u2010-\u2027\u202f-\u203a]*")
SCRIPTS = ("Latn", "Zyyy")
# where a line may be cut: Unicode's rules (UAX 14), narrowed to what needs no table
PLAIN = re.compile(r"[\w .,;:()’'&«»%·\xa0\u202f-]*")
SPACE_IN_DOUBT = re.compile(r"(?<![\w.,;:)’'&»%·]) | (?![\w(&·«])")
WORD = re.compile(r" +|(?:[^ -]|-(?![^\W\d]))*-?")


Widths = tuple[tuple[int, int], ...]


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
        # where a joined pair starts, and the text in runs, once there are such pairs
        self.joins = self.runs = re.compile(".", re.DOTALL)
        self.heads = ""
        self.learning = Lock()

    def __reduce__(self) -> tuple[Any, ...]:
        return typeface, self.made_of

    @property
    def unicodes(self) -> frozenset[int]:
        return frozenset(self.face.unicodes)

    def shape(self, text: str, size: float, spacing: int = 0) -> Shaped:
        case = self.cases.get((size, spacing)) or self._case(size, spacing)
        pieces = self._pieces(text, spacing)
        return case.composed(pieces) if pieces else self._shaped(text, case)

    def width(self, text: str, size: float, spacing: int = 0) -> float:
        """In pixels, as `shape` has it."""
        case = self.cases.get((size, spacing)) or self._case(size, spacing)
        pieces = self._pieces(text, spacing)
        return case.width(pieces) if pieces else self._shaped(text, case).width

    def _pieces(self, text: str, spacing: int) -> Sequence[str]:
        """Letters that stand apart, or several that are joined; none if only HarfBuzz knows."""
        if len(text) > 1 and (self.letters.issuperset(text) or self._learns(text)):
            if not self.joined or not self.joins.search(text):
                return text
            # letter-spacing takes some ligatures apart, and not others
            if not spacing:
                return self._cut(text)
        return ()

    def _cut(self, text: str) -> list[str]:
        """The text letter by letter, but for what is joined."""
        pieces: list[str] = []
        for run in self.runs.findall(text):
            if run[0] in self.heads:
                pieces.append(run)
            else:
                pieces += run
        return pieces

    def _shaped(self, text: str, case: Case) -> Shaped:
        if not self.characters.issuperset(text):
            raise Unfit(f"Un caractère de « {text} » manque à la police.")
        return case.shaped(text)

    def _case(self, size: float, spacing: int) -> Case:
        # two threads that make the same make it alike
        return self.cases.setdefault((size, spacing), Case(self.face, self.widths, size, spacing))

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
        nominal = map(self.font.get_nominal_glyph, map(ord, text))
        alone = [
            (glyph, 0, self.font.get_glyph_h_advance(glyph), 0, rank)
            for rank, glyph in enumerate(nominal)
        ]
        return all(glyphs(self.font, text, script=script) == alone for script in SCRIPTS)

    def _join(self, pairs: list[str]) -> None:
        joined = sorted({*self.joined, *pairs})
        starts = "|".join(f"{re.escape(pair[0])}(?={re.escape(pair[1])})" for pair in joined)
        self.joins = re.compile(starts)
        self.heads = "".join({pair[0] for pair in joined})
        # letters that nothing is joined to, or one of the others and what is joined to it
        self.runs = re.compile(f"[^{re.escape(self.heads)}]+|(?:{starts})*.", re.DOTALL)
        self.joined = tuple(joined)

    def set(self, text: str, room: float, size: float, spacing: int = 0) -> list[Shaped]:
        """The lines of the text."""
        shaped = self.shape(text, size, spacing)
        if _fits(shaped.width, text, room, spacing):
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
            longer = (current + word).rstrip(" ")
            if self._fits(longer, room, size, spacing):
                current += word
                continue
            if current.strip():
                done.append(current.rstrip(" "))
                current, longer = ("", "") if word.isspace() else (word, word.rstrip(" "))
            if not self._fits(longer, room, size, spacing):
                raise Unfit(f"« {longer} » est plus large que sa ligne.")
        return [*done, current]

    def _fits(self, text: str, room: float, size: float, spacing: int) -> bool:
        return _fits(self.width(text, size, spacing), text, room, spacing)


def _fits(width: float, text: str, room: float, spacing: int) -> bool:
    if abs(room - width) < (TOO_CLOSE if spacing else EDGE):
        raise Unfit(f"« {text} » touche le bord de sa ligne.")
    return width < room
