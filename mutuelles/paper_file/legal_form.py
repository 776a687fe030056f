"""Which paper names who may sign for an employer."""

from mutuelles.choices import PaperKind

EITHER = (PaperKind.RESOLUTION, PaperKind.PROCURATION)
BY_PREFIX: dict[str, tuple[PaperKind, ...]] = {
    "11": (PaperKind.RESOLUTION,),
    "22": (PaperKind.PROCURATION,),
    "33": EITHER,
    "88": (PaperKind.RESOLUTION,),
}


def mandating_kinds(neq: str | None) -> tuple[PaperKind, ...]:
    """« La résolution ou la procuration, selon la forme juridique » (seed 001), told by the NEQ.

    The seed says no more. That a legal person or a public body gives a résolution of its board, a
    sole proprietor a procuration, and a partnership or association either, is our inference; an
    employer known by its employer number alone, whose form nothing tells, gives either too.
    """
    return BY_PREFIX.get((neq or "")[:2], EITHER)
