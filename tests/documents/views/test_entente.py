"""Closing the signatures of an Entente, and reading the copy that bears them all."""

import pytest
from django.urls import reverse

from documents.models import SignedCopy
from documents.services import file, signed_copy
from mutuelles.models import Entente
from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, YEAR, employer, member
from tests.mutuelles.signatures import entente_of, sign, told

pytestmark = pytest.mark.django_db

ADDRESS = {"number": "MUT00042", "year": YEAR}


@pytest.fixture(autouse=True)
def today(settings):
    settings.PORTAL_TODAY = TODAY


@pytest.fixture
def entente(cast) -> Entente:
    with clock.held(ISSUED_ON):
        bakery = member(cast.mutuelle, cast.bakery)
        sign(cast.maude, bakery)
    return entente_of(bakery)


def address(name: str) -> str:
    return reverse(f"documents:{name}", kwargs=ADDRESS)


def test_close_then_read_the_copy(client, cast, entente, django_capture_on_commit_callbacks):
    client.force_login(cast.hubert)
    asked = client.get(address("entente_close"))
    closed = client.post(address("entente_close"), follow=True)
    waiting = client.get(address("entente_copy"))
    with django_capture_on_commit_callbacks(execute=True):
        copy = signed_copy.issue(entente_id=entente.pk)

    response = client.get(address("entente_copy"))

    assert "Clore les signatures?" in told(asked)
    assert "Les signatures sont closes ; l’exemplaire se prépare." in told(closed)
    assert "L’exemplaire signé se prépare" in told(waiting)
    assert (response["Content-Type"], response.content) == ("application/pdf", file.read(copy))
    assert response["Content-Disposition"] == 'inline; filename="2022-00042.pdf"'


def test_close_tells_who_has_not_signed(client, cast, entente):
    member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
    client.force_login(cast.odile)

    response = client.get(address("entente_close"))

    assert "1 membre n’a pas signé" in told(response)


@pytest.mark.parametrize(
    ("person", "status"),
    [("hubert", 403), ("odile", 200), ("simon", 403), ("maude", 404), ("rita", 404)],
)
def test_close_before_all_have_signed(client, cast, entente, person, status):
    member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
    client.force_login(getattr(cast, person))

    assert client.get(address("entente_close")).status_code == status


def test_close_twice_is_a_conflict(client, cast, entente):
    signed_copy.close(actor=cast.odile, entente=entente)
    client.force_login(cast.odile)

    assert client.post(address("entente_close")).status_code == 409
    assert client.get(address("entente_close")).url == "/mutuelles/MUT00042/2022/entente/"


def test_ask_for_the_copy_again(client, cast, entente, django_assert_max_num_queries):
    signed_copy.close(actor=cast.odile, entente=entente)
    client.force_login(cast.hubert)

    response = client.post(address("entente_copy"))

    assert (response.status_code, response.url) == (302, address("entente_copy"))
    assert not SignedCopy.objects.exists()


@pytest.mark.parametrize("person", ["maude", "rita", "serge"])
def test_read_the_copy_of_others_is_not_found(client, cast, entente, person):
    signed_copy.close(actor=cast.odile, entente=entente)
    client.force_login(getattr(cast, person))

    assert client.get(address("entente_copy")).status_code == 404


def test_read_the_copy_of_an_open_entente_is_not_found(client, cast, entente):
    client.force_login(cast.hubert)

    assert client.get(address("entente_copy")).status_code == 404
