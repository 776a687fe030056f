"""Characters that no page prints, whatever fonts the machine has.

What hides, moves or reverses its neighbours is no part of a name; a pictogram is drawn in colours
or not at all, as each machine has it.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from documents.pdf.plan import Refused

# beyond Latin, its accents and punctuation: what is worth a closer look
UNUSUAL = re.compile("[^\t\n\f\r -~\xa0-\u02af\u1e00-\u1eff\u2010-\u2027\u202f-\u205e€№™−⟦⟧]")
# what HTML takes for a space
SPACES = "\t\n\f\r"
# control characters, ends of lines and paragraphs, halves of characters, private meanings
REFUSED = {"Cc", "Zl", "Zp", "Cs", "Co"}
# what overrides the direction of a text (UAX 9), joins nothing visible, asks for colours or flags
HIDDEN = "\u202a-\u202e\u2066-\u2069\u034f\ufe0f\U000e0000-\U000e0fff"
# Emoji_Presentation (UTS 51), and the planes' pages where nothing else stands
EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1"
    "\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705"
    "\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50"
    "\u2b55\U0001f000-\U0001faff"
)
FORBIDDEN = re.compile(f"[{HIDDEN}{EMOJI}]")
# on one letter: Arabic and Hebrew have two
MOST_MARKS = 2


class Undrawable(Refused):
    """Characters that no font has: nothing wrong must be printed in their place."""

    def __init__(self, characters: str) -> None:
        super().__init__(f"Aucune police ne dessine « {spelled(characters)} ».")
        self.characters = characters


def unprintable(text: str) -> str:
    """The characters of the text that are refused, each once; nearly always none."""
    if not UNUSUAL.search(text):
        return ""
    composed = unicodedata.normalize("NFC", text)
    found = [character for character in composed if _is_refused(character)]
    return "".join(dict.fromkeys([*found, *_stacked(composed)]))


def spelled(characters: str) -> str:
    """The characters for a person to read: those that are not seen by their number."""
    return " ".join(
        character if unicodedata.category(character)[0] in "LNPS" else f"U+{ord(character):04X}"
        for character in characters
    )


def _is_refused(character: str) -> bool:
    if character in SPACES:
        return False
    return unicodedata.category(character) in REFUSED or bool(FORBIDDEN.match(character))


def _stacked(text: str) -> Iterator[str]:
    """Marks that pile up on a letter, over the lines around."""
    for are_marks, run in groupby(text, key=_is_mark):
        marks = list(run)
        if are_marks and len(marks) > MOST_MARKS:
            yield from marks


def _is_mark(character: str) -> bool:
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Me"
