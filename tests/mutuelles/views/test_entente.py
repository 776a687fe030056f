"""The pages of the Entente: what managers and staff follow, what a member sees of it."""

import re

import pytest
from django.urls import reverse

from mutuelles.choices import MembershipStatus
from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, YEAR, employer, mandate, member
from tests.mutuelles.services.test_entente import add_2021
from tests.mutuelles.signatures import day, record, sign, told

pytestmark = pytest.mark.django_db

ADDRESS = {"number": "MUT00042", "year": YEAR}


@pytest.fixture(autouse=True)
def today(settings):
    settings.PORTAL_TODAY = TODAY


@pytest.fixture
def bakery(cast):
    with clock.held(ISSUED_ON):
        return member(cast.mutuelle, cast.bakery)


def page(client, user, name="entente", query=""):
    client.force_login(user)
    return client.get(reverse(f"mutuelles:{name}", kwargs=ADDRESS) + query)


def names(response) -> list[str]:
    return [member.employer.name for member in response.context["rows"]]


def add(cast, *new_names):
    return [member(cast.mutuelle, employer(rank, name)) for rank, name in enumerate(new_names, 10)]


def test_follow_signatures_as_their_manager(client, cast, bakery):
    add(cast, "Moulin du Cap inc.", "Épis dorés ltée")
    sign(cast.maude, bakery)

    response = page(client, cast.hubert)

    assert names(response) == [cast.bakery.name, "Épis dorés ltée", "Moulin du Cap inc."]
    assert "1 de 3 signatures" in told(response)
    assert "il reste 15 jours" in told(response)
    assert response.context["may_record"]


def test_follow_signatures_as_staff(client, cast, bakery):
    response = page(client, cast.odile)

    assert (names(response), response.context["may_record"]) == ([cast.bakery.name], False)


def test_see_as_a_member_the_counts_and_no_other_member(client, cast, bakery):
    add(cast, "Moulin du Cap inc.")

    response = page(client, cast.maude)

    assert "0 de 2 signatures" in told(response)
    assert [found.employer for found in response.context["members"]] == [cast.bakery]
    assert "Moulin" not in told(response)


def test_see_what_one_has_signed(client, cast, bakery):
    signature = sign(cast.maude, bakery)

    response = page(client, cast.maude)

    assert signature.text_sha256 in told(response)
    assert "Maude Trépanier, présidente" in told(response)


def test_see_as_a_member_no_more_that_it_is_too_late(client, cast, bakery):
    bakery.status = MembershipStatus.EXCLUDED
    bakery.save()

    response = page(client, cast.maude)

    assert "Lire et signer" not in told(response)


@pytest.mark.parametrize("person", ["serge", "rita"])
@pytest.mark.parametrize("name", ["entente", "entente_text", "entente_changes"])
def test_know_nothing_of_the_entente_of_others(client, cast, bakery, person, name):
    member(cast.other_mutuelle, cast.garage)

    assert page(client, getattr(cast, person), name).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?etat=signee", ["Boulangerie Quatre-Temps inc."]),
        ("?etat=a-signer", ["Épis dorés ltée", "Moulin du Cap inc."]),
        ("?recherche=epis", ["Épis dorés ltée"]),
        ("?recherche=1199000113", ["Épis dorés ltée"]),
        ("?recherche=epis&etat=signee", []),
        ("?etat=autre", ["Boulangerie Quatre-Temps inc.", "Épis dorés ltée", "Moulin du Cap inc."]),
    ],
)
def test_narrow_the_list(client, cast, bakery, query, found):
    _mill, ears = add(cast, "Moulin du Cap inc.", "Épis dorés ltée")
    sign(cast.maude, bakery)

    query = query.replace("1199000113", str(ears.employer.neq))

    assert names(page(client, cast.hubert, query=query)) == found


def test_turn_the_pages_of_the_list(client, cast, bakery, monkeypatch):
    monkeypatch.setattr("mutuelles.views.entente.PAGE_SIZE", 2)
    add(cast, *(f"Moulin {rank}" for rank in range(3)))

    first = page(client, cast.hubert, query="?etat=a-signer&recherche=")
    second = page(client, cast.hubert, query=first.context["older_url"])
    back = page(client, cast.hubert, query=second.context["newer_url"])

    assert names(first) == names(back) == [cast.bakery.name, "Moulin 0"]
    assert names(second) == ["Moulin 1", "Moulin 2"]
    assert "etat=a-signer" in first.context["older_url"]


@pytest.mark.parametrize("query", ["", "?etat=a-signer&recherche=m"])
def test_follow_signatures_at_a_fixed_cost(
    client, cast, bakery, query, django_assert_max_num_queries
):
    address = reverse("mutuelles:entente", kwargs=ADDRESS) + query
    client.force_login(cast.hubert)
    client.get(address)
    with django_assert_max_num_queries(13) as few:
        client.get(address)
    for found in add(cast, "Moulin A", "Moulin B", "Moulin C"):
        record(cast, found, signed_on=ISSUED_ON)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_read_the_text_word_for_word(client, cast, bakery):
    response = page(client, cast.maude, "entente_text")

    text = told(response)
    assert "mutuelle de prévention « Mutuelle du pain », numéro MUT00042" in text
    assert "au plus tard le 31 décembre 2021" in text
    assert "{" not in text.replace("{year}", "{")
    assert response.context["changed"] == ["5", "6", "8.1"]
    ids = re.findall(r'id="(clause-[\d.]+)"', response.content.decode())
    assert {"clause-5", "clause-8.1", "clause-14.3"} <= set(ids)


def test_read_what_changes(client, cast, bakery):
    add_2021()

    response = page(client, cast.maude, "entente_changes")

    html = response.content.decode()
    assert "<ins>" in html
    assert "[retiré\xa0: </span>élabore et" in html
    assert "Lire les deux textes de la clause 8" in told(response)


def test_read_changes_of_a_first_text(client, cast, bakery):
    response = page(client, cast.maude, "entente_changes")

    assert "il n’y a rien à quoi comparer celui-ci" in told(response)


def test_tell_that_the_delay_is_past(client, cast, bakery, settings):
    settings.PORTAL_TODAY = day("2022-01-02")

    response = page(client, cast.hubert)

    assert "Le délai est passé depuis le 2021-12-31" in told(response)
    assert "Non signée" in told(response)


def test_sign_for_several_employers_of_one_entente(client, cast, bakery):
    (mill,) = add(cast, "Moulin du Cap inc.")
    mandate(cast.maude, mill.employer)

    response = page(client, cast.maude)

    assert [found.employer for found in response.context["members"]] == [
        cast.bakery,
        mill.employer,
    ]
