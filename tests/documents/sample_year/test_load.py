"""A small sample year, loaded once for all these tests: whole, and with the scene of seed 000."""

import datetime as dt
from random import Random

import pytest
from django.conf import settings
from django.db import transaction

from documents.choices import DocumentStatus, Subject
from documents.models import Campaign, Certificate, Document, StatusChange
from documents.sample_year.accounts import ACCOUNTS, EMPLOYER, MANAGER, PASSWORD, STAFF
from documents.sample_year.invented.employers import SCENE_NAME, SCENE_NEQ, SECOND_NAME
from documents.sample_year.invented.projects import NEWCOMER, TO_UPLOAD
from documents.sample_year.load import is_loaded, load
from documents.sample_year.loading import member_papers
from documents.sample_year.loading.projects import EXAMPLE
from documents.sample_year.sizes import TINY
from documents.services import campaign as campaigns
from documents.services import file
from documents.views.document_list import PAGE_SIZE
from mutuelles.choices import MemberListStatus, MembershipStatus, ProjectStatus
from mutuelles.models import Entente, MemberList, Membership, Mutuelle, Project, Signature
from mutuelles.services import decision, study
from mutuelles.services import member_list as member_lists
from mutuelles.services import project as projects
from portal.choices import AccountKind, RatingMode, Standing
from portal.models import Employer, News, OutgoingMail, User, clock


