"""The scene of seed 000: on 2021-12-16, a document issued the day before and consulted twice."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from documents.choices import Subject
from documents.models import DocumentType
from documents.models.document_type import OFFICIAL_INFORMATION
from tests.cast import letter, official
from tests.journeys.people import signed_in
from tests.journeys.reading import Page, words

TITLE = "Information officielle - Mutuelle de prévention"
LIST = reverse("documents:list")


@pytest.fixture
def reader(cast) -> Client:
    """Maude, who opened the document and came back to the list, twice."""
    official(cast.mutuelle, cast.bakery)
    client = signed_in(cast.maude.email)
    for _visit in range(2):
        client.get(shown(client).links("liste")[TITLE])
    return client


def shown(client: Client, **criteria: str) -> Page:
    return Page(client.get(LIST, criteria))


def field(page: Page, id: str) -> str | None:
    return page.element(id).get("value")


def test_show_scene_of_seed(reader):
    page = shown(reader, sujet=Subject.MUTUELLE)

    assert words(page.element("liste")) == "Liste des documents de type « Mutuelle de prévention »"
    assert page.texts("criteria") == [
        "Critères appliqués : Sujet : Mutuelle de prévention | Document : Tous"
        " | Date d’émission incluse dans la période 2021-06-16 au 2021-12-16"
    ]
    assert [field(page, "id_debut"), field(page, "id_fin")] == ["2021-06-16", "2021-12-16"]
    assert list(page.links("liste")) == [TITLE]
    [(issued_on, _title, status_on, status)] = page.table("liste")
    assert [issued_on, status_on, status] == ["2021-12-15", "2021-12-16", "Consulté"]


def test_show_historique_of_seed(reader):
    address = shown(reader).links("liste")[TITLE]
    staff = signed_in("odile@guichet.example")  # who leaves no line in it

    page = Page(staff.get(address))

    assert page.table("historique") == [
        ["À consulter", "2021-12-15", ""],
        ["Consulté", "2021-12-16", "Maude Trépanier"],
        ["Consulté", "2021-12-16", "Maude Trépanier"],
    ]


@pytest.mark.parametrize("typed", ["20210616", "2021-06-16"])
def test_read_date_typed_both_ways(cast, typed):
    for day in (dt.date(2021, 6, 15), dt.date(2021, 6, 16)):
        letter(cast.bakery, issued_on=day)

    page = shown(signed_in(cast.maude.email), debut=typed)

    assert [field(page, "id_debut"), field(page, "id_fin")] == ["2021-06-16", "2021-12-16"]
    assert [row[0] for row in page.table("liste")] == ["2021-06-16"]


def test_keep_rest_of_filter_beside_date_that_is_none(cast):
    type = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    client = signed_in(cast.maude.email)

    page = shown(
        client, sujet=Subject.MUTUELLE, document=type.code, debut="20211301", fin="20211216"
    )

    assert [field(page, "id_debut"), field(page, "id_fin")] == ["20211301", "2021-12-16"]
    assert page.element("id_debut").get("aria-invalid") == "true"
    assert page.texts("fault") == ["Ce jour n’existe pas. Exemple : 20211216."]
    chosen = [
        option.get("value")
        for name in ("id_sujet", "id_document")
        for option in page.element(name)
        if "selected" in option.attrib
    ]
    assert chosen == [Subject.MUTUELLE, type.code]
