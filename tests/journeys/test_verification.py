"""Anyone verifies what hangs on a wall, in Chromium: with its script, without, and offline."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from documents.choices import DocumentStatus
from documents.models import Certificate, Verification
from documents.services import status
from documents.views.verification import RATES
from tests.documents.issued import content_of, letter, official, token_of
from tests.journeys.test_accessibility import faults

PAGE = reverse("documents:verification")


@pytest.fixture
def page(page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def bare_page(new_context) -> Page:
    """A browser that runs no script."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def certificate(cast) -> Certificate:
    return official(cast).certificates.first()


@pytest.fixture(autouse=True)
def patience():
    """The limits are counted in the cache, which no test's end empties."""
    cache.clear()


def a_file(content: bytes) -> dict[str, object]:
    return {"name": "certificat.pdf", "mimeType": "application/pdf", "buffer": content}


def send_file(page: Page, content: bytes) -> None:
    page.get_by_label("Ou le fichier PDF").set_input_files([a_file(content)])
    page.get_by_role("button", name="Vérifier le fichier").click()


def verdict(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_verify_by_code_then_file_without_script(certificate, live_server, bare_page):
    page = bare_page
    page.goto(live_server.url + PAGE)

    page.get_by_label("Code imprimé sous le QR").fill(certificate.code.replace("-", " ").lower())
    page.get_by_role("button", name="Vérifier", exact=True).click()
    verdict(page, "Authentique, pas encore en vigueur")
    send_file(page, content_of(certificate.number))
    verdict(page, "Authentique, pas encore en vigueur")
    send_file(page, content_of(certificate.number) + b" ")
    verdict(page, "Fichier modifié")

    assert [row.verdict for row in Verification.objects.order_by("id")] == [
        "NOT_YET",
        "NOT_YET",
        "ALTERED",
    ]


def test_send_hash_alone_then_file_if_asked(certificate, live_server, page):
    sent = []
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    altered = content_of(certificate.number) + b" "
    page.goto(live_server.url + PAGE)

    send_file(page, content_of(certificate.number))
    verdict(page, "Authentique, pas encore en vigueur")
    send_file(page, altered)
    verdict(page, "Fichier inconnu")
    assert [body for body in sent if b"%PDF" in body] == []
    page.get_by_label("Fichier PDF", exact=True).set_input_files([a_file(altered)])
    page.get_by_role("button", name="Envoyer le fichier").click()

    verdict(page, "Fichier modifié")


def test_verify_list_and_download_answers(certificate, live_server, page):
    page.goto(live_server.url + PAGE)
    page.get_by_role("link", name="Vérifier une liste de certificats").click()
    page.get_by_label("Numéros et codes").fill(f"{certificate.number} {certificate.code}\nautre")
    page.get_by_role("button", name="Vérifier la liste").click()
    verdict(page, "2 réponses")

    with page.expect_download() as download:
        page.get_by_role("button", name="Réponses en CSV").click()

    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[:2] for line in lines] == [
        ["Numéro", "Réponse"],
        [certificate.number, "Pas encore en vigueur"],
        ["autre", "Inconnu"],
    ]


def test_check_signature_from_saved_page_without_network(
    certificate, live_server, page, context, tmp_path
):
    """The page is saved as a browser does it: its script and its style beside it."""
    page.goto(live_server.url + reverse("documents:verification_offline"))
    saved = tmp_path / "page.html"
    script = page.locator("script[src]").get_attribute("src")
    (tmp_path / "script.js").write_bytes(page.request.get(live_server.url + script).body())
    saved.write_text(page.content().replace(script, "script.js"), encoding="utf-8")
    context.set_offline(True)
    page.goto(saved.as_uri())
    good = token_of(certificate)
    forged = good[:-1] + ("A" if good[-1] != "A" else "B")

    def check(text: str) -> list[str]:
        page.get_by_label("Texte du code QR").fill(text)
        page.get_by_role("button", name="Vérifier la signature").click()
        shown = page.locator("[data-answer]:visible")
        expect(shown).to_have_count(1)
        claim = page.locator("[data-claim]:visible").all_inner_texts()
        return [shown.get_by_role("heading").inner_text(), *claim]

    assert check(f"HTTPS://GUICHET.EXAMPLE/V/{good}") == [
        "Signature authentique",
        certificate.number,
        certificate.establishment.number,
        "2022-01-01",
        "2022-12-31",
    ]
    assert check(forged) == ["Signature fausse"]
    assert check("bonjour") == ["Code illisible"]
    assert check("C" + good[1:]) == ["Version inconnue"]
    assert check(good[:2] + "A" + good[3:]) == ["Clé inconnue"]


def test_find_nothing_on_pages_of_verification(cast, live_server, page):
    console = []
    page.on("console", lambda message: console.append(message.text))
    document, note = official(cast), letter(cast)
    first, second = document.certificates.all()
    found = []

    def look(path: str) -> None:
        page.goto(live_server.url + path)
        found.extend(faults(page))

    for name in ("verification", "verification_list", "verification_keys", "verification_offline"):
        look(reverse(f"documents:{name}"))
    look(f"/V/{token_of(first)}")
    look("/V/INCONNU")
    newer = official(cast, replaces=document)
    how = DocumentStatus.WITHDRAWN
    status.add(document=newer, status=how, user=cast.odile, reason="Émis par erreur.")
    look(f"/V/{token_of(second)}")
    look(f"/V/{token_of(newer.certificates.first())}")
    page.goto(live_server.url + PAGE)
    send_file(page, content_of(note.number))
    verdict(page, "Document authentique")
    found.extend(faults(page))
    send_file(page, b"")
    verdict(page, "Fichier inconnu")
    found.extend(faults(page))
    page.get_by_role("link", name="Vérifier une liste de certificats").click()
    lines = [f"{each.number} {each.code}" for each in (first, newer.certificates.first())]
    page.get_by_label("Numéros et codes").fill("\n".join([*lines, "autre chose"]))
    page.get_by_role("button", name="Vérifier la liste").click()
    verdict(page, "3 réponses")
    found.extend(faults(page))

    assert (found, console) == ([], [])


def test_find_nothing_on_page_that_asks_for_patience(db, live_server, page, monkeypatch):
    monkeypatch.setitem(RATES, "check", "1/h/ip")
    page.goto(f"{live_server.url}/V/A")

    page.goto(f"{live_server.url}/V/A")

    verdict(page, "Un moment, s’il vous plaît")
    assert faults(page) == []