@pytest.fixture(scope="module", autouse=True)
def sample_year(django_db_setup, django_db_blocker):
    """One transaction for the module: loading takes seconds."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(TINY, lambda text: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def scene():
    return Employer.objects.get(name=SCENE_NAME)


def values(rows, field: str) -> set:
    return set(rows.order_by().values_list(field, flat=True))


def test_load_does_nothing_the_second_time():
    before = StatusChange.objects.count(), Document.objects.count(), User.objects.count()

    load(TINY, lambda text: None)

    assert is_loaded()
    assert (StatusChange.objects.count(), Document.objects.count(), User.objects.count()) == before


def test_load_gives_every_state():
    assert values(MemberList.objects, "status") == set(MemberListStatus)
    assert values(Project.objects, "status") == set(ProjectStatus) - {ProjectStatus.WITHDRAWN}
    assert values(Document.objects, "status") == set(DocumentStatus)
    assert values(Membership.objects, "status") == set(MembershipStatus)
    assert values(Employer.objects, "standing") == set(Standing)
    assert values(Employer.objects, "rating_mode") == set(RatingMode)
    assert values(Employer.objects, "account_kind") == set(AccountKind)


def test_scene_lists_the_row_of_the_seed(scene):
    rows = Document.objects.of_employer(scene).filter(
        type__subject=Subject.MUTUELLE,
        issued_on__range=(dt.date(2021, 6, 16), dt.date(2021, 12, 16)),
    )

    assert list(rows.values_list("issued_on", "title", "status_on", "status")) == [
        (
            dt.date(2021, 12, 15),
            "Information officielle - Mutuelle de prévention",
            dt.date(2021, 12, 16),
            DocumentStatus.CONSULTED,
        )
    ]


def test_scene_has_the_history_of_the_seed(scene):
    document = Document.objects.get(employer=scene, type__code="information-officielle")

    lines = document.history.order_by("id").values_list("status", "on", "user__name")
    assert list(lines) == [
        ("TO_CONSULT", dt.date(2021, 12, 15), None),
        ("CONSULTED", dt.date(2021, 12, 16), "Maude Trépanier"),
        ("CONSULTED", dt.date(2021, 12, 16), "Maude Trépanier"),
    ]


def test_scene_is_the_bakery_of_two_establishments(scene):
    document = Document.objects.get(employer=scene, type__code="information-officielle")

    assert scene.neq == SCENE_NEQ
    assert document.mutuelle.number == "MUT00042"
    assert Certificate.objects.filter(document=document).count() == 2


def test_neighbour_still_has_its_document_to_consult():
    document = Document.objects.get(employer__name=SECOND_NAME, type__code="information-officielle")

    assert document.status == DocumentStatus.TO_CONSULT
    assert document.employer.documents.order_by().values("type__subject").distinct().count() > 3


def test_accounts_open_with_the_password():
    users = {user.email: user for user in User.objects.filter(email__endswith="@demo.example")}

    assert set(users) == {account.email for account in ACCOUNTS}
    assert [u for u in users.values() if not u.check_password(PASSWORD)] == []
    assert users[EMPLOYER.email].current_access == dt.datetime(2021, 12, 15, 16, 22, tzinfo=dt.UTC)


def test_employer_account_acts_for_both_bakeries():
    mandates = User.objects.get(email=EMPLOYER.email).mandates.in_force(dt.date(2021, 12, 16))

    assert values(mandates, "employer__name") == {SCENE_NAME, SECOND_NAME}


def test_manager_sees_the_mutuelle_whose_list_is_to_upload():
    manager = User.objects.get(email=MANAGER.email)
    with clock.held(dt.date(2021, 12, 16)):
        mutuelles = Mutuelle.objects.visible_to(manager)

    mutuelle = mutuelles.get(number=TO_UPLOAD)
    assert mutuelle.memberships.filter(year=2021).exists()
    assert not mutuelle.memberships.filter(year=2022).exists()
    assert not mutuelle.member_lists.exists()
    assert mutuelle.projects.get().status == ProjectStatus.DRAFT


def test_example_list_brings_somebody_to_invite():
    mutuelle = Mutuelle.objects.get(number=TO_UPLOAD)
    manager, staff = (User.objects.get(email=one.email) for one in (MANAGER, STAFF))
    content = (settings.DATA_DIR / "files" / EXAMPLE).read_bytes()
    before = User.objects.count()

    with transaction.atomic(), clock.held(dt.date(2021, 12, 16)):
        project = mutuelle.projects.get(year=2022)
        uploaded = member_lists.upload(
            actor=manager, mutuelle=mutuelle, year=2022, content=content, name="membres-2022.xlsx"
        )
        member_lists.confirm(actor=manager, member_list=uploaded, revision=project.revision)
        project.refresh_from_db()
        member_papers.receive(project, manager, Random(0), awaited=0)
        projects.submit(actor=manager, project=project)
        study.start(actor=staff, project=project)
        member_papers.verify(project, staff)
        newcomer = project.members.get(employer__name=NEWCOMER)
        decision.recognize(actor=staff, member=newcomer)
        study.accept(actor=staff, project=project)
        invited = [mandate.user for mandate in newcomer.employer.mandates.all()]
        mailed = OutgoingMail.objects.filter(recipient=invited[0].email).count()
        added = User.objects.count() - before
        transaction.set_rollback(True)

    # the invitation, and the Entente that waits for a signature
    assert (len(invited), added, mailed) == (1, 1, 2)


def test_neighbour_has_a_second_page():
    window = (dt.date(2021, 6, 16), dt.date(2021, 12, 16))
    neighbour = Employer.objects.get(name=SECOND_NAME)

    rows = Document.objects.of_employer(neighbour).filter(issued_on__range=window)

    assert rows.count() > PAGE_SIZE


def test_two_projects_wait_for_the_staff():
    waiting = Project.objects.to_study()

    assert values(waiting, "mutuelle__number") == {"MUT00031", "MUT00036"}


def test_accepted_projects_have_their_members_and_entente():
    accepted = Project.objects.filter(status=ProjectStatus.ACCEPTED)

    mutuelles = values(accepted, "mutuelle")
    assert values(Membership.objects.active(2022), "mutuelle") == mutuelles
    assert values(Entente.objects.filter(year=2022), "mutuelle") == mutuelles


def test_neighbour_of_scene_has_still_to_sign(scene):
    neighbour = Employer.objects.get(name=SECOND_NAME)

    signed = set(Signature.objects.values_list("membership__employer", flat=True))

    assert scene.pk in signed
    assert neighbour.pk not in signed


def test_campaign_is_issued_and_leaves_others_to_launch():
    campaign = Campaign.objects.get()

    progress = campaigns.progress(campaign)
    assert (progress.issued, progress.failed, progress.pending) == (4, 0, 0)
    assert Membership.objects.active(2022).exclude(mutuelle__number__in=TINY.campaign).exists()


def test_documents_keep_the_bytes_of_their_hash():
    document = Document.objects.order_by("id").first()

    assert len(file.read(document)) == document.size


def test_news_begin_with_the_certificates():
    assert News.objects.first().published_on == dt.date(2021, 12, 10)
