"""How large a certificate is set: the first scale whose height holds its names, on as many lines.

The height is used before the size: a long name takes a second line, and only what would meet the
foot of the page is set smaller. Each certificate has its own scale, the same for all its names.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from mutuelles.entente_text.typography import typeset

# points, of the column where names stand
WIDTH = 400.0
NAME_LINE, DETAIL_LINE = 1.22, 1.32
# of an employer's name, whose label takes two lines
LEAST = 30.0


class Scale(NamedTuple):
    """A class of the stylesheet, its sizes, and the height that it leaves to their lines."""

    name: str
    employer: float
    place: float
    detail: float
    height: float


# paper.css says the same
SCALES = (
    Scale("", 22.0, 19.0, 10.5, 136.0),
    Scale("long", 20.0, 17.5, 10.0, 182.0),
    Scale("longest", 18.0, 16.0, 9.6, 224.0),
    Scale("dense", 13.5, 13.0, 9.0, 252.0),
)
PACKED = "packed"


class Ems(dict[str, float]):
    """What letters take of an em, generously; capitals and signs take three quarters."""

    def __missing__(self, letter: str) -> float:
        return 0.75


EMS = Ems(
    {
        **dict.fromkeys("fijlrtI.,:;'’!|()[]- \u00a0\u202f", 0.36),
        **dict.fromkeys("abcdeghknopqsuvxyzàâäçéèêëîïôöùûü0123456789", 0.6),
        **dict.fromkeys("mwMWŒœÆæ@%—…", 0.98),
    }
)

# a line may end after each: a space, or a hyphen before a letter
WORD = re.compile(r".+?(?:[ ]|-(?=[^\W\d])|$)")


def level(snapshot: Mapping[str, Any], certificate: Mapping[str, Any]) -> str:
    """The scale of a certificate, by name."""
    place = certificate["establishment"]
    texts = (
        snapshot["employer"]["name"],
        (place["name"], snapshot["mutuelle"]["name"]),
        (place["address"], f"Gestionnaire : {snapshot['firm']['name']}"),
    )
    return next((scale.name for scale in SCALES if _height(scale, *texts) <= scale.height), PACKED)


def _height(scale: Scale, employer: str, names: tuple[str, str], details: tuple[str, str]) -> float:
    tall = scale.employer * NAME_LINE * _lines(employer, WIDTH / scale.employer)
    tall = max(tall, LEAST)
    tall += scale.place * NAME_LINE * sum(_lines(each, WIDTH / scale.place) for each in names)
    return tall + scale.detail * DETAIL_LINE * sum(
        _lines(each, WIDTH / scale.detail) for each in details
    )


def _lines(text: str, width: float) -> int:
    """Lines of so many ems that a text takes, at most or nearly."""
    if _room(text) <= width:
        return 1
    lines, used = 1, 0.0
    for word in WORD.findall(typeset(text)):
        room = _room(word)
        if used and used + room > width:
            lines, used = lines + 1, 0.0
        used += room
        # a word longer than a line is broken anywhere
        over = int(used // width)
        lines, used = lines + over, used - over * width
    return lines


# an employer's name stands in its document, then on each certificate
@lru_cache(1 << 8)
def _room(text: str) -> float:
    return sum(map(EMS.__getitem__, text))
