"""The spreadsheets of the sample year, as the reader of lists sees them."""

import pytest

from documents.sample_year.invented import lists
from documents.sample_year.sizes import TINY
from mutuelles.member_list.reading import read

MEGABYTE = 1024 * 1024


@pytest.fixture
def rows():
    return lists.rows(TINY.employers())


@pytest.mark.parametrize("name", ["membres.csv", "membres.xlsx"])
def test_write_gives_a_list_without_fault(rows, name):
    reading = read(lists.write(name, rows), name, max_bytes=MEGABYTE)

    assert list(reading.faults) == []
    assert reading.rows_read == len(rows)


def test_spoil_gives_a_fault_of_each_kind(rows):
    content = lists.write("membres.csv", lists.spoil(rows))

    reading = read(content, "membres.csv", max_bytes=MEGABYTE)

    found = [(fault.row, fault.column) for fault in reading.faults]
    assert found == [(3, "A"), (4, "M"), (5, "O"), (6, "H"), (7, "N"), (len(rows) + 2, "I")]
