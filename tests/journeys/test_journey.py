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
from mutuelles.models import Entente, MemberList, Membership
from portal.models import Employer, OutgoingMail
from tests.cast import YEAR, Cast
from tests.journeys.people import signed_in
from tests.journeys.reading import Page
from tests.mutuelles.member_list.lists import as_csv, line

NEW_PASSWORD = "quatre-saules-au-bord-de-l-eau"
CONTACT = "maude.tremblay@trois-saules.example"
TITLE = "Information officielle - Mutuelle de prévention"


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


def upload(client: Client, cast: Cast, content: bytes) -> MemberList:
    address = reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, YEAR])
    client.post(address, {"file": SimpleUploadedFile("liste.csv", content)})
    return MemberList.objects.latest("id")


def submit(cast: Cast, content: bytes) -> MemberList:
    """The manager reads what the list changes, and sends it to the staff."""
    manager = signed_in(cast.hubert.email)
    member_list = upload(manager, cast, content)
    result = Page(
        manager.get(reverse("mutuelles:member_list_detail", args=[member_list.public_id]))
    )
    assert [row[1] for row in result.table("lignes")] == [
        f"{cast.bakery.name} {cast.bakery.neq}",
        f"{cast.bakery.name} {cast.bakery.neq}",
        "Menuiserie des Trois Saules inc. 1199000002",
    ]
    manager.post(reverse("mutuelles:member_list_confirm", args=[member_list.public_id]))
    return member_list


def accept(cast: Cast, member_list: MemberList) -> None:
    """Staff recognize the employer that the register did not know, and accept."""
    staff = signed_in(cast.odile.email)
    address = Page(staff.get(reverse("mutuelles:study_list"))).link(cast.mutuelle.name)
    unknown = Employer.objects.get(neq="1199000002")
    staff.post(address, {"reconnu": unknown.pk, "accepter": "1"})
    member_list.refresh_from_db()
    assert member_list.status == "ACCEPTED"


def open_account() -> None:
    """The invited contact follows the link of the mail and chooses a password."""
    mail = OutgoingMail.objects.get(recipient=CONTACT)
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
    accept(cast, submit(cast, content))
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
    accept(cast, submit(cast, content))

    members = Membership.objects.active(YEAR).order_by("employer__name_key")
    assert [(each.employer.name, each.mutuelle) for each in members] == [
        (cast.bakery.name, cast.mutuelle),
        ("Menuiserie des Trois Saules inc.", cast.mutuelle),
    ]
    assert [(each.mutuelle, each.year) for each in Entente.objects.all()] == [(cast.mutuelle, YEAR)]
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == [CONTACT]


def test_refuse_second_confirmation_on_page_of_list(cast, content):
    manager = signed_in(cast.hubert.email)
    member_list = upload(manager, cast, content)
    page = reverse("mutuelles:member_list_detail", args=[member_list.public_id])
    address = reverse("mutuelles:member_list_confirm", args=[member_list.public_id])
    manager.post(address, follow=True)

    answer = manager.post(address, headers={"referer": f"http://testserver{page}"}, follow=True)

    assert answer.redirect_chain == [(f"http://testserver{page}", HTTPStatus.FOUND)]
    assert Page(answer).texts("box")[0] == "Cette liste a déjà été traitée : rechargez la page."
