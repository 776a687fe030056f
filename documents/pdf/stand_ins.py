"""Words that stand where the values go while WeasyPrint lays a template out.

Each is made of narrow letters (`'ijlIj'`), so that it fits in any box, and is found again in what
WeasyPrint draws. `stretch` adds a dot: the compiler lays out twice, with stand-ins of two widths,
and watches what moves. The pictures of a field have a stand-in of their kind.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from documents.pdf import qr
from documents.pdf.template import MARK, PICTURE, Template

Pattern = tuple["str | Slot", ...]

STAND_IN = re.compile(r"'([ijlI]{5})\.?'")
# what HTML takes literally: tags with their attributes, and the title
FLAT = re.compile(r"(<title>.*?</title>|<[^>]*>)", re.DOTALL)
PAGE_COUNTERS = re.compile(r"target-counter\(attr\(([\w-]+)\), *page\)|counter\((pages?)\)")


class Slot(NamedTuple):
    """The place of a field in a text; those of page numbers are filled by the linker."""

    field: str
    automatic: bool = False


class Meaning(NamedTuple):
    """What a stand-in stands for: a slot, which of its occurrences, which line of it."""

    slot: Slot
    occurrence: int
    line: int


@dataclass
class StandIns:
    """`splits` says of which occurrences the text takes more lines, and how many more."""

    stretch: bool
    splits: Mapping[int, int]
    forbidden: str
    meanings: dict[str, Meaning] = field(default_factory=dict)
    occurrences: int = 0
    # addresses of the pictures, by field
    pictures: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = map("".join, product("ijlI", repeat=5))
        # a real text that looks like a stand-in is taken for what it is
        self.codes = (code for code in codes if f"'{code}" not in self.forbidden)

    def word(self, slot: Slot, *, flat: bool = True) -> str:
        """The stand-in of one more occurrence, on as many lines as it takes."""
        occurrence = self.occurrences
        self.occurrences += 1
        lines = 1 if flat else 1 + self.splits.get(occurrence, 0)
        return "<br>".join(self._line(Meaning(slot, occurrence, line)) for line in range(lines))

    def picture(self, name: str) -> str:
        """The address of a picture that stands for those of a field."""
        return self.pictures.setdefault(name, qr.address(f"QR {len(self.pictures)}"))

    def _line(self, meaning: Meaning) -> str:
        code = next(self.codes)
        self.meanings[code] = meaning
        return f"'{code}{'.' * self.stretch}'"

    def pattern(self, text: str) -> Pattern:
        """The text with its slots; the lines of one value count once."""
        found: list[str | Slot] = []
        seen, start = None, 0
        for stand_in in STAND_IN.finditer(text):
            meaning = self.meanings.get(stand_in[1])
            if meaning is None:
                continue
            found += [text[start : stand_in.start()]]
            found += [meaning.slot] if meaning.occurrence != seen else []
            seen, start = meaning.occurrence, stand_in.end()
        return tuple(piece for piece in (*found, text[start:]) if piece)

    def codes_within(self, text: str) -> list[str]:
        return [code for code in STAND_IN.findall(text) if code in self.meanings]

    def within(self, text: str) -> list[Meaning]:
        return [self.meanings[code] for code in self.codes_within(text)]


def stand_in(
    template: Template, splits: Mapping[int, int], *, stretch: bool
) -> tuple[str, str, StandIns]:
    """The page and its stylesheet with stand-ins for every mark and every page number."""
    words = StandIns(stretch, splits, template.html + template.css)
    html = PICTURE.sub(lambda found: found[1] + words.picture(found[2]), template.html)
    # marks before page numbers: their occurrences are counted in the order of the page
    html = "".join(
        MARK.sub(_marked(words, flat=bool(position % 2)), piece)
        for position, piece in enumerate(FLAT.split(html))
    )
    attributes: list[str] = []
    css = PAGE_COUNTERS.sub(_counted(words, attributes), template.css)
    for attribute in attributes:
        html = re.sub(
            rf'(?<={attribute}=")#([\w-]+)',
            lambda target: words.word(Slot(f"page of {target[1]}", automatic=True)),
            html,
        )
    return html, css, words


def _marked(words: StandIns, *, flat: bool) -> Callable[[re.Match[str]], str]:
    return lambda mark: words.word(Slot(mark[1]), flat=flat)


def _counted(words: StandIns, attributes: list[str]) -> Callable[[re.Match[str]], str]:
    def replace(counter: re.Match[str]) -> str:
        if attribute := counter[1]:
            attributes.extend([attribute] * (attribute not in attributes))
            return f"attr({attribute})"
        return f'"{words.word(Slot(counter[2], automatic=True))}"'

    return replace
