"""The words that are compared aloud: as many as needed, and none mistaken for another."""

import hashlib
import re
import unicodedata
from collections import Counter

from documents.pdf import words

SOUNDS = [  # spelling of a French word, without its accents but é, to how it is heard, roughly
    (r"ph", "f"),
    (r"ch", "S"),
    (r"h", ""),
    (r"gn", "N"),
    (r"qu?", "k"),
    (r"g(?=[eiyé])", "j"),
    (r"gu(?=[eiyé])", "g"),
    (r"c(?=[eiyé])|ç", "s"),
    (r"c", "k"),
    (r"eau|au", "o"),
    (r"(ai|ei|oi|y)n(?![aeiouéy])", "in"),
    (r"ai|ei", "é"),
    (r"am(?=[bp])|en(?![aeiouéyn])|em(?=[bp])", "an"),
    (r"er$|et$", "é"),
    (r"y", "i"),
    (r"e?s?$|[tdxp]$", ""),
    (r"(.)\1", r"\1"),
]


SPELLED = "4336956db95f7192206a781c3429d78bf39d3f2c444bb98654b7ac922eb14487"


def letters(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


def ear(word: str) -> str:
    heard = re.sub("[èêë]", "é", word)
    heard = "".join(letter if letter in "éç" else letters(letter) for letter in heard)
    for spelling, sound in SOUNDS:
        heard = re.sub(spelling, sound, heard)
    return heard


def without(mark: str, word: str) -> set[str]:
    """A word without one of its letters, each in its turn; `mark` stands where it was."""
    return {f"{word[:i]}{mark}{word[i + 1 :]}" for i in range(len(word))}


def test_all_words_are_1024_in_order_and_normalized():
    found = words.all_words()

    assert len(found) == len(set(found)) == 1 << words.BITS
    assert list(found) == sorted(found, key=letters)
    assert [word for word in found if not re.fullmatch("[a-zàâçéèêëîïôû]{4,9}", word)] == []


def test_all_words_differ_by_two_letters_at_least():
    spelled = {letters(word) for word in words.all_words()}

    replaced = Counter(hole for word in spelled for hole in without("?", word))
    inserted = {word for word in spelled if without("", word) & spelled}

    assert [hole for hole, times in replaced.items() if times > 1] == []
    assert inserted == set()


def test_all_words_differ_to_the_ear():
    heard = {ear(word) for word in words.all_words()}

    assert len(heard) == 1 << words.BITS


def test_four_takes_ten_bits_a_word():
    found = words.all_words()

    assert words.four("0000000000" + "f" * 54) == (found[0],) * 4
    assert words.four("ffffffffff" + "0" * 54) == (found[1023],) * 4
    assert words.four("0040100803") == (found[1], found[1], found[2], found[3])


def test_four_never_changes():
    digest = hashlib.sha256(b"Guichet SST").hexdigest()

    assert words.four(digest) == ("trèfle", "cachalot", "corridor", "bulle")


def test_words_never_change():
    spelled = "\n".join(words.all_words())

    assert hashlib.sha256(spelled.encode()).hexdigest() == SPELLED
