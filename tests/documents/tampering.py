"""What somebody who owns the tables can do: write past the triggers."""

from typing import Any

from django.db import connection, models


def write(rows: models.QuerySet, **values: Any) -> None:
    """Change rows that nothing may change."""
    table = rows.model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} disable trigger user")
        rows.update(**values)
        cursor.execute(f"alter table {table} enable trigger user")
        cursor.execute("set constraints all deferred")
