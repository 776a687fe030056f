from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mutuelles.entente_text.comparison import Change, compare, filled, marked, marks, proposed
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import Clause, Edition
from mutuelles.entente_text.rewording import Side, words
from mutuelles.entente_text.writing import clause, sub

RISKS = sub("L’employeur relève les risques de chacun de ses établissements.")
REVIEW = sub("L’employeur revoit le programme au moins une fois l’an.")
FILES = sub("Le gestionnaire tient à jour la liste des membres.", "leurs noms ;", "leurs numéros.")
TAX = sub("Aucun membre ne répond de la cotisation d’un autre.")


def edition(*clauses: Clause) -> Edition:
    return Edition(2022, clauses)


def duties(*subs, number=1, title="Obligations"):
    return clause(number, title, *subs)


def told(before: Edition, after: Edition):
    """Each sub-clause: what became of it, its number before, its number now."""
    return [
        (sub.change.value, sub.before and sub.before.number, sub.after and sub.after.number)
        for change in compare(before, after)
        for sub in change.sub_clauses
    ]


def test_compare_equal_editions():
    changes = compare(EDITION, EDITION)

    assert {change.change for change in changes} == {Change.SAME}
    assert proposed(changes) == []


def test_compare_marks_only():
    unmarked = marked(EDITION, [])

    assert {change.change for change in compare(unmarked, EDITION)} == {Change.SAME}


def test_compare_added_sub_clause_with_renumbered_ones():
    before, after = edition(duties(RISKS, TAX)), edition(duties(RISKS, REVIEW, TAX))

    assert told(before, after) == [
        ("same", "1.1", "1.1"),
        ("added", None, "1.2"),
        ("same", "1.2", "1.3"),
    ]
    assert [sub.was for sub in compare(before, after)[0].sub_clauses] == ["", "", "1.2"]


def test_compare_removed_sub_clause():
    before, after = edition(duties(RISKS, REVIEW, TAX)), edition(duties(RISKS, TAX))

    assert told(before, after) == [
        ("same", "1.1", "1.1"),
        ("removed", "1.2", None),
        ("same", "1.3", "1.2"),
    ]


def test_compare_reworded_sub_clause():
    longer = sub("L’employeur revoit le programme au moins deux fois l’an, avec les travailleurs.")

    (change,) = compare(edition(duties(REVIEW)), edition(duties(longer)))[0].sub_clauses

    assert change.change == Change.CHANGED
    assert change.text == (
        (Side.BOTH, "L’employeur revoit le programme au moins "),
        (Side.BEFORE, "une "),
        (Side.AFTER, "deux "),
        (Side.BOTH, "fois l’an"),
        (Side.AFTER, ", avec les travailleurs"),
        (Side.BOTH, "."),
    )


def test_compare_another_text_at_the_same_number():
    assert told(edition(duties(RISKS)), edition(duties(TAX))) == [
        ("removed", "1.1", None),
        ("added", None, "1.1"),
    ]


def test_compare_items():
    more = replace(FILES, items=("leurs noms,", "leurs adresses,", "leurs numéros."))

    (change,) = compare(edition(duties(FILES)), edition(duties(more)))[0].sub_clauses

    assert change.change == Change.CHANGED
    assert [[piece.side.value for piece in item] for item in change.items] == [
        ["both", "before", "after"],
        ["after"],
        ["both"],
    ]


def test_compare_sub_clause_moved_within_its_clause():
    before, after = edition(duties(RISKS, REVIEW, TAX)), edition(duties(TAX, RISKS, REVIEW))

    assert told(before, after) == [
        ("same", "1.3", "1.1"),
        ("same", "1.1", "1.2"),
        ("same", "1.2", "1.3"),
    ]


def test_compare_sub_clause_moved_to_another_clause():
    before = edition(duties(RISKS, TAX), duties(FILES, number=2, title="Gestion"))
    after = edition(duties(RISKS), duties(FILES, TAX, number=2, title="Gestion"))

    assert told(before, after) == [
        ("same", "1.1", "1.1"),
        ("same", "2.1", "2.1"),
        ("same", "1.2", "2.2"),
    ]


def test_compare_clauses_added_and_removed():
    before = edition(duties(RISKS), duties(FILES, number=2, title="Gestion"))
    after = edition(duties(RISKS), duties(TAX, number=2, title="Cotisation"))

    changes = compare(before, after)

    assert [change.change.value for change in changes] == ["same", "removed", "added"]
    assert proposed(changes) == ["2"]


def test_compare_renumbered_clause():
    before = edition(duties(FILES, title="Gestion"))
    after = edition(duties(RISKS), duties(FILES, number=2, title="Gestion"))

    added, same = compare(before, after)

    assert (added.change, same.change, same.was) == (Change.ADDED, Change.SAME, 1)


def test_compare_renamed_clause():
    before, after = edition(duties(RISKS)), edition(duties(RISKS, title="Devoirs du membre"))

    changes = compare(before, after)

    assert (changes[0].change, proposed(changes)) == (Change.CHANGED, ["1"])


def test_propose_sub_clause_where_the_rest_stays():
    before = edition(duties(RISKS, TAX, FILES))
    reworded = sub("L’employeur relève sans délai les risques de ses établissements.")

    changes = compare(before, edition(duties(reworded, TAX, FILES)))

    assert proposed(changes) == ["1.1"]


def test_propose_clause_where_a_sub_clause_is_gone():
    changes = compare(edition(duties(RISKS, TAX, FILES)), edition(duties(TAX, FILES)))

    assert proposed(changes) == ["1"]


def test_mark_what_is_chosen_and_nothing_else():
    chosen = marked(EDITION, ["3", "8.2"])

    assert marks(chosen) == ["3", "8.2"]
    assert marked(chosen, marks(EDITION)) == EDITION


def test_fill_each_side_with_its_own_values():
    before, after = sub("Pour {year}, rien ne change."), sub("Pour {year}, tout change.")
    changes = compare(edition(duties(before)), edition(duties(after)))

    (change,) = filled(changes, {"year": "2021"}, {"year": "2022"})[0].sub_clauses

    assert change.text == (
        (Side.BOTH, "Pour 2022, "),
        (Side.BEFORE, "rien ne "),
        (Side.AFTER, "tout "),
        (Side.BOTH, "change."),
    )


TEXTS = st.lists(
    st.sampled_from(["le", "la", "programme,", "employeur.", "{year}", "l’an", "31\xa0décembre"])
)


@given(TEXTS, TEXTS)
def test_words_make_both_texts(before, after):
    pieces = words(" ".join(before), " ".join(after))

    def side(*sides: Side) -> str:
        return "".join("".join(piece.text for piece in pieces if piece.side in sides).split())

    assert side(Side.BOTH, Side.BEFORE) == "".join("".join(before).split())
    assert side(Side.BOTH, Side.AFTER) == "".join("".join(after).split())


SUBS = st.lists(st.sampled_from([RISKS, REVIEW, FILES, TAX]), unique=True, min_size=1)
EDITIONS = st.tuples(SUBS, SUBS).map(
    lambda pair: edition(duties(*pair[0]), duties(*pair[1], number=2, title="Gestion"))
)


@given(EDITIONS, EDITIONS)
def test_compare_leaves_nothing_out(before, after):
    changes = compare(before, after)
    subs = [sub for change in changes for sub in change.sub_clauses]

    assert [sub.after for sub in subs if sub.after] == [
        sub for clause in after.clauses for sub in clause.sub_clauses
    ]
    assert sorted(sub.before.number for sub in subs if sub.before) == sorted(
        sub.number for clause in before.clauses for sub in clause.sub_clauses
    )
