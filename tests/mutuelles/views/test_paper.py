"""The pages of papers: who lacks what, one paper given, many given."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mutuelles.choices import PaperKind, PaperStatus, ProjectStatus
from mutuelles.forms import PapersForm
from mutuelles.models import MemberPaper, Project, ProjectMember
from tests.cast import YEAR, employer, neq
from tests.journeys.reading import Page
from tests.mutuelles.paper_file.files import pdf, png
from tests.papers import of_form, receive
from tests.projects import draft, member, paper, past, submitted

ARGUMENTS = ["MUT00042", YEAR]


@pytest.fixture
def project(cast) -> Project:
    """The bakery and the garage, in a project that waits for the staff."""
    return submitted(cast, cast.bakery, cast.garage)


@pytest.fixture
def bakery(cast, project) -> ProjectMember:
    return project.members.get(employer=cast.bakery)


@pytest.fixture
def manager(client, cast):
    client.force_login(cast.hubert)
    return client


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.odile)
    return client


def address(name: str = "papers", *more: object) -> str:
    return reverse(f"mutuelles:{name}", args=[*ARGUMENTS, *more])


def listed(client, **query: str) -> list[list[str]]:
    return Page(client.get(address(), query)).table("membres")


def send(client, url: str, *files: tuple[str, bytes], **data: str):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url, data | {"pieces": sent})


def test_show_what_each_member_owes(manager, cast, project, bakery):
    past(cast.other_mutuelle, cast.garage)
    receive(cast, bakery)

    rows = listed(manager)

    assert rows == [
        [
            f"Boulangerie Quatre-Temps inc. NEQ {neq(1)}",
            "Résolution Reçue le "
            f"{MemberPaper.objects.get().uploaded_at:%Y-%m-%d} Reçu "
            "Voir Résolution, Boulangerie Quatre-Temps inc.",
        ],
        [
            f"Garage du Rang ltée NEQ {neq(2)}",
            "Résolution Manquant Révocation de l’ancienne mutuelle Manquant",
        ],
    ]


def test_name_either_paper_of_partnership(manager, cast, project):
    member(project, of_form("33", 7, "Associés s.e.n.c."))

    rows = listed(manager)

    assert rows[0][1] == "Résolution ou procuration Manquant"


def test_show_why_paper_was_refused(manager, bakery):
    paper(bakery, status=PaperStatus.REFUSED, reason="La signature manque.")

    rows = listed(manager)

    assert rows[0][1] == (
        "Résolution La signature manque. Refusé Voir Résolution, Boulangerie Quatre-Temps inc."
    )


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("manquante", ["Atelier", "Cordonnerie"]),
        ("a-verifier", ["Bergerie"]),
        ("refusee", ["Drôlerie"]),
        ("completes", ["Épicerie"]),
        ("", ["Atelier", "Bergerie", "Cordonnerie", "Drôlerie", "Épicerie"]),
    ],
)
def test_filter_by_state(manager, cast, state, names):
    project = submitted(cast)
    for rank, (name, status) in enumerate(
        [
            ("Atelier", None),
            ("Bergerie", PaperStatus.RECEIVED),
            ("Cordonnerie", PaperStatus.REPLACED),
            ("Drôlerie", PaperStatus.REFUSED),
            ("Épicerie", PaperStatus.VERIFIED),
        ]
    ):
        theirs = member(project, employer(10 + rank, name))
        if status:
            paper(theirs, status=status)

    rows = listed(manager, etat=state)

    assert [row[0].split()[0] for row in rows] == names


@pytest.mark.parametrize("text", ["quatre", "QUÀTRE-TEMPS", neq(1)[:9], neq(1)])
def test_search_members(manager, project, text):
    rows = listed(manager, recherche=text)

    assert [row[0].split()[0] for row in rows] == ["Boulangerie"]


def test_page_members_and_keep_the_filter(manager, cast):
    project = submitted(cast)
    for rank in range(60):
        member(project, employer(100 + rank, f"Ferme {rank:03d}"))
    first = Page(manager.get(address(), {"etat": "manquante"}))

    second = Page(manager.get(address() + first.link("Suivants")))

    assert len(first.table("membres")) == 50
    assert [row[0][:9] for row in second.table("membres")] == [
        f"Ferme {r:03d}" for r in range(50, 60)
    ]
    assert first.link("Suivants").startswith("?etat=manquante&apres=")


def test_ask_as_many_questions_for_three_members_as_for_one(
    manager, cast, django_assert_num_queries
):
    project = submitted(cast, cast.bakery)
    receive(cast, project.members.get())
    manager.get(address())

    for name in ("Atelier", "Bergerie"):
        with django_assert_num_queries(10):
            manager.get(address())
        receive(cast, member(project, employer(len(name), name)))


def test_send_consultant_no_link_to_files(client, cast, bakery):
    receive(cast, bakery)
    client.force_login(cast.simon)

    page = Page(client.get(address()))

    assert page.links("membres").keys() == {"Boulangerie Quatre-Temps inc.", "Garage du Rang ltée"}
    assert Page(client.get(address("member_papers", bakery.pk))).texts("entries") == []


def test_lead_staff_to_the_first_to_check(staff, cast, bakery):
    given = receive(cast, bakery)

    page = Page(staff.get(address()))

    assert page.link("Vérifier la première") == reverse(
        "mutuelles:paper_check", args=[given.public_id]
    )


def test_show_last_project_of_the_year(manager, cast, project):
    Project.objects.update(
        status=ProjectStatus.WITHDRAWN, decided_by=cast.odile, decided_at=project.opened_at
    )
    member(draft(cast), employer(9, "Ferme du Cap inc."))

    rows = listed(manager)

    assert [row[0].split(" NEQ")[0] for row in rows] == ["Ferme du Cap inc."]


def test_find_no_papers_without_a_project(manager, cast):
    assert manager.get(address()).status_code == 404


def test_give_one_paper(manager, cast, bakery):
    url = address("member_papers", bakery.pk)

    answer = manager.post(
        url, {"kind": "RESOLUTION", "file": SimpleUploadedFile("a.pdf", pdf())}, follow=True
    )

    page = Page(answer)
    assert page.texts("box") == ["La pièce est reçue : le personnel la vérifiera."]
    assert [row[2] for row in page.table("recues")] == ["a.pdf 1 ko"]
    assert MemberPaper.objects.get().kind == PaperKind.RESOLUTION


def test_offer_kinds_of_legal_form(manager, cast, project):
    sole = member(project, of_form("22", 7, "Jean Caron, menuisier"))

    page = Page(manager.get(address("member_papers", sole.pk)))

    kinds = [e.get("value") for e in page.root.iter("input") if e.get("name") == "kind"]
    checked = [e.get("value") for e in page.root.iter("input") if e.get("checked") is not None]
    assert (kinds, checked) == (["PROCURATION", "REVOCATION", "ANNULMENT"], ["PROCURATION"])


def test_tell_fault_on_the_page_it_came_from(manager, bakery):
    url = address("member_papers", bakery.pk)
    file = SimpleUploadedFile("a.pdf", b"MZ")

    answer = manager.post(url, {"kind": "RESOLUTION", "file": file}, HTTP_REFERER=url, follow=True)

    assert Page(answer).texts("box") == ["C’est un programme, et non une pièce."]


def test_show_what_papers_became(manager, cast, bakery):
    receive(cast, bakery, name="un.pdf")
    receive(cast, bakery, name="deux.pdf")

    page = Page(manager.get(address("member_papers", bakery.pk)))

    assert [row[4] for row in page.table("recues")] == ["Reçu", "Remplacé"]


def test_give_many_papers(manager, cast, project):
    files = [(f"{neq(1)}.pdf", pdf()), (f"{neq(2)}_révocation.png", png()), ("photo.png", png())]

    page = Page(send(manager, address("paper_upload"), *files))

    assert page.texts("box") == [
        "2 pièces reçues 1 fichier n’a pas été gardé : le tableau dit pourquoi. "
        "Le personnel les vérifiera. Voir les membres et leurs pièces"
    ]
    assert page.table("resultats") == [
        ["photo.png", "—", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."],
        [f"{neq(1)}.pdf", "Boulangerie Quatre-Temps inc. Résolution", "Reçu"],
        [
            f"{neq(2)}_révocation.png",
            "Garage du Rang ltée Révocation de l’ancienne mutuelle",
            "Reçu",
        ],
    ]


def test_count_apart_files_that_were_there(manager, project):
    file = (f"{neq(1)}.pdf", pdf())
    send(manager, address("paper_upload"), file)

    page = Page(send(manager, address("paper_upload"), file))

    assert page.texts("box") == [
        "Aucune pièce reçue 1 fichier était déjà reçu. Voir les membres et leurs pièces"
    ]


def test_ask_for_a_file(manager, project):
    page = Page(manager.post(address("paper_upload"), {"pieces": ""}))

    assert page.texts("fault") == ["Choisissez au moins un fichier."]


def test_announce_limits_and_hold_them(manager, project, monkeypatch):
    monkeypatch.setattr(PapersForm, "MOST", 2)
    files = [(f"{rank}.pdf", b"") for rank in range(3)]

    page = Page(send(manager, address("paper_upload"), *files))

    assert page.texts("fault") == ["Au plus 2 fichiers par envoi : les déposer en plusieurs fois."]
    assert page.texts("help")[-1] == (
        "PDF, JPEG ou PNG, 10 Mo au plus chacun. Par envoi, 2 fichiers et 40 Mo au plus."
    )


def test_refuse_to_give_once_project_is_closed(manager, cast, project, bakery):
    Project.objects.update(
        status=ProjectStatus.WITHDRAWN, decided_by=cast.odile, decided_at=project.opened_at
    )

    page = Page(manager.get(address("member_papers", bakery.pk)))

    assert [form.get("method") for form in page.root.iter("form") if form.get("enctype")] == []
    assert manager.get(address("paper_upload")).status_code == 403
    assert manager.post(address("member_papers", bakery.pk), {}).status_code == 403


def test_find_no_member_of_another_project(manager, cast, project):
    others = submitted(cast, mutuelle=cast.other_mutuelle)
    theirs = member(others, cast.garage)

    assert manager.get(address("member_papers", theirs.pk)).status_code == 404
