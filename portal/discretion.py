"""What logs do not tell: the part of an address that opens an account."""

import logging
import re

LINK = re.compile(r"(/invitation/|/mot-de-passe/nouveau/)[^/\s]+")


class DiscreetFormatter(logging.Formatter):
    """Django logs the address of a refused request; a live link would lie there to be used."""

    def format(self, record: logging.LogRecord) -> str:
        return LINK.sub(r"\1…", super().format(record))
