import re

import pytest
from django.urls import reverse

from mutuelles.choices import MemberListStatus
from mutuelles.models import MemberList
from portal.models import clock
from tests.projects import submitted as submitted_project


@pytest.fixture
def submitted(cast) -> MemberList:
    return MemberList.objects.create(
        mutuelle=cast.mutuelle,
        year=2022,
        file_name="membres.csv",
        size=812,
        sha256="0" * 64,
        project=submitted_project(cast),
        status=MemberListStatus.CONFIRMED,
        uploaded_by=cast.hubert,
        uploaded_at=clock.now(),
    )


def tools(client, member_list: MemberList) -> list[str]:
    page = reverse("admin:mutuelles_memberlist_change", args=[member_list.pk])
    html = client.get(page).content.decode()
    items = re.search(r'<ul class="object-tools">(.*?)</ul>', html, re.S)[1]
    return re.findall(r'<a href="([^"]+)"', items)


def test_lead_to_study(client, cast, submitted):
    client.force_login(cast.odile)

    links = tools(client, submitted)

    assert links == [
        reverse("mutuelles:study", args=[submitted.project.public_id]),
        reverse("mutuelles:member_list_detail", args=[submitted.public_id]),
        f"/admin/mutuelles/memberlistrow/?member_list__id__exact={submitted.pk}",
    ]


def test_hide_study_from_consultation(client, cast, submitted):
    client.force_login(cast.simon)

    links = tools(client, submitted)

    assert links == [
        reverse("mutuelles:member_list_detail", args=[submitted.public_id]),
        f"/admin/mutuelles/memberlistrow/?member_list__id__exact={submitted.pk}",
    ]


def test_search_by_mutuelle(client, cast, submitted):
    client.force_login(cast.simon)
    page = reverse("admin:mutuelles_memberlist_changelist")

    found, empty = (client.get(page, {"q": text}) for text in ("MUT00042", "MUT00043"))

    assert list(found.context["cl"].result_list) == [submitted]
    assert list(empty.context["cl"].result_list) == []
