"""Steps of a project by clicking, which more than one journey takes."""

from playwright.sync_api import FilePayload, Page, expect

from tests.cast import YEAR
from tests.projects import NAMED


def leave(page: Page) -> None:
    page.get_by_role("button", name="Se déconnecter").click()


def a_file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def open_project(page: Page, mutuelle: str) -> None:
    """Opened, and its two people and exposé written."""
    page.get_by_role("link", name=f"Projet {YEAR} {mutuelle}").click()
    page.get_by_role("button", name=f"Ouvrir le projet {YEAR}").click()
    for name, value in NAMED.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Enregistrer le projet").click()
    expect(page.get_by_text("Le projet est enregistré.")).to_be_visible()


def upload_list(page: Page, file: FilePayload) -> None:
    """From the page of the project."""
    page.get_by_role("link", name="Déposer une liste").click()
    page.get_by_label("Fichier de la liste").set_input_files([file])
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_role("heading", name="Lecture de la liste des membres")).to_be_visible()


def pour_list(page: Page) -> None:
    page.get_by_role("button", name="Verser la liste au projet").click()
    expect(page.get_by_text("La liste est versée au projet.")).to_be_visible()


def give_papers(page: Page, files: list[FilePayload], received: str) -> None:
    """From the page of the project, and back; `received`: the sentence that counts them."""
    page.get_by_role("link", name="Leurs pièces").click()
    page.get_by_role("link", name="Déposer des pièces").click()
    page.get_by_label("Fichiers des pièces").set_input_files(files)
    page.get_by_role("button", name="Déposer les fichiers").click()
    expect(page.get_by_role("heading", name=received, exact=True)).to_be_visible()
    page.get_by_role("link", name="Voir les membres et leurs pièces").click()
    page.get_by_role("link", name=f"projet {YEAR}").click()


def submit_project(page: Page) -> None:
    end = page.get_by_role("region", name="Avant de soumettre")
    end.get_by_role("link", name="Soumettre le projet").click()
    page.get_by_role("button", name="Soumettre le projet").click()
    expect(page.get_by_role("heading", name="Le projet attend d’être étudié")).to_be_visible()


def open_study(page: Page, mutuelle: str) -> None:
    page.get_by_role("link", name="Projets à étudier").first.click()
    page.get_by_role("link", name=mutuelle, exact=True).click()


def recognize(page: Page, employer: str) -> None:
    """From the page of the study."""
    page.get_by_role("link", name=employer, exact=True).click()
    page.get_by_role("button", name="Reconnaître cet employeur").click()
    expect(page.get_by_text("L’employeur est reconnu.")).to_be_visible()


def verify_papers(page: Page, count: int) -> None:
    """From the page of the study: one after the other, as the page leads on."""
    page.get_by_role("link", name="Toutes les pièces du projet").click()
    page.get_by_role("link", name="Vérifier la première").click()
    for _following in range(count - 1):
        name = page.get_by_role("heading", level=1).locator("+ p").inner_text()
        page.get_by_role("button", name="Vérifier, et passer à la suivante").click()
        expect(page.get_by_role("heading", level=1).locator("+ p")).not_to_have_text(name)
    page.get_by_role("button", name="Vérifier la pièce").click()
    expect(page.get_by_role("heading", name="Membres et pièces")).to_be_visible()


def accept_project(page: Page, button: str, told: str) -> None:
    """From the page of the study."""
    page.get_by_role("link", name="Accepter le projet").click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(told, exact=True)).to_be_visible()
