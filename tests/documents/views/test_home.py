"""The employer's home: what waits to be signed, then what waits to be read."""

import pytest
from django.urls import reverse

from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, letter, member
from tests.journeys.reading import Page
from tests.mutuelles.signatures import sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.PORTAL_TODAY = TODAY


@pytest.fixture
def bakery(cast):
    with clock.held(ISSUED_ON):
        return member(cast.mutuelle, cast.bakery)


def page(client, user) -> Page:
    client.force_login(user)
    return Page(client.get(reverse("documents:home")))


def test_show_first_the_entente_to_sign(client, cast, bakery):
    letter(cast.bakery)

    found = page(client, cast.maude)

    assert found.texts("main")[0].startswith("Lire et signer")
    assert "d’ici le 31 déc. 2021" in found.texts("day")[0]
    assert found.link("Signer l’Entente 2022") == (
        f"/mutuelles/MUT00042/2022/entente/signer/{cast.bakery.neq}/"
    )


def test_show_no_more_the_entente_once_signed(client, cast, bakery):
    sign(cast.maude, bakery)

    found = page(client, cast.maude)

    assert "Rien n’attend : tous vos documents sont consultés." in found.texts("body")


def test_lead_from_my_mutuelle_to_its_entente(client, cast, bakery):
    client.force_login(cast.maude)

    found = Page(client.get(reverse("mutuelles:membership")))

    assert found.link("Entente 2022") == "/mutuelles/MUT00042/2022/entente/"
