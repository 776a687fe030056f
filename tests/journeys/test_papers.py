"""Papers in Chromium: many files sent in several goes, and verdicts from the keyboard."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from mutuelles.choices import PaperKind, PaperStatus
from mutuelles.forms import PapersForm
from mutuelles.models import MemberPaper, Project
from tests.cast import YEAR, Cast, employer, neq
from tests.cast import member as enrolled
from tests.journeys.test_accessibility import enter, faults, faults_at
from tests.mutuelles.paper_file.files import jpeg, pdf
from tests.papers import of_form, receive, status
from tests.projects import member, past, submitted

PAPERS = reverse("mutuelles:papers", args=["MUT00042", YEAR])
UPLOAD = reverse("mutuelles:paper_upload", args=["MUT00042", YEAR])


@pytest.fixture
def project(cast) -> Project:
    return submitted(cast, cast.bakery, cast.garage)


@pytest.fixture
def page(page) -> Page:
    """Without transitions: axe would measure colours halfway."""
    page.emulate_media(reduced_motion="reduce")
    return page


@pytest.fixture
def bare_page(new_context) -> Page:
    """A browser that runs no script."""
    return new_context(java_script_enabled=False).new_page()


def check(paper: MemberPaper) -> str:
    return reverse("mutuelles:paper_check", args=[paper.public_id])


def choose(page: Page, folder: Path, **files: bytes) -> None:
    paths = [folder / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    page.get_by_label("Fichiers des pièces").set_input_files(paths)
    page.get_by_role("button", name="Déposer les fichiers").click()


def test_send_files_without_script(cast, project, live_server, bare_page, tmp_path):
    enter(bare_page, live_server, cast.hubert)
    bare_page.goto(live_server.url + UPLOAD)

    choose(bare_page, tmp_path, **{f"{neq(1)}.pdf": pdf(), "photo.jpg": jpeg()})

    expect(bare_page.get_by_role("heading", name="1 pièce reçue")).to_be_visible()
    assert MemberPaper.objects.get().kind == PaperKind.RESOLUTION


def test_send_in_several_goes_what_one_does_not_take(
    cast, project, live_server, page, tmp_path, monkeypatch
):
    monkeypatch.setattr(PapersForm, "MOST", 2)
    for rank in range(3):
        member(project, employer(10 + rank, f"Ferme {rank}"))
    enter(page, live_server, cast.hubert)
    page.goto(live_server.url + UPLOAD)

    numbers = [neq(serial) for serial in (1, 2, 10, 11, 12)]
    choose(page, tmp_path, **{f"{number}.pdf": pdf() for number in numbers})

    expect(page.get_by_text("Terminé : 5 / 5")).to_be_visible()
    assert MemberPaper.objects.filter(status=PaperStatus.RECEIVED).count() == 5


def test_verify_from_the_keyboard(cast, project, live_server, page):
    given = [receive(cast, each) for each in project.members.order_by("employer__name_key")]
    enter(page, live_server, cast.odile)
    page.goto(live_server.url + check(given[0]))

    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + check(given[1]))
    page.keyboard.press("Tab")
    page.keyboard.type("La signature manque.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Pièce refusée, et motif envoyé")).to_be_visible()
    assert [status(each) for each in given] == [PaperStatus.VERIFIED, PaperStatus.REFUSED]


def test_find_nothing_on_pages_of_papers(cast, project, live_server, page, tmp_path):
    picture = prepared(cast, project)
    bakery = project.members.get(employer=cast.bakery)
    theirs = reverse("mutuelles:member_papers", args=["MUT00042", YEAR, bakery.pk])
    enter(page, live_server, cast.hubert)

    found = faults_at(page, live_server, [PAPERS, f"{PAPERS}?recherche=zzz", UPLOAD, theirs])
    page.goto(live_server.url + UPLOAD)
    choose(page, tmp_path, **{f"{neq(2)}.pdf": pdf(2), "photo.jpg": jpeg()})
    found += faults(page)
    enter(page, live_server, cast.odile)
    found += faults_at(page, live_server, [PAPERS, check(picture)])

    assert found == []


def test_find_nothing_on_public_list(cast, live_server, page):
    enrolled(cast.mutuelle, cast.bakery)
    address = reverse("mutuelles:public_list")

    queries = [f"?annee={YEAR}", f"?annee={YEAR}&recherche=zzz"]
    found = faults_at(page, live_server, [address + query for query in queries])

    assert found == []


def prepared(cast: Cast, project: Project) -> MemberPaper:
    """Members in every state; the paper that is returned is a picture."""
    past(cast.other_mutuelle, cast.garage)
    refused = receive(cast, project.members.get(employer=cast.bakery))
    MemberPaper.objects.filter(pk=refused.pk).update(status="REFUSED", reason="Illisible.")
    partners = member(project, of_form("33", 7, "Associés du grand rang Sainte-Anne s.e.n.c."))
    return receive(cast, partners, PaperKind.PROCURATION, content=jpeg())
