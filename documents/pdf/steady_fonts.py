"""The widths of glyphs as the font gives them, whatever WeasyPrint draws first.

WeasyPrint writes in the file the width of a glyph as Pango rounds it at the size where it is first
met, in whole thousandths: the same page drawn after another may differ by a hair. Here each width
comes from the font itself, so that a page is drawn alike wherever it stands.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import uharfbuzz
from weasyprint.text.fonts import get_hb_object_data


class SteadyFonts(dict[Any, Any]):
    """To set as a document's `fonts` before it is written."""

    def __setitem__(self, key: Any, font: Any) -> None:
        font.widths = Widths(get_hb_object_data(font.hb_face))
        super().__setitem__(key, font)


class Widths(dict[int, int]):
    """While WeasyPrint draws, a width that it asks about is known; then they are plain ones."""

    def __init__(self, content: bytes) -> None:
        self.font, self.drawing = _font(content), True

    def __contains__(self, glyph: object) -> bool:
        known = super().__contains__(glyph)
        if self.drawing and not known and isinstance(glyph, int):
            advance = self.font.get_glyph_h_advance(glyph)
            self[glyph] = round(advance * 1000 / self.font.face.upem)
            return True
        return known

    def __iter__(self) -> Iterator[int]:
        # WeasyPrint goes over them once, to write them
        self.drawing = False
        return super().__iter__()


@lru_cache
def _font(content: bytes) -> Any:
    return uharfbuzz.Font(uharfbuzz.Face(content))
