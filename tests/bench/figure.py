"""What a benchmark tells, and how two sides are compared."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

WARM_UP = 10


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    n: int  # repetitions, or things made


def ratio_of_medians(n: int, work: Callable[[], object], yardstick: Callable[[], object]) -> float:
    """How many times the yardstick the work lasts; both take turns, so that noise falls on both."""
    for _ in range(min(n, WARM_UP)):
        work(), yardstick()
    turns = [(_seconds(work), _seconds(yardstick)) for _ in range(n)]
    works, yardsticks = zip(*turns, strict=True)
    return statistics.median(works) / statistics.median(yardsticks)


def _seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
