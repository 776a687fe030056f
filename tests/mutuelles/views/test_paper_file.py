"""One paper: its file, in a sandbox, and the page where staff verify or refuse it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from mutuelles.choices import PaperKind, PaperStatus, ProjectStatus
from mutuelles.models import MemberPaper, Project, ProjectMember
from tests.cast import YEAR, employer, neq
from tests.journeys.reading import Page
from tests.mutuelles.paper_file.files import pdf, png
from tests.papers import receive, status
from tests.projects import member, submitted


@pytest.fixture
def bakery(cast) -> ProjectMember:
    return submitted(cast, cast.bakery).members.get()


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.odile)
    return client


def file_of(paper: MemberPaper) -> str:
    return reverse("mutuelles:paper_file", args=[paper.public_id])


def check(paper: MemberPaper) -> str:
    return reverse("mutuelles:paper_check", args=[paper.public_id])


@pytest.mark.parametrize(
    ("content", "content_type", "name"),
    [
        (pdf(), "application/pdf", f"{neq(1)}-resolution.pdf"),
        (png(), "image/png", f"{neq(1)}-resolution.png"),
    ],
)
def test_serve_file_as_what_it_was_found_to_be(staff, cast, bakery, content, content_type, name):
    paper = receive(cast, bakery, content=content, name='x";\r\n.html')

    answer = staff.get(file_of(paper))

    assert answer.content == content
    assert {header: answer[header] for header in SAFE} == SAFE | {
        "Content-Type": content_type,
        "Content-Disposition": f'inline; filename="{name}"',
    }


SAFE = {
    "Content-Type": "",
    "Content-Disposition": "",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "private, no-store",
}


def test_serve_file_to_keep(staff, cast, bakery):
    answer = staff.get(file_of(receive(cast, bakery)) + "?telecharger")

    assert answer["Content-Disposition"] == f'attachment; filename="{neq(1)}-resolution.pdf"'


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("serge", 404),
        ("maude", 200),
        ("hubert", 200),
        ("rita", 404),
        ("simon", 404),
        ("odile", 200),
    ],
)
def test_serve_file_to_whom_it_concerns(client, cast, bakery, person, code):
    paper = receive(cast, bakery)
    client.force_login(getattr(cast, person))

    assert client.get(file_of(paper)).status_code == code


def test_keep_files_off_the_public_addresses(client, cast, bakery):
    paper = receive(cast, bakery)

    assert client.get(f"/{paper.file.name}").status_code == 404


@pytest.mark.parametrize("damage", [b"%PDF-1.7 autre", None])
def test_serve_no_file_that_was_altered(staff, cast, bakery, damage, caplog):
    paper = receive(cast, bakery)
    default_storage.delete(paper.file.name)
    if damage:
        default_storage.save(paper.file.name, ContentFile(damage))

    answer = staff.get(file_of(paper))

    assert answer.status_code == 500
    assert Page(answer).root.find(".//h1").text == "Ce fichier ne vous est pas remis"
    assert caplog.records[0].levelname == "CRITICAL"


@pytest.mark.parametrize(("content", "tag"), [(pdf(), "iframe"), (png(), "img")])
def test_show_paper_beside_the_verdict(staff, cast, bakery, content, tag):
    paper = receive(cast, bakery, content=content)

    page = Page(staff.get(check(paper)))

    [shown] = page.root.iter(tag)
    assert shown.get("src", "").split("#")[0] == file_of(paper)


def test_verify_one_paper_after_the_other(staff, cast, bakery):
    first = receive(cast, bakery)
    second = receive(cast, member(bakery.project, employer(9, "Épicerie du Cap inc.")))

    answer = staff.post(check(first), {"verifier": "1"})
    last = staff.post(answer.url, {"verifier": "1"})

    assert answer.url == check(second)
    assert last.url == reverse("mutuelles:papers", args=["MUT00042", YEAR])
    assert (status(first), status(second)) == (PaperStatus.VERIFIED, PaperStatus.VERIFIED)


def test_go_on_with_the_first_after_the_last(staff, cast, bakery):
    first = receive(cast, bakery)
    last = receive(cast, bakery, PaperKind.REVOCATION)

    page = Page(staff.get(check(last)))

    assert page.link("Passer, voir la suivante") == check(first)


def test_pass_over_papers_of_other_projects(staff, cast, bakery):
    paper = receive(cast, bakery)
    others = submitted(cast, mutuelle=cast.other_mutuelle)
    theirs = receive(cast, bakery, PaperKind.REVOCATION)
    MemberPaper.objects.filter(pk=theirs.pk).update(member=member(others, cast.garage))

    answer = staff.post(check(paper), {"verifier": "1"})

    assert answer.url == reverse("mutuelles:papers", args=["MUT00042", YEAR])


def test_refuse_paper_with_a_reason(staff, cast, bakery):
    paper = receive(cast, bakery)

    answer = staff.post(
        check(paper), {"refuser": "1", "reason": "La signature manque."}, follow=True
    )

    assert (status(paper), paper.reason) == (PaperStatus.REFUSED, "La signature manque.")
    assert Page(answer).texts("box") == [
        "Pièce refusée, et motif envoyé : Résolution, Boulangerie Quatre-Temps inc."
    ]


def test_ask_for_the_reason(staff, cast, bakery):
    paper = receive(cast, bakery)

    page = Page(staff.post(check(paper), {"refuser": "1", "reason": " "}))

    assert page.texts("fault") == ["Ce champ est obligatoire."]
    assert status(paper) == PaperStatus.RECEIVED


def test_offer_no_verdict_to_the_sender(staff, cast, bakery):
    paper = receive(cast, bakery)
    MemberPaper.objects.update(uploaded_by=cast.odile)

    page = Page(staff.get(check(paper)))

    assert page.texts("button") == []
    assert page.texts("box") == ["Vous avez déposé cette pièce : une autre personne la vérifie."]


def test_offer_no_verdict_once_project_is_decided(staff, cast, bakery):
    paper = receive(cast, bakery)
    Project.objects.update(
        status=ProjectStatus.ACCEPTED, decided_by=cast.odile, decided_at=bakery.project.opened_at
    )

    assert Page(staff.get(check(paper))).texts("button") == []


def test_answer_409_to_whoever_comes_second(staff, cast, bakery):
    paper = receive(cast, bakery)
    staff.post(check(paper), {"verifier": "1"})

    answer = staff.post(check(paper), {"verifier": "1"})

    assert answer.status_code == 409
