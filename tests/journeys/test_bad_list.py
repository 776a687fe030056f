"""Bad lists through the page of a manager: a sentence, and nothing written but the trace."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mutuelles.models import Entente, MemberList, Membership, ProjectMember
from portal.models import Employer, Establishment, OutgoingMail
from tests.cast import YEAR, member
from tests.journeys.people import signed_in
from tests.journeys.reading import Page, words
from tests.mutuelles.member_list.lists import HEADINGS, as_csv, line

SECOND = "ETA990000002"

# the file, and the line of the table of faults: row, column, what was read, what to do
BAD = {
    "empty": (
        b"",
        ["Ligne —", "—", "liste.csv"],
        "« liste.csv » est vide. Enregistrer la liste dans le tableur, puis la déposer de nouveau.",
    ),
    "not_a_spreadsheet": (
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        ["Ligne —", "—", "liste.csv"],
        "« liste.csv » est une image, et non une liste."
        " Ouvrir la liste dans un tableur et l’enregistrer au format .xlsx ou CSV.",
    ),
    "wrong_encoding": (
        as_csv([line()]).replace("é".encode(), b"\xc3"),
        ["Ligne —", "—", "liste.csv"],
        "« liste.csv » n’est pas d’un bout à l’autre en UTF-8, UTF-16 ou Windows-1252."
        " L’ouvrir dans un tableur, vérifier les accents, et l’enregistrer en « CSV UTF-8 ».",
    ),
    "lacking_column": (
        as_csv([line()[:-1]], headings=HEADINGS[:-1]),
        ["Ligne 1", "Qualité du signataire", "vide"],
        "Il manque la colonne « Qualité du signataire ». Ajouter cette colonne, avec ce titre.",
    ),
    "establishment_twice": (
        as_csv([line(), line()]),
        ["Ligne 3", "I · Numéro d’établissement", "ETA990000001"],
        "Cet établissement est déjà inscrit à la ligne 2."
        " Enlever l’une des deux lignes, ou corriger le numéro d’établissement.",
    ),
    "employer_against_itself": (
        as_csv([line(), line(establishment_number="ETA990000002", city="Rimouski")]),
        ["Ligne 3", "D · Ville", "Rimouski"],
        "L’employeur 1199000002 a ici « Rimouski », mais « Lévis » à la ligne 2."
        " Inscrire la même valeur sur toutes les lignes de cet employeur.",
    ),
}


def upload(cast, content: bytes) -> Page:
    """The page that a manager sees after sending a file."""
    manager = signed_in(cast.hubert.email)
    address = reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, YEAR])
    file = SimpleUploadedFile("liste.csv", content)
    return Page(manager.post(address, {"file": file}, follow=True))


def kept() -> dict[str, int]:
    models = (Employer, Establishment, ProjectMember, Membership, Entente, OutgoingMail)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.parametrize("kind", BAD)
def test_keep_trace_alone_of_bad_list(cast, kind):
    content, place, sentence = BAD[kind]
    before = kept()

    page = upload(cast, content)

    assert page.table("fautes") == [[*place, sentence]]
    assert kept() == before
    traces = MemberList.objects.values_list("file_name", "size", "status", "uploaded_by__name")
    assert list(traces) == [("liste.csv", len(content), "FAULTY", "Hubert Lacasse")]


def test_set_employer_of_other_mutuelle_aside_without_naming_it(cast):
    member(cast.other_mutuelle, cast.garage)
    before = kept()

    page = upload(cast, as_csv([line(employer_number=str(cast.garage.neq))]))

    assert words(page.element("ailleurs")) == "Déjà liés à une autre mutuelle"
    assert page.chosen("ailleurs") == "ecarter"
    other = cast.other_mutuelle
    names = (other.number, other.name, other.firm.name)
    assert [name for name in names if name in page.html] == []
    assert kept() == before
