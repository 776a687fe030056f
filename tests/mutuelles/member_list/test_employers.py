from mutuelles.member_list.reading import read
from tests.mutuelles.member_list.lists import as_csv, line


def test_group_gathers_the_establishments_of_an_employer():
    lines = [
        line(),
        line(employer_number="ENL12345678", establishment_number="ETA990000009"),
        line(establishment_number="ETA990000002", establishment_name="Salle de montre"),
    ]

    employers = read(as_csv(lines), "liste.csv").employers

    assert [(e.row, e.neq, e.number) for e in employers] == [
        (2, "1199000002", None),
        (3, None, "ENL12345678"),
    ]
    assert [(e.row, e.number, e.name, e.province) for e in employers[0].establishments] == [
        (2, "ETA990000001", "Atelier de Lévis", "Québec"),
        (4, "ETA990000002", "Salle de montre", "Québec"),
    ]


def test_group_keeps_the_facts_of_the_employer():
    employer = read(as_csv([line()]), "liste.csv").employers[0]

    assert (employer.name, employer.street) == (
        "Menuiserie des Trois Saules inc.",
        "214, rue des Érables, bureau 3",
    )
    assert (employer.city, employer.province, employer.postal_code) == (
        "Lévis",
        "Québec",
        "G0X 1A9",
    )
    assert (employer.contact_name, employer.contact_email) == (
        "Maude Tremblay",
        "maude.tremblay@trois-saules.example",
    )
    assert (employer.paper, employer.signatory, employer.capacity) == (
        "RESOLUTION",
        "Jean-Noël Côté",
        "Président",
    )
