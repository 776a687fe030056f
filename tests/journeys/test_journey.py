"""The whole way through the portal, as forms and pages lead along it."""

import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from documents.models import Document
from documents.services import campaign as campaigns
from mutuelles.models import Entente, Membership, Project
from portal.models import OutgoingMail
from tests.cast import TODAY, YEAR, Cast
from tests.journeys.people import signed_in
from tests.journeys.reading import Page, words
from tests.journeys.season import AUTUMN, it_is
from tests.mutuelles.member_list.lists import as_csv, line
from tests.mutuelles.paper_file.files import pdf
from tests.projects import NAMED

NEW_PASSWORD = "quatre-saules-au-bord-de-l-eau"
CONTACT = "maude.tremblay@trois-saules.example"
JOINER = "Menuiserie des Trois Saules inc."
TITLE = "Information officielle - Mutuelle de prévention"


@pytest.fixture(autouse=True)
def autumn(db):
    """While a project may be submitted."""
    it_is(AUTUMN)


@pytest.fixture
def content(cast) -> bytes:
    """The bakery, that the register knows, and the joiner's shop of the model, that it does not."""
    bakery = [
        line(
            employer_number=str(cast.bakery.neq),
            employer_name=cast.bakery.name,
            contact_email=cast.maude.email,
            establishment_number=establishment.number,
            establishment_name=establishment.name,
        )
        for establishment in cast.bakery.establishments.order_by("number")
    ]
    return as_csv([*bakery, line(contact_email=CONTACT)])


def upload(client: Client, cast: Cast, content: bytes) -> Page:
    """What the page of the list says once its file is read."""
    address = reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, YEAR])
    return Page(client.post(address, {"file": a_file("liste.csv", content)}, follow=True))


def a_file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def submit(cast: Cast, content: bytes) -> None:
    """The manager reads the list, pours it into the project, and hands this to the staff."""
    manager = signed_in(cast.hubert.email)
    result = upload(manager, cast, content)
    assert [row[1] for row in result.table("lignes")] == [
        f"{cast.bakery.name} {cast.bakery.neq}",
        f"{cast.bakery.name} {cast.bakery.neq}",
        f"{JOINER} 1199000002",
    ]
    manager.post(result.action("/confirmer/"), result.hidden())
    give_papers(manager, cast)
    of_project = [cast.mutuelle.number, YEAR]
    manager.post(reverse("mutuelles:project_edit", args=of_project), NAMED)
    manager.post(reverse("mutuelles:project_submit", args=of_project))


def give_papers(manager: Client, cast: Cast) -> None:
    """The résolution of each member of the project."""
    papers = Page(manager.get(reverse("mutuelles:papers", args=[cast.mutuelle.number, YEAR])))
    links = papers.links("membres")
    for name in (cast.bakery.name, JOINER):
        form = {"kind": "RESOLUTION", "file": a_file("resolution.pdf", pdf(text=name))}
        manager.post(links[name], form)


def accept(cast: Cast) -> None:
    """Staff recognize the employer that the register did not know, verify papers, and accept."""
    staff = signed_in(cast.odile.email)
    address = Page(staff.get(reverse("mutuelles:study_list"))).link(cast.mutuelle.name)
    study = Page(staff.get(address))
    staff.post(study.action("/etudier/"))
    members = study.links("liste")
    for name in (cast.bakery.name, JOINER):
        member = Page(staff.get(members[name]))
        staff.post(member.link("Vérifier cette pièce"), {"verifier": "1"})
    staff.post(members[JOINER], {"reconnaitre": "1"})
    end = Page(staff.get(address)).link("Accepter le projet")
    staff.post(end, Page(staff.get(end)).hidden())
    assert Project.objects.get().status == "ACCEPTED"


def open_account() -> None:
    """The invited contact follows the link of the mail and chooses a password."""
    mail = OutgoingMail.objects.get(recipient=CONTACT, body__contains="/invitation/")
    link = re.search(r"http://\S+?(/invitation/\S+)", mail.body)[1]
    client = Client()
    assert client.get(link).status_code == HTTPStatus.OK
    answer = client.post(link, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert answer.url == reverse("documents:start")


def launch(cast: Cast) -> str:
    """What the page answers to the launch of a campaign for this mutuelle."""
    staff = signed_in(cast.odile.email)
    form = {"mutuelles": [cast.mutuelle.pk]}
    answer = staff.post(reverse("documents:campaign_launch"), form, follow=True)
    return Page(answer).texts("box")[0]


def work() -> None:
    """What the worker does with the jobs of a campaign."""
    for job in ProcrastinateJob.objects.filter(task_name="documents.tasks.issue_slice"):
        campaigns.issue_slice(**job.args)


def test_lead_from_list_to_consulted_document(cast, content):
    submit(cast, content)
    accept(cast)
    it_is(TODAY)
    open_account()
    assert launch(cast) == "La campagne est lancée."
    work()
    employer, stranger = signed_in(CONTACT, NEW_PASSWORD), signed_in(cast.serge.email)

    before = Page(employer.get(reverse("documents:list")))
    address = before.links("liste")[TITLE]
    pdf = employer.get(Page(employer.get(address)).link("Version imprimable (PDF)"))
    after = Page(employer.get(reverse("documents:list")))
    again = launch(cast)
    work()

    assert [(row[0], row[2:]) for row in before.table("liste")] == [
        ("2021-12-16", ["2021-12-16", "À consulter"])
    ]
    assert pdf.content.startswith(b"%PDF")
    assert [row[2:] for row in after.table("liste")] == [["2021-12-16", "Consulté"]]
    assert Page(employer.get(address)).table("historique") == [
        ["À consulter", "2021-12-16", ""],
        ["Consulté", "2021-12-16", "Maude Tremblay"],
        ["Consulté", "2021-12-16", "Maude Tremblay"],
    ]
    assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    assert again == "Rien à émettre : tout est déjà émis, ou en cours d’émission."
    assert Document.objects.count() == 2


def test_create_members_entente_and_invitation(cast, content):
    submit(cast, content)
    accept(cast)

    members = Membership.objects.active(YEAR).order_by("employer__name_key")
    assert [(each.employer.name, each.mutuelle) for each in members] == [
        (cast.bakery.name, cast.mutuelle),
        (JOINER, cast.mutuelle),
    ]
    assert [(each.mutuelle, each.year) for each in Entente.objects.all()] == [(cast.mutuelle, YEAR)]
    assert [mail.recipient for mail in OutgoingMail.objects.order_by("id")] == [
        NAMED["correspondent_email"],  # the project is submitted
        CONTACT,  # is invited
        *sorted([CONTACT, cast.maude.email]),  # may sign the Entente
        NAMED["correspondent_email"],  # the project is accepted
    ]


def test_answer_second_confirmation_with_what_happened(cast, content):
    manager = signed_in(cast.hubert.email)
    result = upload(manager, cast, content)
    manager.post(result.action("/confirmer/"), result.hidden())

    answer = manager.post(result.action("/confirmer/"), result.hidden())

    assert answer.status_code == HTTPStatus.CONFLICT
    [title] = Page(answer).root.iter("h1")
    assert words(title) == "Les choses ont changé entre-temps"
    assert Project.objects.get().members.count() == 2
