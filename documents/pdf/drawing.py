"""What WeasyPrint drew: its runs of text in a page's operators, its lines in the page's boxes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

MATRIX = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")
FONT = re.compile(rb"/(\S+) (\S+) Tf")
SHOWN = re.compile(rb"\[(.*)\] TJ")
GLYPHS = re.compile(rb"<([0-9a-f]+)>")


@dataclass(frozen=True)
class Run:
    """One `TJ` and its place; `matrix` and `show` are the ranks of their operators."""

    matrix: int
    show: int
    x: float
    y: float
    font: str
    size: float
    text: str


class Line(NamedTuple):
    """One line of boxes: its texts, the width there is, its block and the lines of that block."""

    texts: tuple[Any, ...]
    room: float
    block: int
    siblings: int


def read_runs(operators: list[bytes], texts: Mapping[str, Mapping[int, str]]) -> list[Run]:
    """The runs in the order drawn. `texts` gives, for each font, what a glyph stands for."""
    found = []
    matrix, x, y, font, size = -1, 0.0, 0.0, "", 0.0
    for rank, operator in enumerate(operators):
        if place := MATRIX.fullmatch(operator):
            matrix, x, y = rank, float(place[1]), float(place[2])
        elif chosen := FONT.fullmatch(operator):
            font, size = chosen[1].decode(), float(chosen[2])
        elif shown := SHOWN.fullmatch(operator):
            text = _text(shown[1], texts[font])
            found.append(Run(matrix, rank, x, y, font, size, text))
    return found


def _text(operand: bytes, texts: Mapping[int, str]) -> str:
    digits = b"".join(GLYPHS.findall(operand)).decode()
    glyphs = [int(digits[start : start + 4], 16) for start in range(0, len(digits), 4)]
    return "".join(texts.get(glyph, "\ufffd") for glyph in glyphs)


def read_lines(page: Any) -> Iterator[Line]:
    """Every line of text of a page, margins included, in the order of the boxes."""
    # the one private door: WeasyPrint shows no box of a page
    yield from _lines(page._page_box)


def _lines(box: Any) -> Iterator[Line]:
    children = getattr(box, "children", ())
    own = [child for child in children if isinstance(child, boxes.LineBox)]
    for line in own:
        yield Line(tuple(_texts(line)), box.width, id(box), len(own))
    for child in children:
        yield from _lines(child)


def _texts(box: Any) -> Iterator[Any]:
    """The texts that flow in a line; what floats or is placed apart has lines of its own."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)
