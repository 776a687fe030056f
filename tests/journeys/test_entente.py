"""The pages of the Entente in Chromium: signed without script, and passed through axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from documents.services import signed_copy
from mutuelles.models import Membership, Signature
from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, YEAR, Cast, employer, member
from tests.journeys.test_accessibility import enter, faults_at, faults_of_form
from tests.mutuelles.services.test_entente import add_2021
from tests.mutuelles.signatures import entente_of, record

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bakery(cast, settings) -> Membership:
    """The bakery has not signed; the mill has, on paper."""
    settings.PORTAL_TODAY = TODAY
    add_2021()
    with clock.held(ISSUED_ON):
        mill = member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
        record(cast, mill, signed_on=ISSUED_ON)
        return member(cast.mutuelle, cast.bakery)


def address(cast: Cast, name: str) -> str:
    named = [cast.bakery.neq] if name in ("entente_sign", "signature_record") else []
    return reverse(f"mutuelles:{name}", args=[cast.mutuelle.number, YEAR, *named])


def test_find_nothing_on_pages_of_the_member(cast, bakery, live_server, page):
    page.emulate_media(reduced_motion="reduce")
    enter(page, live_server, cast.maude)
    sign = address(cast, "entente_sign")
    others = [address(cast, name) for name in ("entente", "entente_text", "entente_changes")]

    found = faults_at(page, live_server, [reverse("documents:home"), *others, sign])
    found += faults_of_form(page, live_server, sign, "Signer l’Entente")

    assert found == []


def test_find_nothing_on_pages_of_the_manager(cast, bakery, live_server, page):
    page.emulate_media(reduced_motion="reduce")
    enter(page, live_server, cast.hubert)
    list_, paper = address(cast, "entente"), address(cast, "signature_record")

    found = faults_at(page, live_server, [list_, f"{list_}?recherche=zzz", paper])
    found += faults_of_form(page, live_server, paper, "Inscrire la signature")

    assert found == []


def test_find_nothing_on_pages_of_the_staff(cast, bakery, live_server, page):
    page.emulate_media(reduced_motion="reduce")
    enter(page, live_server, cast.odile)
    close, copy = (
        reverse(f"documents:{name}", args=[cast.mutuelle.number, YEAR])
        for name in ("entente_close", "entente_copy")
    )

    found = faults_at(page, live_server, [address(cast, "entente"), close])
    signed_copy.close(actor=cast.odile, entente=entente_of(bakery))
    found += faults_at(page, live_server, [address(cast, "entente"), copy])
    found += faults_at(page, live_server, [reverse("admin:mutuelles_ententeedition_add")])

    assert found == []


def test_sign_without_script_by_the_keyboard(cast, bakery, live_server, browser):
    context = browser.new_context(java_script_enabled=False, locale="fr-CA")
    page = context.new_page()
    enter(page, live_server, cast.maude)

    sign_from_home(page, live_server)

    assert Signature.objects.get(membership=bakery).recorded_by == cast.maude
    context.close()


def sign_from_home(page: Page, live_server) -> None:
    page.goto(live_server.url + reverse("documents:home"))
    page.get_by_role("link", name="Lire et signer").press("Enter")
    page.get_by_label("Nom du signataire").first.fill("Maude Trépanier")
    page.get_by_label("Qualité du signataire").fill("présidente")
    page.get_by_role("checkbox").press("Space")
    page.get_by_label("Inscrivez le nom du signataire").fill("Maude Trépanier")
    page.keyboard.press("Enter")
    expect(page.get_by_text("L’Entente est signée.")).to_be_visible()
