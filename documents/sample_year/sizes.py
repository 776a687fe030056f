"""How much of the sample year to load: all of it, or just enough for a test."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from documents.sample_year.invented.employers import PlannedEmployer, plan_employers

SEED = "guichet-sst 2021"
Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """`share` of the employers of each trade; `lively` employers have several papers.

    With one process everything stays in this one, and in its transaction.
    """

    share: float
    lively: int
    campaign: tuple[str, ...]
    processes: int

    def employers(self) -> list[PlannedEmployer]:
        """The planned employers, the same each time."""
        return plan_employers(self.rng("employers"), self.share)

    def rng(self, step: str) -> random.Random:
        """Each step draws from its own series: one that starts again draws the same."""
        return random.Random(f"{SEED}: {step}")  # noqa: S311 (nothing secret is drawn)


FULL = Size(share=1, lively=60, campaign=("MUT00042", "MUT00053", "MUT00058"), processes=2)
TINY = Size(share=0.05, lively=4, campaign=("MUT00042", "MUT00053"), processes=1)
