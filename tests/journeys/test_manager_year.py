"""The year of a manager in Chromium: from the template of the list to the signed Entente."""

import io
import re
import zipfile
from pathlib import Path

import pytest
import python_calamine
from playwright.sync_api import FilePayload, Page, expect

from tests.cast import YEAR, Cast
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
from tests.member_lists import row
from tests.mutuelles.member_list.lists import KEYS, as_xlsx, line
from tests.mutuelles.paper_file.files import pdf, png

JOINER = "Menuiserie des Trois Saules inc."
JOINER_NEQ = "1199000002"
SIGNATORY = ("Jean-Noël Côté", "Président")
# by row of the sheet: the cell that is wrong, what stands in it, and what should
FAULTS = {
    4: ("employer_number", "1,199E+09", JOINER_NEQ),
    5: ("employer_number", "1199000003", JOINER_NEQ),
    6: ("employer_number", "4499000002", JOINER_NEQ),
    7: ("postal_code", "G0X 1", "G0X 1A9"),
    8: ("contact_email", "maude.tremblay", "maude.tremblay@trois-saules.example"),
    9: ("establishment_number", "ETA99", "ETA990000009"),
    10: ("establishment_number", "ETA990000001", "ETA990000010"),
    11: ("paper", "Lettre", "Résolution"),
    12: ("capacity", "", "Président"),
    13: ("city", "Rimouski", "Lévis"),
}


