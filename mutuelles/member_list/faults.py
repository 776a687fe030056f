"""What is wrong in a list, said so that the person who keeps the file can mend it."""

from dataclasses import dataclass

SHOWN = 80
FAULTS_TITLE = "Fautes"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `row` and `column` as the spreadsheet shows them, None where it is the file's."""

    row: int | None
    column: str | None
    heading: str
    value: str
    message: str
    remedy: str


class Unreadable(Exception):
    """The file, or what is left of it, cannot be read; `fault` says why."""

    def __init__(self, message: str, remedy: str, *, value: str = "", row: int | None = None):
        super().__init__(message)
        self.fault = Fault(row, None, "", shorten(value), message, remedy)


def shorten(value: str) -> str:
    """The beginning of what was read, with every odd character made visible."""
    head = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
    return "".join(
        c if c.isprintable() or c.isspace() else "\N{REPLACEMENT CHARACTER}" for c in head
    )


def column_letter(index: int) -> str:
    """The name that a spreadsheet gives to a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The reverse of a column's letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
