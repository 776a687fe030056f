"""Pages of a list: upload, what it changes, confirmation."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mutuelles.models import MemberList, Project, ProjectMember
from mutuelles.services import member_list as lists
from portal.models import clock
from tests.cast import YEAR, Cast, employer, neq
from tests.member_lists import csv_file, new_row, row


@pytest.fixture
def hubert(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.hubert)
    return client


def upload(cast: Cast, *rows: dict[str, str]) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=csv_file(*rows), name="l.csv"
    )


def send(client: Client, cast: Cast, content: bytes, **options):
    file = SimpleUploadedFile("membres.csv", content)
    return client.post(upload_page(cast), {"file": file}, **options)


def upload_page(cast: Cast, year: int = YEAR) -> str:
    return reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, year])


def page(name: str, member_list: MemberList, *more: str) -> str:
    return reverse(f"mutuelles:{name}", args=[member_list.public_id, *more])


def shown_groups(html: str) -> dict[str, str]:
    """Count by kind, as the page shows them."""
    groups = re.findall(r"<b>(\d+)</b>\s*<div>\s*<h3 id=\"(\w+)\"", html)
    return {kind: count for count, kind in groups}


@pytest.mark.parametrize("year", [2019, 2020, 2023])
def test_refuse_page_of_year_that_is_closed(hubert, cast, year):
    assert hubert.get(upload_page(cast, year)).status_code == 404


def test_announce_limits(hubert, cast):
    html = hubert.get(upload_page(cast)).content.decode()

    limits = re.findall(r"<li>([^<]*(?:Mo|lignes)[^<]*)</li>", html)
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in limits] == [
        "20 Mo au plus, 40 Mo pour un CSV en UTF-16.",
        "50 000 lignes et 16 colonnes au plus.",
    ]


def test_say_that_project_is_past_drafting(hubert, cast):
    upload(cast, row(cast.bakery))
    Project.objects.update(status="IN_STUDY", submitted_by=cast.hubert, submitted_at=clock.now())

    answer = hubert.get(upload_page(cast))

    assert (
        answer.context["closed"]
        == "Ce projet est à l’étude\N{NO-BREAK SPACE}: le personnel en décidera."
    )


def test_lead_to_first_list_for_same_bytes(hubert, cast):
    content = csv_file(row(cast.bakery))
    first = send(hubert, cast, content)

    again = send(hubert, cast, content, follow=True)

    assert again.redirect_chain == [(first.url, 302)]
    assert [str(message) for message in again.context["messages"]] == [
        "Ce fichier a déjà été déposé\N{NO-BREAK SPACE}: voici sa lecture."
    ]


def test_trace_file_over_limit(hubert, cast, settings):
    settings.LIST_MAX_MEGABYTES = 0

    send(hubert, cast, csv_file(row(cast.bakery)))

    member_list = MemberList.objects.get()
    message = member_list.faults[0]["message"].replace("\N{NO-BREAK SPACE}", " ")
    assert (member_list.status, message) == ("FAULTY", "« membres.csv » pèse plus de 0 Mo.")


def test_show_groups_of_changes(hubert, cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage), new_row(employer_number=neq(77)))

    html = hubert.get(page("member_list_detail", member_list)).content.decode()

    assert shown_groups(html) == {"arrivees": "2", "inconnus": "1"}


def test_show_page_of_group(hubert, cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage))

    answer = hubert.get(page("change_list", member_list, "arrivees"))

    assert [named.name for named in answer.context["group"].named] == [
        "Boulangerie Quatre-Temps inc.",
        "Garage du Rang ltée",
    ]


def test_refuse_page_of_unknown_group(hubert, cast):
    member_list = upload(cast, row(cast.bakery))

    assert hubert.get(page("change_list", member_list, "autres")).status_code == 404


def test_confirm_what_is_not_set_aside(hubert, cast):
    member_list = upload(cast, row(cast.bakery), new_row(employer_number=neq(77)))
    answers = {"revision": "0", "inconnus": "ecarter", "arrivees": "accepter"}

    answer = hubert.post(page("member_list_confirm", member_list), answers)

    assert answer.url == reverse("mutuelles:project", args=[cast.mutuelle.number, YEAR])
    assert [member.employer for member in ProjectMember.objects.all()] == [cast.bakery]


def test_answer_whoever_confirms_second(hubert, cast):
    first, second = upload(cast, row(cast.bakery)), upload(cast, row(cast.garage))
    hubert.post(page("member_list_confirm", first), {"revision": "0"})

    answer = hubert.post(page("member_list_confirm", second), {"revision": "0"})

    assert (answer.status_code, ProjectMember.objects.count()) == (409, 1)


def test_abandon_from_page(hubert, cast):
    member_list = upload(cast, row(cast.bakery))

    hubert.post(page("member_list_abandon", member_list))

    member_list.refresh_from_db()
    assert member_list.status == "ABANDONED"


@pytest.mark.parametrize("name", ["member_list_detail", "member_list_index"])
@pytest.mark.parametrize("count", [1, 3])
def test_ask_same_number_of_queries(hubert, cast, django_assert_num_queries, name, count):
    numbers = range(count)
    others = [employer(200 + rank, f"Atelier {rank} inc.") for rank in numbers]
    member_list = upload(cast, *(row(each) for each in others))
    arguments = {
        "member_list_detail": [member_list.public_id],
        "member_list_index": [cast.mutuelle.number, YEAR],
    }
    address = reverse(f"mutuelles:{name}", args=arguments[name])
    hubert.get(address)

    with django_assert_num_queries({"member_list_detail": 14, "member_list_index": 9}[name]):
        hubert.get(address)
