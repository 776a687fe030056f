import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from documents.choices import ItemStatus
from documents.models import CampaignItem, Document
from documents.services import campaign as campaigns
from mutuelles.models import Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry
from tests.cast import ISSUED_ON, YEAR, employer, member, official


def launch(cast, actor=None):
    return campaigns.launch(
        actor=actor or cast.odile,
        year=YEAR,
        mutuelles=Mutuelle.objects.all(),
        issued_on=ISSUED_ON,
    )


def test_launch_creates_items_and_jobs_together(cast):
    member(cast.mutuelle, cast.bakery)
    member(cast.other_mutuelle, cast.garage)

    campaign = launch(cast)

    assert campaigns.progress(campaign) == campaigns.Progress(issued=0, failed=0, pending=2)
    jobs = ProcrastinateJob.objects.filter(task_name="documents.tasks.issue_slice")
    assert [job.args for job in jobs] == [{"campaign_id": campaign.pk}]
    assert AuditEntry.objects.filter(verb="launch", actor=cast.odile).count() == 1


def test_issue_slice_delivers_document_with_certificates(cast):
    member(cast.mutuelle, cast.bakery)
    campaign = launch(cast)

    campaigns.issue_slice(campaign_id=campaign.pk)

    document = Document.objects.get(employer=cast.bakery)
    assert document.title == "Information officielle - Mutuelle de prévention"
    assert (document.status, document.issued_on, document.mutuelle) == (
        "TO_CONSULT",
        ISSUED_ON,
        cast.mutuelle,
    )
    assert [line.status for line in document.history.all()] == ["TO_CONSULT"]
    assert document.certificates.count() == 2
    assert campaigns.progress(campaign) == campaigns.Progress(issued=1, failed=0, pending=0)


def test_launch_twice_issues_nothing_twice(cast):
    member(cast.mutuelle, cast.bakery)
    campaign = launch(cast)

    with pytest.raises(BusinessError):
        launch(cast)
    campaigns.issue_slice(campaign_id=campaign.pk)
    campaigns.issue_slice(campaign_id=campaign.pk)
    with pytest.raises(BusinessError):
        launch(cast)

    assert Document.objects.count() == 1


def test_launch_again_takes_late_member_only(cast):
    member(cast.mutuelle, cast.bakery)
    campaigns.issue_slice(campaign_id=launch(cast).pk)
    member(cast.other_mutuelle, cast.garage)

    campaign = launch(cast)

    assert [item.employer for item in campaign.items.all()] == [cast.garage]


def test_issue_slice_marks_employer_without_establishment(cast):
    cast.garage.establishments.all().delete()
    member(cast.mutuelle, cast.bakery)
    member(cast.mutuelle, cast.garage)
    campaign = launch(cast)

    campaigns.issue_slice(campaign_id=campaign.pk)

    failed = CampaignItem.objects.get(status=ItemStatus.FAILED)
    assert (failed.employer, failed.error) == (
        cast.garage,
        "Aucun établissement\N{NO-BREAK SPACE}: le certificat n’a pas de lieu.",
    )
    assert campaigns.progress(campaign) == campaigns.Progress(issued=1, failed=1, pending=0)


def test_retry_failed_issues_what_was_mended(cast):
    establishment = cast.garage.establishments.get()
    cast.garage.establishments.all().delete()
    member(cast.mutuelle, cast.garage)
    campaign = launch(cast)
    campaigns.issue_slice(campaign_id=campaign.pk)
    establishment.save(force_insert=True)

    campaigns.retry_failed(actor=cast.odile, campaign=campaign)
    campaigns.issue_slice(campaign_id=campaign.pk)

    assert campaigns.progress(campaign) == campaigns.Progress(issued=1, failed=0, pending=0)


def test_count_waiting_by_mutuelle(cast):
    member(cast.mutuelle, cast.bakery)
    member(cast.other_mutuelle, cast.garage)
    campaigns.issue_slice(campaign_id=launch(cast).pk)
    member(cast.mutuelle, employer(3, "Fournil des Caps inc."))

    waiting = campaigns.waiting(YEAR)

    assert waiting == {cast.mutuelle.pk: 1}


def test_refuse_launch_by_consultation_group(cast):
    member(cast.mutuelle, cast.bakery)

    with pytest.raises(NotAllowed):
        launch(cast, actor=cast.simon)

    assert CampaignItem.objects.count() == 0


def test_issue_slice_marks_name_that_no_font_draws(cast):
    member(cast.mutuelle, cast.bakery)
    member(cast.mutuelle, employer(3, "Fournil \N{EGYPTIAN HIEROGLYPH A001} inc."))
    campaign = launch(cast)

    campaigns.issue_slice(campaign_id=campaign.pk)

    failed = CampaignItem.objects.get(status=ItemStatus.FAILED)
    assert failed.error == (
        "Aucune police ne dessine «\u00a0\N{EGYPTIAN HIEROGLYPH A001}\u00a0»."
        " À corriger\u00a0: nom de l’employeur, nom de l’établissement."
    )
    assert campaigns.progress(campaign) == campaigns.Progress(issued=1, failed=1, pending=0)


def test_issue_slice_writes_the_others_when_the_database_refuses_one(cast):
    official(cast.mutuelle, cast.garage)  # the same number, by another way
    for each in (cast.bakery, cast.garage):
        member(cast.mutuelle, each)
    campaign = launch(cast)

    campaigns.issue_slice(campaign_id=campaign.pk)

    found = dict(campaign.items.values_list("employer", "status"))
    assert found == {cast.bakery.pk: "ISSUED", cast.garage.pk: "FAILED"}


def test_issue_slice_asks_as_much_of_the_database_for_one_as_for_three(cast):
    queries = []
    for names in ("A", "B", "CDE"):  # the first is for what a process reads once
        for rank, name in enumerate(names, 10 * len(queries) + 10):
            member(cast.mutuelle, employer(rank, f"Fournil {name} inc."))
        campaign = launch(cast)

        with CaptureQueriesContext(connection) as captured:
            campaigns.issue_slice(campaign_id=campaign.pk)
        queries.append(len(captured))

    assert queries[1] == queries[2]
