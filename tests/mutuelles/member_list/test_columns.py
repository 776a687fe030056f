from mutuelles.choices import MANDATING
from mutuelles.member_list import kinds
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.rows import MemberRow, read_cell


def test_columns_share_no_heading():
    names = [name for column in COLUMNS for name in column.names]

    assert len(names) == len(set(names))


def test_columns_are_the_sixteen_of_a_row():
    keys = {column.key for column in COLUMNS}

    assert keys == set(MemberRow._fields) - {"row"}
    assert len(COLUMNS) == 16


def test_examples_are_taken():
    values = [read_cell(column, column.example) for column in COLUMNS]

    assert all(values)


def test_papers_are_those_of_a_membership():
    papers = set(kinds.PAPERS.values())

    assert papers == MANDATING
