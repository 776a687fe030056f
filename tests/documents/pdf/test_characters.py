"""What no page prints: hidden or coloured characters, piles of accents."""

import pytest

from documents.pdf.characters import spelled, unprintable

PRINTED = {
    "French": "L’Œuf d’Or ltée – n° 4 « à côté »",
    "decomposed accents": "Nguye\u0302\u0303n Va\u0306n \u0110u\u031b\u0301c",
    "Cyrillic": "Кофейня й и\u0306",
    "Arabic with two marks": "شَّركة",
    "Hebrew with two marks": "שּׁלום",
    "a Persian joiner": "می\u200cخواهم",
    "Inuktitut": "ᐃᓄᒃᑎᑐᑦ",
    "spaces of HTML": "Une\tligne\r\nou deux",
    "no-break spaces": "12\u202f000\u00a0$",
}
REFUSED = {
    "an override": ("Garage \u202eelagaG", "\u202e"),
    "an isolate": ("\u2067Garage\u2069", "\u2067\u2069"),
    "a bell": ("Garage\x07", "\x07"),
    "a next line": ("Garage\x85", "\x85"),
    "a line separator": ("Garage\u2028inc.", "\u2028"),
    "a private meaning": ("Garage \ue000", "\ue000"),
    "a croissant": ("Boulangerie \U0001f950", "\U0001f950"),
    "a flag": ("\U0001f1e8\U0001f1e6", "\U0001f1e8\U0001f1e6"),
    "a star in colours": ("Garage \u2b50", "\u2b50"),
    "a heart made red": ("Garage \u2764\ufe0f", "\ufe0f"),
    "a pile of accents": ("Z\u0335\u0321\u0328algo", "\u0335\u0321\u0328"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_print_names_of_many_scripts(name):
    assert unprintable(PRINTED[name]) == ""


@pytest.mark.parametrize("name", REFUSED)
def test_refuse_what_is_no_part_of_a_name(name):
    text, characters = REFUSED[name]

    assert unprintable(text) == characters


def test_spell_what_is_not_seen_by_its_number():
    assert spelled("\u202e\U0001f950é\u0335") == "U+202E \U0001f950 é U+0335"
