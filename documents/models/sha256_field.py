"""A hash as 64 hexadecimal digits in Python, and half as many bytes in the database."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class Sha256Field(models.Field):
    """Raises ValueError for what is not hexadecimal."""

    description = "SHA-256"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "bytea"

    def from_db_value(self, value: bytes | None, *context: Any) -> str | None:
        return None if value is None else bytes(value).hex()

    def get_prep_value(self, value: str | None) -> bytes | None:
        return None if value is None else bytes.fromhex(value)
