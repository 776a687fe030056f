"""The whole way by clicking, in Chromium, with the real worker; the page needs no script."""

import pytest
from playwright.sync_api import Page, expect

from portal.models import OutgoingMail
from tests import worker
from tests.cast import PASSWORD, TODAY, YEAR, letter
from tests.journeys.season import AUTUMN, it_is
from tests.journeys.steps import (
    a_file,
    accept_project,
    give_papers,
    leave,
    open_project,
    open_study,
    pour_list,
    recognize,
    submit_project,
    upload_list,
    verify_papers,
)
from tests.mutuelles.member_list.lists import as_csv, line
from tests.mutuelles.paper_file.files import pdf

NEW_PASSWORD = "quatre-saules-au-bord-de-l-eau"
CONTACT = "maude.tremblay@trois-saules.example"
TITLE = "Information officielle - Mutuelle de prévention"


@pytest.fixture
def bare_page(new_context) -> Page:
    """A browser that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def prepare_project(page: Page, mutuelle: str) -> None:
    open_project(page, mutuelle)
    upload_list(page, a_file("liste.csv", as_csv([line(contact_email=CONTACT)])))
    pour_list(page)
    give_papers(page, [a_file("1199000002_resolution.pdf", pdf())], "1 pièce reçue")
    submit_project(page)


def study_project(page: Page, mutuelle: str) -> None:
    open_study(page, mutuelle)
    page.get_by_role("button", name="Commencer l’étude").click()
    recognize(page, "Menuiserie des Trois Saules inc.")
    open_study(page, mutuelle)
    verify_papers(page, 1)
    open_study(page, mutuelle)
    accept_project(page, "Accepter le projet et son membre", "Le projet est accepté : 1 membre.")


def launch_campaign(page: Page, mutuelle: str) -> None:
    page.get_by_role("link", name="Campagnes").click()
    page.get_by_role("link", name="Préparer une campagne").click()
    expect(page.get_by_label("Année des certificats")).to_have_value(str(YEAR))
    page.get_by_role("checkbox", name=mutuelle).check()
    page.get_by_role("button", name="Lancer la campagne").click()
    expect(page.get_by_text("0 sur 1 employeur")).to_be_visible()
    worker.work()
    page.get_by_role("link", name="Actualiser").click()
    expect(page.get_by_text("1 sur 1 employeur")).to_be_visible()


def open_account(page: Page, live_server) -> None:
    mail = OutgoingMail.objects.get(recipient=CONTACT, body__contains="/invitation/")
    page.goto(live_server.url + "/invitation/" + mail.body.split("/invitation/")[1].split()[0])
    page.get_by_label("Mot de passe", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Mot de passe, une seconde fois").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Ouvrir mon compte").click()


def history(page: Page) -> list[str]:
    return [
        " ".join(row.split()) for row in page.locator("table.history tbody tr").all_inner_texts()
    ]


def test_lead_from_list_to_consulted_document_by_clicking(cast, live_server, bare_page, sign_in):
    page = bare_page
    it_is(AUTUMN)
    sign_in(page, cast.hubert.email)
    prepare_project(page, cast.mutuelle.name)
    leave(page)
    sign_in(page, cast.odile.email)
    study_project(page, cast.mutuelle.name)
    it_is(TODAY)
    launch_campaign(page, cast.mutuelle.name)
    leave(page)
    open_account(page, live_server)
    leave(page)
    sign_in(page, CONTACT, NEW_PASSWORD)

    expect(page.get_by_role("row", name=TITLE)).to_contain_text("À consulter")
    page.get_by_role("link", name=TITLE).click()
    with page.expect_response("**/pdf/?o=*") as pdf:
        page.get_by_role("link", name="Version imprimable (PDF)").click()
    page.go_back()
    page.get_by_role("link", name="Retour à la liste").first.click()

    assert (pdf.value.status, pdf.value.headers["content-type"]) == (200, "application/pdf")
    expect(page.get_by_role("row", name=TITLE)).to_contain_text("Consulté")
    page.get_by_role("link", name=TITLE).click()
    assert history(page) == [
        "À consulter 2021-12-16",
        "Consulté 2021-12-16 Maude Tremblay",
        "Consulté 2021-12-16 Maude Tremblay",
        "Consulté 2021-12-16 Maude Tremblay",
    ]


def test_add_one_line_for_reload_back_and_double_click(cast, page, sign_in):
    document = letter(cast.bakery)
    sign_in(page, cast.maude.email)

    page.get_by_role("link", name=document.title).dblclick()
    page.wait_for_url("**/documents/*/?o=*")
    page.reload()
    page.go_back()
    page.go_forward()

    assert history(page) == ["À consulter 2021-12-15", "Consulté 2021-12-16 Maude Trépanier"]


def test_sign_in_by_keyboard_alone(cast, live_server, page):
    page.goto(live_server.url)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Adresse courriel")).to_be_focused()
    page.keyboard.type(cast.maude.email)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mot de passe oublié?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Mot de passe", exact=True)).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Gestion des documents")).to_be_visible()
