"""The public list of mutuelles: who they are and how many, never which employers."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from mutuelles.choices import MembershipStatus
from mutuelles.models import Membership, Mutuelle
from mutuelles.services import entente
from portal.models import clock
from tests.cast import YEAR, employer, member
from tests.journeys.reading import Page

LIST, FILE = reverse("mutuelles:public_list"), reverse("mutuelles:public_list_csv")


@pytest.fixture(autouse=True)
def during_the_year():
    with clock.held(dt.date(YEAR, 3, 1)):
        yield


@pytest.fixture
def mutuelles(cast) -> None:
    """Two members in the one, one in the other."""
    member(cast.mutuelle, cast.bakery)
    member(cast.mutuelle, employer(7, "Ferme du Cap inc."))
    member(cast.other_mutuelle, cast.garage)


def rows(client, **query: str) -> list[list[str]]:
    return Page(client.get(LIST, query)).table("mutuelles")


def names(client, **query: str) -> list[str]:
    return [row[1] for row in rows(client, **query)]


def test_show_mutuelles_to_anyone(client, mutuelles):
    assert rows(client) == [
        ["MUT00043", "Mutuelle des autos", "Conseils Boréal ltée", "Québec", "1"],
        ["MUT00042", "Mutuelle du pain", "Gestion Prévaction inc.", "Québec", "2"],
    ]


def test_count_active_members_of_the_year_alone(client, cast, mutuelles):
    member(cast.mutuelle, cast.garage, YEAR + 1)
    Membership.objects.filter(employer=cast.bakery).update(status=MembershipStatus.EXCLUDED)

    assert [row[4] for row in rows(client)] == ["1", "1"]


def test_show_no_mutuelle_without_entente(client, cast):
    Membership.objects.create(mutuelle=cast.mutuelle, employer=cast.bakery, year=YEAR)

    page = Page(client.get(LIST))

    assert page.root.findall(".//table") == []
    assert page.texts("body")[-1] == f"Aucune mutuelle n’a encore d’Entente pour {YEAR}."


def test_show_mutuelles_of_the_next_year(client, cast, mutuelles):
    member(cast.mutuelle, cast.garage, YEAR + 1)

    assert names(client, annee=str(YEAR + 1)) == ["Mutuelle du pain"]
    assert len(names(client, annee="1999")) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PAIN", ["Mutuelle du pain"]),
        ("mut00043", ["Mutuelle des autos"]),
        ("boréal", ["Mutuelle des autos"]),
        ("quebec", ["Mutuelle des autos", "Mutuelle du pain"]),
        ("boulangerie", []),
        ("%", []),
    ],
)
def test_search_by_any_word(client, mutuelles, text, found):
    assert names(client, recherche=text) == found


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("nom", "Mutuelle des autos"),
        ("-nom", "Mutuelle du pain"),
        ("numero", "Mutuelle du pain"),
        ("gestionnaire", "Mutuelle des autos"),
        ("membres", "Mutuelle des autos"),
        ("-membres", "Mutuelle du pain"),
        ("autre", "Mutuelle des autos"),
    ],
)
def test_sort_by_column(client, mutuelles, sort, first):
    assert names(client, tri=sort)[0] == first


@pytest.mark.parametrize("sort", ["nom", "-membres", "ville"])
def test_page_in_any_order(client, cast, mutuelles, sort):
    for rank in range(60):
        other = Mutuelle.objects.create(
            number=f"MUT{rank + 100:05d}", name=f"Mutuelle {rank:03d}", firm=cast.firm
        )
        entente.conclude(other, YEAR)
    first = Page(client.get(LIST, {"tri": sort}))

    second = Page(client.get(LIST + first.link("Suivants")))

    shown = [row[0] for page in (first, second) for row in page.table("mutuelles")]
    assert (len(first.table("mutuelles")), len(set(shown))) == (50, 62)
    back = Page(client.get(LIST + second.link("Précédents")))
    assert back.table("mutuelles") == first.table("mutuelles")


def test_ask_one_question_for_any_number(client, mutuelles, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(LIST)


def test_give_all_as_csv(client, mutuelles):
    answer = client.get(FILE, {"recherche": "pain"})

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines == [
        ["Numéro", "Mutuelle", "Gestionnaire", "Ville", "Membres"],
        ["MUT00042", "Mutuelle du pain", "Gestion Prévaction inc.", "Québec", "2"],
    ]
    assert answer["Content-Disposition"] == f'attachment; filename="mutuelles-{YEAR}.csv"'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_give_no_formula_to_spreadsheets(client, cast, mutuelles, sign):
    Mutuelle.objects.filter(pk=cast.mutuelle.pk).update(name=f"{sign}HYPERLINK(1)")

    text = client.get(FILE).content.decode("utf-8-sig")

    assert f";'{sign}HYPERLINK(1);" in text


def test_speak_english(client, mutuelles, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = Page(client.get(LIST))

    assert page.root.find(".//h1").text == "List of prevention mutual groups"
