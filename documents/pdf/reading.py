"""What a file of ours shows, page by page: to hold a page against what it must say."""

import io
import re
from functools import lru_cache
from typing import Any

import pikepdf

from documents.pdf.drawing import Run, read_runs

GLYPH = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")
# points of a page to one of the units that WeasyPrint draws in
UNIT = 0.75
# smaller than this (6 pt), a text is an ornament
LEAST = 6 / UNIT


def read(content: bytes) -> list[str]:
    """The texts of each page, in the order drawn; nothing stands for the ends of lines.

    What stands beyond the paper, or is too small to be read, is not there.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [_read(page) for page in pdf.pages]


def _read(page: Any) -> str:
    operators = b"\n".join(_streams(page.obj.Contents)).split(b"\n")
    texts = {name[1:]: _meanings(font) for name, font in page.obj.Resources.Font.items()}
    width, height = (float(side) / UNIT for side in page.mediabox[2:])
    runs = read_runs(operators, texts)
    return "".join(run.text for run in runs if _is_seen(run, width, height))


def _streams(contents: Any) -> list[bytes]:
    found = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [stream.read_bytes() for stream in found]


def _is_seen(run: Run, width: float, height: float) -> bool:
    return run.size >= LEAST and 0 <= run.x < width and 0 <= run.y < height


def _meanings(font: Any) -> dict[int, str]:
    return _mapped(font.ToUnicode.read_bytes())


@lru_cache(64)
def _mapped(mapping: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for glyph, text in GLYPH.findall(mapping)
    }
