"""Pages of what happens during the year, for employers, managers and staff."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from mutuelles.choices import ReintegrationStatus, RevocationStatus
from mutuelles.models import ActivityReport, Exclusion, Reintegration, Revocation
from mutuelles.services import exclusion, reintegration, study
from portal.models import SimulationClock, clock
from tests.cast import YEAR, Cast, member
from tests.journeys.reading import Page, words


def png() -> bytes:
    content = io.BytesIO()
    Image.new("L", (8, 8)).save(content, "PNG")
    return content.getvalue()


def set_day(day: dt.date) -> None:
    SimulationClock.objects.update_or_create(pk=1, defaults={"day": day})


def address(cast: Cast, name: str) -> str:
    return reverse(f"mutuelles:{name}", args=[cast.mutuelle.number, YEAR, cast.bakery.neq])


def buttons(client: Client) -> list[str]:
    page = Page(client.get(reverse("mutuelles:membership")))
    return page.texts("button")


def excluded(cast: Cast) -> Exclusion:
    membership = member(cast.mutuelle, cast.bakery)
    with clock.held(dt.date(YEAR, 3, 1)):
        return exclusion.exclude(actor=cast.odile, membership=membership, reason="Aucun suivi.")


def test_leave_then_stay(client, cast):
    member(cast.mutuelle, cast.bakery)
    set_day(dt.date(YEAR, 9, 30))
    client.force_login(cast.maude)

    client.post(address(cast, "revocation"), {"reason": ""})
    left = Revocation.objects.get().status
    client.post(address(cast, "revocation"), {"annuler": "1"})

    assert left == RevocationStatus.NOTIFIED
    assert Revocation.objects.get().status == RevocationStatus.ANNULLED


@pytest.mark.parametrize(
    ("day", "offered"), [(dt.date(YEAR, 9, 30), True), (dt.date(YEAR, 10, 1), False)]
)
def test_offer_leaving_until_last_day(client, cast, day, offered):
    member(cast.mutuelle, cast.bakery)
    set_day(day)
    client.force_login(cast.maude)

    assert ("Quitter la mutuelle" in buttons(client)) == offered


def test_ask_to_come_back(client, cast):
    excluded(cast)
    set_day(dt.date(YEAR, 4, 30))
    client.force_login(cast.maude)

    offered = buttons(client)
    client.post(address(cast, "reintegration_request"), {"grounds": "Un plan est en place."})

    assert "Demander une réintégration" in offered
    assert Reintegration.objects.get().grounds == "Un plan est en place."


def test_decide_of_return(client, cast):
    out = excluded(cast)
    with clock.held(dt.date(YEAR, 4, 1)):
        reintegration.request(actor=cast.maude, exclusion=out, grounds="Un plan est en place.")
    client.force_login(cast.odile)
    listed = Page(client.get(reverse("mutuelles:reintegration_list")))

    [url] = listed.links("attente").values()
    client.post(url, {"status": "GRANTED"})

    assert Reintegration.objects.get().status == ReintegrationStatus.GRANTED


def test_hand_in_report_with_file(client, cast):
    study.conclude(cast.mutuelle, YEAR)
    set_day(dt.date(YEAR + 1, 3, 2))
    client.force_login(cast.hubert)
    url = reverse("mutuelles:activity_report", args=[cast.mutuelle.number, YEAR])
    scan = png()
    file = SimpleUploadedFile("bilan.png", scan)

    client.post(url, {"summary": "Douze visites.", "file": file})
    shown = Page(client.get(url))

    report = ActivityReport.objects.get()
    assert (report.summary, report.content_type) == ("Douze visites.", "image/png")
    assert "en retard" in words(shown.root)
    assert b"".join(client.get(shown.link("bilan.png"))) == scan


def test_list_reports_in_fixed_number_of_queries(client, cast, django_assert_num_queries):
    study.conclude(cast.mutuelle, YEAR)
    client.force_login(cast.odile)
    url = reverse("mutuelles:activity_report_list", args=[YEAR])
    client.get(url)

    with django_assert_num_queries(10):
        client.get(url)
    study.conclude(cast.other_mutuelle, YEAR)
    with django_assert_num_queries(10):
        client.get(url)
