"""The edition of 2022, written for this simulation: no text of a real Entente was ever found.

What it states as a rule comes from the sources of the project (domain.md); the rest is the
wording that any contract of the kind would carry. It holds no official figure but dates.
"""

from mutuelles.entente_text.edition_2022 import closing, disputes, duties, foundations, rating
from mutuelles.entente_text.model import Edition

EDITION = Edition(
    2022,
    (
        *foundations.CLAUSES,
        *duties.CLAUSES,
        *rating.CLAUSES,
        *disputes.CLAUSES,
        *closing.CLAUSES,
    ),
)
