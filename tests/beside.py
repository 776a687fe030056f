"""Two people at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

SECONDS = 30


def in_turn(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` returns, who begins once `first` has done everything but commit."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        with transaction.atomic():
            first()
            later = beside.submit(on_its_own_connection, second)
            wait_for_lock()
        return later.result(SECONDS)


def on_its_own_connection(verb: Callable[[], Any]) -> Any:
    try:
        return verb()
    finally:
        connection.close()


def wait_for_lock() -> None:
    """Until the other connection waits for us."""
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _turn in range(500):
            cursor.execute("select pg_sleep(0.01), pg_stat_clear_snapshot()")
            cursor.execute(f"{waiting} and datname = current_database()")
            if cursor.fetchone() != (0,):
                return
    pytest.fail("nobody waits for us")
