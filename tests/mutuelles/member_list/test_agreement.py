from mutuelles.member_list.agreement import disagreements
from mutuelles.member_list.rows import MemberRow, mend
from tests.mutuelles.member_list.lists import KEYS, OTHER_NEQ, faults_of, line, places_of, told


def test_disagreements_are_none_for_two_establishments():
    places = places_of(line(), line(establishment_number="ETA990000002"))

    assert places == []


def test_disagreements_name_an_establishment_listed_twice():
    faults = faults_of(line(), line())

    assert [(f.row, f.column, f.value, f.message) for f in faults] == [
        (3, "I", "ETA990000001", "Cet établissement est déjà inscrit à la ligne 2.")
    ]


def test_disagreements_name_an_establishment_of_two_employers():
    places = places_of(line(), line(employer_number=OTHER_NEQ))

    message = "Cet établissement est inscrit à la ligne 2 pour l’employeur 1199000002."
    assert places == [(3, "I", message)]


def test_disagreements_give_both_values_of_an_employer():
    second = line(
        establishment_number="ETA990000002", employer_name="Menuiserie 3S", signatory="Anne Roy"
    )

    places = places_of(line(), second)

    start = "L’employeur 1199000002 a ici"
    assert places == [
        (
            3,
            "B",
            f"{start} « Menuiserie 3S », mais « Menuiserie des Trois Saules inc. » à la ligne 2.",
        ),
        (3, "O", f"{start} « Anne Roy », mais « Jean-Noël Côté » à la ligne 2."),
    ]


def test_disagreements_leave_out_refused_values():
    second = line(establishment_number="ETA990000002", contact_email="maude")

    places = places_of(line(), second)

    assert places == [(3, "H", "Ce n’est pas une adresse de courriel.")]


def kept(number: int, **changes: str) -> MemberRow:
    row, _faults = mend(number, dict(zip(KEYS, line(**changes), strict=True)), {})
    assert row is not None
    return row


def test_disagreements_compare_rows_that_were_kept():
    rows = [kept(2), kept(9, city="Rimouski")]

    found = disagreements(rows, {"city": "D"})

    assert told(found) == [
        (9, "D", "L’employeur 1199000002 a ici « Rimouski », mais « Lévis » à la ligne 2."),
        (9, None, "Cet établissement est déjà inscrit à la ligne 2."),
    ]


def test_disagreements_do_not_name_an_employer_that_was_refused():
    places = places_of(line(), line(employer_number="1199000003"))

    assert places[1:] == [(3, "I", "Cet établissement est déjà inscrit à la ligne 2.")]
