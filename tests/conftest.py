"""Fixtures of all tests: the cast, and a flush that the append-only tables allow."""

import pytest
from django.db import connection
from hypothesis import settings as hypothesis

from tests.cast import Cast, assemble

# the same examples in every run, however slow the machine: what fails here fails everywhere
hypothesis.register_profile("steady", derandomize=True, deadline=None)
hypothesis.load_profile("steady")


@pytest.fixture
def cast(db) -> Cast:
    """The people and firms of the tests (`tests/cast.py`)."""
    return assemble()


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_append_only():
    """TRUNCATE is refused on append-only tables: the flush after a transactional test lifts the
    triggers in its own transaction, and puts them back. It empties the queue too, whose tables are
    not Django's."""
    operations = type(connection.ops)
    execute_flush = operations.execute_sql_flush

    def lifted(self, sql_list):
        with self.connection.cursor() as cursor:
            cursor.execute(
                "select distinct tgrelid::regclass::text from pg_trigger"
                " where tgname like '%append_only%'"
            )
            tables = [name for (name,) in cursor.fetchall()]
        off = [f"alter table {table} disable trigger user" for table in tables]
        on = [f"alter table {table} enable trigger user" for table in tables]
        queue = "truncate procrastinate_jobs, procrastinate_periodic_defers, procrastinate_workers"
        return execute_flush(self, [*off, *sql_list, f"{queue} cascade", *on])

    operations.execute_sql_flush = lifted
    yield
    operations.execute_sql_flush = execute_flush


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Issued files of a test go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
