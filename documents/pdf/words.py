"""Four French words drawn from a fingerprint: two people compare them aloud, over the telephone.

`words.txt` holds 1,024 of them, one to a line, in alphabetical order: common nouns of 4 to 9
letters, no two of which differ by one letter or sound alike. A line's rank is its meaning: the
papers that were issued print these words, so that the list never changes.
"""

from functools import cache
from pathlib import Path

BITS = 10
Four = tuple[str, str, str, str]


def four(digest_hex: str) -> Four:
    """The words of the first forty bits of a fingerprint in hexadecimal, ten bits a word."""
    head = int(digest_hex[:BITS], 16)  # ten digits of four bits
    words = all_words()
    first, second, third, fourth = (
        words[head >> shift & (1 << BITS) - 1] for shift in (3 * BITS, 2 * BITS, BITS, 0)
    )
    return first, second, third, fourth


@cache
def all_words() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split())
