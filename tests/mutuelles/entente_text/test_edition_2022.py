import re

from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import PLACEHOLDER
from mutuelles.entente_text.typography import typeset

# an edition, once published, never changes by a letter: its hash stands in issued documents
PUBLISHED = "a3663238e8d1bc8ead868ff6b9340ec2ed013459cec8acc7ac6a069c9a59b6f5"


def sentences():
    for clause in EDITION.clauses:
        yield clause.title
        for sub_clause in clause.sub_clauses:
            yield from (sub_clause.text, *sub_clause.items)


def test_edition_is_the_one_that_was_published():
    edition = EDITION

    result = edition.sha256()

    assert result == PUBLISHED


def test_edition_numbers_its_clauses_in_order():
    numbers = [clause.number for clause in EDITION.clauses]

    subs = [[sub.number for sub in clause.sub_clauses] for clause in EDITION.clauses]

    assert numbers == list(range(1, 15))
    assert subs == [
        [f"{clause}.{position}" for position in range(1, len(found) + 1)]
        for clause, found in zip(numbers, subs, strict=True)
    ]


def test_edition_marks_clauses_5_and_6_and_sub_clause_8_1_as_changed():
    clauses = [clause.number for clause in EDITION.clauses if clause.changed]

    subs = [sub.number for clause in EDITION.clauses for sub in clause.sub_clauses if sub.changed]

    assert (clauses, subs) == ([5, 6], ["8.1"])


def test_edition_gives_the_coordinates_of_the_manager_in_12_1():
    (section,) = [
        sub for clause in EDITION.clauses for sub in clause.sub_clauses if sub.number == "12.1"
    ]

    names = [PLACEHOLDER.findall(item) for item in section.items]

    assert names == [
        ["firm_name"],
        ["firm_address"],
        ["firm_contact"],
        ["firm_phone"],
        ["firm_email"],
    ]


def test_edition_asks_only_for_known_values():
    names = {name for sentence in sentences() for name in PLACEHOLDER.findall(sentence)}

    known = {
        "mutuelle_name",
        "mutuelle_number",
        "year",
        "previous_year",
        "next_year",
        "firm_name",
        "firm_address",
        "firm_contact",
        "firm_phone",
        "firm_email",
    }

    assert names == known


def test_edition_refers_only_to_sub_clauses_that_exist():
    text = " ".join(sentences())
    existing = {sub.number for clause in EDITION.clauses for sub in clause.sub_clauses}

    cited = set(re.findall(r"(?:clauses?\u00a0|et )(\d+\.\d+)", text))

    assert cited - existing == set()


def test_edition_is_set_with_french_spaces_and_apostrophes():
    faulty = [text for text in sentences() if typeset(text) != text or "'" in text]

    doubled = [text for text in sentences() if "  " in text]

    assert (faulty, doubled) == ([], [])
