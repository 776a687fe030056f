from mutuelles.entente_text.comparison import compare, marks, proposed
from mutuelles.entente_text.edition_2021 import EDITION
from mutuelles.entente_text.edition_2022 import EDITION as NEXT

PUBLISHED = "ec62984d795eeb395380e6673799255d41559591a11507cae5ed351e00dbf7a6"


def test_edition_is_the_one_that_was_published():
    assert EDITION.sha256() == PUBLISHED


def test_edition_differs_from_the_next_where_seed_000_says():
    changes = compare(EDITION, NEXT)

    assert proposed(changes) == ["5", "6", "8.1"]
    assert marks(NEXT) == ["5", "6", "8.1"]


def test_edition_numbers_its_clauses_in_order():
    subs = [[sub.number for sub in clause.sub_clauses] for clause in EDITION.clauses]

    assert [clause.number for clause in EDITION.clauses] == list(range(1, 15))
    assert subs == [
        [f"{clause.number}.{rank}" for rank in range(1, len(clause.sub_clauses) + 1)]
        for clause in EDITION.clauses
    ]
