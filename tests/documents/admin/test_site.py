"""The admin as a whole, seen from the top floor."""

import datetime as dt
import re

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from documents.models import Campaign, CampaignItem, DocumentType
from documents.services import verification
from mutuelles.choices import SignatureMeans, Step
from mutuelles.models import (
    ActivityReport,
    Entente,
    Exclusion,
    KeyDate,
    MemberList,
    MemberListRow,
    Membership,
    Reintegration,
    Revocation,
    Signature,
)
from portal.models import AuditEntry, News, clock
from portal.services import account
from tests.cast import member, official, person
from tests.projects import draft, unsaved_paper
from tests.projects import member as declare

FLOORS = {"portal", "mutuelles", "documents"}


@pytest.fixture
def everything(cast) -> dict[str, object]:
    """The key of a row of each model of the house, by the name of its pages."""
    member(cast.mutuelle, cast.bakery)
    document = official(cast.mutuelle, cast.bakery)
    account.invite(actor=cast.odile, email="neuve@pain.example", name="Nadia Bois")
    News.objects.create(title="Nouveautés", published_on=dt.date(2021, 4, 19))
    uploaded = MemberList.objects.create(
        mutuelle=cast.mutuelle,
        year=2022,
        file_name="membres.csv",
        size=1,
        sha256="0" * 64,
        status="TO_CONFIRM",
        uploaded_by=cast.hubert,
        uploaded_at=clock.now(),
    )
    MemberListRow.objects.create(member_list=uploaded, row=2, employer_number=cast.bakery.neq)
    _year_of(cast)
    campaign = Campaign.objects.create(
        year=2022,
        type=DocumentType.objects.first(),
        issued_on=dt.date(2021, 12, 15),
        launched_at=timezone.now(),
    )
    CampaignItem.objects.create(
        campaign=campaign, employer=cast.bakery, mutuelle=cast.mutuelle, document=document
    )
    verification.by_code("K7QM-2T4X-9RVD")
    return {
        f"{model._meta.app_label}_{model._meta.model_name}": model._default_manager.first().pk
        for model in admin.site._registry
        if model._meta.app_label in FLOORS
    }


def _year_of(cast) -> None:
    """A row of each thing that a manager's year leaves."""
    declared = declare(draft(cast), cast.bakery)
    unsaved_paper(declared).save()
    membership = Membership.objects.get(mutuelle=cast.mutuelle)
    now = clock.now()
    entente = Entente.objects.get(mutuelle=cast.mutuelle)
    Signature.objects.create(
        entente=entente,
        text_sha256=entente.text_sha256,
        membership=membership,
        means=SignatureMeans.PORTAL,
        name="Maude Trépanier",
        capacity="Présidente",
        signed_on=clock.today(),
        signed_at=now,
        recorded_by=cast.maude,
    )
    excluded = Exclusion.objects.create(
        membership=membership,
        reason="Aucun suivi.",
        decided_by=cast.odile,
        decided_on=clock.today(),
        decided_at=now,
    )
    Reintegration.objects.create(
        exclusion=excluded, grounds="Un plan.", requested_by=cast.maude, requested_at=now
    )
    Revocation.objects.create(membership=membership, notified_by=cast.maude, notified_at=now)
    ActivityReport.objects.create(
        mutuelle=cast.mutuelle, year=2022, submitted_by=cast.hubert, submitted_at=now
    )
    KeyDate.objects.create(year=2022, step=Step.PROJECT, day=dt.date(2021, 9, 30))


def staff_pages(client) -> list[str]:
    html = client.get(reverse("admin:index")).content.decode()
    module = re.search(r'<div class="module" id="staff-pages">(.*?)</table>', html, re.S)[1]
    return re.findall(r'<a href="([^"]+)"', module)


def test_open_every_list_search_and_page(client, everything, cast):
    client.force_login(cast.simon)

    statuses = {
        name: [
            client.get(reverse(f"admin:{name}_changelist"), follow=True).status_code,
            client.get(reverse(f"admin:{name}_changelist"), {"q": "pain"}, follow=True).status_code,
            client.get(reverse(f"admin:{name}_change", args=[pk])).status_code,
        ]
        for name, pk in everything.items()
    }

    # what may hold a link to somebody's account is for those who manage accounts
    hidden = {"portal_outgoingmail", "portal_invitation"}
    assert statuses == {name: [403 if name in hidden else 200] * 3 for name in everything}


def test_refuse_every_change_by_consultation(client, everything, cast):
    client.force_login(cast.simon)

    statuses = {
        name: [
            client.post(reverse(f"admin:{name}_add")).status_code,
            client.post(reverse(f"admin:{name}_change", args=[pk])).status_code,
            client.post(reverse(f"admin:{name}_delete", args=[pk])).status_code,
        ]
        for name, pk in everything.items()
    }

    assert statuses == {name: [403, 403, 403] for name in everything}


def test_refuse_page_without_permission(client, cast):
    client.force_login(person("stage@guichet.example", "Stage", is_staff=True))

    answer = client.get(reverse("admin:documents_document_changelist"))

    assert (answer.status_code, answer.templates[0].name) == (403, "403.html")


def test_index_leads_staff_to_their_pages(client, cast):
    client.force_login(cast.odile)

    links = staff_pages(client)

    assert links == [
        reverse("mutuelles:study_list"),
        reverse("mutuelles:reintegration_list"),
        reverse("mutuelles:activity_report_list", args=[2021]),
        reverse("documents:campaign_list"),
        reverse("mutuelles:states"),
        reverse("admin:portal_outgoingmail_changelist"),
        reverse("admin:portal_simulationclock_change", args=[1]),
    ]


def test_index_shows_consultation_what_it_may_open(client, cast):
    client.force_login(cast.simon)

    links = staff_pages(client)

    assert links == [reverse("documents:campaign_list"), reverse("mutuelles:states")]


def test_sign_in_by_the_door_of_the_portal(client, db):
    answer = client.get(reverse("admin:login"))

    assert answer.url.split("?")[0] == reverse("account_login")


def test_refuse_admin_to_delegate(client, cast):
    client.force_login(cast.maude)

    answers = [client.get(reverse(f"admin:{name}")) for name in ("index", "login")]

    assert (answers[0].status_code, answers[1].status_code) == (302, 403)


def test_search_trail_by_subject(client, cast):
    account.invite(actor=cast.odile, email="neuve@pain.example", name="Nadia Bois")
    client.force_login(cast.simon)

    answer = client.get(reverse("admin:portal_auditentry_changelist"), {"q": "portal.user"})

    assert list(answer.context["cl"].result_list) == list(AuditEntry.objects.all())