@pytest.fixture
def page(page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def download(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("link", name=link).first.click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def sheets(file: Path) -> dict[str, list[list[str]]]:
    book = python_calamine.CalamineWorkbook.from_path(file)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def filled(template: Path, cast: Cast) -> FilePayload:
    """The template with the lines of two employers in place of its examples, ten of them wrong."""
    headings, *_examples = sheets(template)["Membres"]
    bakery = row(cast.bakery, signatory=SIGNATORY[0], capacity=SIGNATORY[1])
    lines = [[bakery[key] for key in KEYS], line()]
    lines += [
        line(**{"establishment_number": f"ETA9900000{number:02}", key: wrong})
        for number, (key, wrong, _right) in FAULTS.items()
    ]
    return a_file("membres.xlsx", as_xlsx(lines, headings=headings))


def read_faults(page: Page) -> None:
    """The page says of each fault where it is, what was read, and of which kinds they are."""
    expect(page.get_by_role("heading", name="10 fautes à corriger.")).to_be_visible()
    table = page.get_by_role("table", name="Fautes")
    expect(table.locator("tbody tr")).to_have_count(len(FAULTS))
    for number in FAULTS:
        expect(table.get_by_text(f"Ligne {number}", exact=True)).to_be_visible()
    expect(page.locator(".kinds li")).to_have_count(len(FAULTS))


def read_annotated(file: Path) -> None:
    """Its faults are in it: a comment in each wrong cell, a column of errors, a summary."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        comments = archive.read("xl/comments1.xml").decode()
    listed, summary = sheets(file).values()
    wrong = [number for number, cells in enumerate(listed, start=1) if cells[len(KEYS) :] > [""]]

    assert file.name == "membres-fautes.xlsx"
    assert comments.count("<comment ") == len(FAULTS)
    assert "Excel a abrégé ce numéro" in comments
    assert wrong == [1, *FAULTS]
    assert summary[0][0] == "Fautes de «\N{NO-BREAK SPACE}membres.xlsx\N{NO-BREAK SPACE}»"


def mend(page: Page) -> None:
    """One line, then the others at once."""
    page.get_by_role("link", name="Corriger à l’écran").click()
    first, *_others = FAULTS
    for number, (key, wrong, right) in FAULTS.items():
        cell = page.locator(f"[name='{number}-{key}']")
        expect(cell).to_have_value(wrong)
        cell.fill(right)
    page.get_by_role("button", name=f"Enregistrer la ligne {first}", exact=True).click()
    expect(page.get_by_text("1 ligne est corrigée.")).to_be_visible()
    page.get_by_role("button", name="Enregistrer les 9 lignes").click()


def read_changes(page: Page) -> None:
    expect(
        page.get_by_role("heading", name=f"Ce que cette liste change pour {YEAR}")
    ).to_be_visible()
    groups = page.locator(".groups > li > b, .groups h3").all_inner_texts()
    assert groups == ["1", "Arrivent", "1", "Inconnus du registre"]


def papers_of(*numbers: str) -> list[FilePayload]:
    return [a_file(f"{number}_resolution.pdf", pdf(text=number)) for number in numbers]


def study(page: Page, mutuelle: str) -> None:
    open_study(page, mutuelle)
    page.get_by_role("button", name="Commencer l’étude").click()
    recognize(page, JOINER)
    open_study(page, mutuelle)
    verify_papers(page, 2)
    open_study(page, mutuelle)
    accept_project(
        page, "Accepter le projet et ses 2 membres", "Le projet est accepté : 2 membres."
    )


def sign(page: Page) -> None:
    """On the portal, by whoever acts for the employer."""
    page.get_by_role("link", name="Services", exact=True).click()
    page.get_by_role("link", name=f"Signer l’Entente {YEAR}").click()
    name, capacity = SIGNATORY
    expect(page.get_by_label("Nom du signataire", exact=True)).to_have_value(name)
    expect(page.get_by_label("Qualité du signataire")).to_have_value(capacity)
    page.get_by_role("checkbox").check()
    page.get_by_label("Inscrivez le nom du signataire").fill(name)
    page.get_by_role("button", name="Signer l’Entente").click()
    expect(page.get_by_text("L’Entente est signée.")).to_be_visible()


def record_signature(page: Page, employer: str) -> None:
    """Made on paper, from the cockpit, with its scan."""
    page.get_by_role("link", name=f"Inscrire un papier {employer}").click()
    expect(page.get_by_label("Nom du signataire")).to_have_value(SIGNATORY[0])
    page.get_by_label("Date que porte le papier").fill(AUTUMN.isoformat())
    page.get_by_label("Copie numérisée").set_input_files([a_file("signature.png", png())])
    page.get_by_role("button", name="Inscrire la signature").click()
    expect(page.get_by_text(f"La signature de {employer} est inscrite.")).to_be_visible()


def open_cockpit(page: Page, mutuelle: str) -> None:
    page.get_by_role("link", name="Mutuelles", exact=True).first.click()
    page.get_by_role("link", name=f"Membres et suivi {YEAR} {mutuelle}").click()


def standing(page: Page, employer: str) -> list[str]:
    """Papers, signature, document and reading of a member, as its line says them."""
    cells = page.get_by_role("row", name=employer).get_by_role("cell").all_inner_texts()
    # a link of a cell says to screen readers whose it is
    return [" ".join(cell.replace(employer, "").split()) for cell in cells]


def test_lead_from_template_to_signed_entente(cast, live_server, page, sign_in, tmp_path):
    it_is(AUTUMN)
    sign_in(page, cast.hubert.email)
    open_project(page, cast.mutuelle.name)
    page.get_by_role("link", name="Déposer une liste").click()
    template = download(page, "Modèle XLSX", tmp_path)
    page.go_back()
    upload_list(page, filled(template, cast))
    read_faults(page)
    read_annotated(download(page, "Fichier annoté", tmp_path))
    mend(page)
    read_changes(page)
    pour_list(page)
    give_papers(page, papers_of(cast.bakery.neq, JOINER_NEQ), "2 pièces reçues")
    submit_project(page)
    leave(page)
    sign_in(page, cast.odile.email)
    study(page, cast.mutuelle.name)
    leave(page)
    sign_in(page, cast.maude.email)
    sign(page)
    leave(page)
    sign_in(page, cast.hubert.email)
    open_cockpit(page, cast.mutuelle.name)
    record_signature(page, JOINER)
    open_cockpit(page, cast.mutuelle.name)

    assert standing(page, cast.bakery.name) == ["Vérifiées", AUTUMN.isoformat(), "—", "—"]
    assert standing(page, JOINER) == ["Vérifiées", f"{AUTUMN} sur papier", "—", "—"]
    gauge = page.get_by_role("link", name="Ententes signées")
    expect(gauge).to_have_text(re.compile(r"^\s*2\s+sur 2"))
