"""Member lists as a manager would type them: rows of the cast, changed where a test says so."""

import csv
import io

from mutuelles.member_list.columns import COLUMNS
from portal.models import Employer

HEADINGS = [column.heading for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]


def row(employer: Employer, rank: int = 1, **changes: str) -> dict[str, str]:
    """One line: an employer of the cast and one of its establishments."""
    establishment = employer.establishments.order_by("number")[rank - 1]
    return (
        new_row(
            employer_number=employer.neq or employer.number,
            employer_name=employer.name,
            establishment_number=establishment.number,
            establishment_name=establishment.name,
        )
        | changes
    )


def new_row(**values: str) -> dict[str, str]:
    """One line of an employer that the register may not know."""
    return {
        "employer_name": "Fournil des Caps inc.",
        "street": "12, rang Nord",
        "city": "Lévis",
        "province": "Québec",
        "postal_code": "G0X 1A9",
        "contact_name": "Léa Caron",
        "contact_email": "lea@caps.example",
        "establishment_number": "ETA990000001",
        "establishment_name": "Atelier",
        "establishment_street": "12, rang Nord",
        "establishment_city": "Lévis",
        "establishment_postal_code": "G0X 1A9",
        "paper": "Résolution",
        "signatory": "Jean Caron",
        "capacity": "Président",
    } | values


def csv_file(*rows: dict[str, str]) -> bytes:
    """The lines as Excel saves them in Québec: BOM, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows([[values[key] for key in KEYS] for values in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
