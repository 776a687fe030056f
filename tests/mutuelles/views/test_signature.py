"""Signing on the portal, recording a paper, reading its scan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mutuelles.choices import MembershipStatus, SignatureMeans
from mutuelles.models import Membership, Signature
from mutuelles.services import entente as ententes
from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, YEAR, employer, mandate, member
from tests.mutuelles.signatures import day, entente_of, png, record, sign, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.PORTAL_TODAY = TODAY


@pytest.fixture
def bakery(cast):
    with clock.held(ISSUED_ON):
        found = member(cast.mutuelle, cast.bakery)
    found.signatory, found.capacity = "Maude Trépanier", "présidente"
    found.save()
    return found


def address(name, membership):
    return reverse(f"mutuelles:{name}", args=["MUT00042", YEAR, membership.employer.neq])


def typed(membership, **changes):
    return {
        "name": "Maude Trépanier",
        "capacity": "présidente",
        "agrees": "on",
        "written": "Maude Trépanier",
        "text_sha256": entente_of(membership).text_sha256,
    } | changes


def on_paper(**changes):
    return {
        "name": "Maude Trépanier",
        "capacity": "présidente",
        "signed_on": "2021-12-15",
        "scan": SimpleUploadedFile("entente.pdf", png()),
    } | changes


def test_read_then_sign(client, cast, bakery):
    client.force_login(cast.maude)
    read = client.get(address("entente_sign", bakery))
    form = read.context["form"]

    response = client.post(
        address("entente_sign", bakery),
        {name: field.initial for name, field in form.fields.items() if field.initial}
        | form.initial
        | {"agrees": "on", "written": "maude trepanier"},
        follow=True,
    )

    assert form.initial["name"] == "Maude Trépanier"
    assert Signature.objects.get().recorded_by == cast.maude
    assert "L’Entente est signée." in told(response)


def test_show_the_consent_and_the_hash(client, cast, bakery):
    client.force_login(cast.maude)

    text = told(client.get(address("entente_sign", bakery)))

    assert "Pour Boulangerie Quatre-Temps inc., je déclare avoir lu l’Entente 2022" in text
    assert entente_of(bakery).text_sha256 in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agrees": ""}, "agrees"),
        ({"written": "Paul Roy"}, "written"),
        ({"capacity": ""}, "capacity"),
        ({"name": " "}, "name"),
    ],
)
def test_sign_with_a_fault_is_said_on_the_page(client, cast, bakery, changes, field):
    client.force_login(cast.maude)

    response = client.post(address("entente_sign", bakery), typed(bakery, **changes))

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert not Signature.objects.exists()


def test_sign_another_text_is_a_conflict(client, cast, bakery):
    client.force_login(cast.maude)

    response = client.post(address("entente_sign", bakery), typed(bakery, text_sha256="0" * 64))

    assert (response.status_code, Signature.objects.count()) == (409, 0)


def test_sign_once_excluded_is_a_conflict(client, cast, bakery):
    client.force_login(cast.maude)
    client.get(address("entente_sign", bakery))
    Membership.objects.update(status=MembershipStatus.EXCLUDED)

    response = client.post(address("entente_sign", bakery), typed(bakery))

    assert response.status_code == 409
    assert "Cet employeur est exclu de la mutuelle pour 2022." in told(response)


def test_sign_past_due_is_told(client, cast, bakery, settings):
    settings.PORTAL_TODAY = day("2022-01-02")
    client.force_login(cast.maude)

    read = client.get(address("entente_sign", bakery))
    response = client.post(address("entente_sign", bakery), typed(bakery))

    assert "Cette Entente ne se signe plus" in told(read)
    assert "L’Entente devait être signée au plus tard le 2021-12-31." in told(response)


def test_sign_what_is_signed_leads_to_the_entente(client, cast, bakery):
    sign(cast.maude, bakery)
    client.force_login(cast.maude)

    response = client.get(address("entente_sign", bakery))

    assert response.url == "/mutuelles/MUT00042/2022/entente/"


def test_sign_for_another_of_one_s_employers_acts_for_it(client, cast, bakery):
    mill = member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
    mandate(cast.maude, mill.employer)
    client.force_login(cast.maude)
    client.get(address("entente_sign", bakery))

    response = client.get(address("entente_sign", mill))

    assert response.context["acting_for"] == mill.employer


@pytest.mark.parametrize("person", ["serge", "hubert", "rita", "odile"])
def test_sign_for_another_is_not_found(client, cast, bakery, person):
    client.force_login(getattr(cast, person))

    response = client.post(address("entente_sign", bakery), typed(bakery))

    assert response.status_code == 404


def test_sign_by_a_manager_with_a_mandate_is_forbidden(client, cast, bakery):
    mandate(cast.hubert, cast.bakery)
    client.force_login(cast.hubert)

    assert client.get(address("entente_sign", bakery)).status_code == 403


def test_record_a_paper(client, cast, bakery):
    client.force_login(cast.hubert)

    response = client.post(address("signature_record", bakery), on_paper(), follow=True)

    signature = Signature.objects.get()
    assert (signature.means, signature.signed_on) == (SignatureMeans.PAPER, ISSUED_ON)
    assert "La signature de Boulangerie Quatre-Temps inc. est inscrite." in told(response)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"signed_on": "2021-12-17"}, "pas encore venue"),
        ({"signed_on": "2021-12-01"}, "d’avant l’Entente"),
        ({"signed_on": "hier"}, "date valide"),
        ({"scan": SimpleUploadedFile("entente.pdf", b"MZ" + bytes(99))}, "C’est un programme"),
        ({"scan": SimpleUploadedFile("entente.pdf", b"")}, "Ce fichier est vide"),
        ({"scan": ""}, "Choisissez la copie"),
    ],
)
def test_record_with_a_fault_is_said_on_the_page(client, cast, bakery, changes, reason):
    client.force_login(cast.hubert)

    response = client.post(address("signature_record", bakery), on_paper(**changes))

    assert reason in told(response)
    assert not Signature.objects.exists()


def test_record_once_closed_is_a_conflict(client, cast, bakery):
    ententes.close(actor=cast.odile, entente=entente_of(bakery))
    client.force_login(cast.hubert)

    response = client.post(address("signature_record", bakery), on_paper())

    assert response.status_code == 409


def test_record_by_staff_is_forbidden(client, cast, bakery):
    client.force_login(cast.odile)

    assert client.get(address("signature_record", bakery)).status_code == 403


@pytest.mark.parametrize(
    ("person", "status"),
    [("maude", 200), ("hubert", 200), ("odile", 200), ("serge", 404), ("rita", 404)],
)
def test_read_the_scan(client, cast, bakery, person, status):
    signature = record(cast, bakery, signed_on=ISSUED_ON)
    client.force_login(getattr(cast, person))

    response = client.get(reverse("mutuelles:signature_scan", args=[signature.public_id]))

    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == png()
        assert response["Content-Type"] == "image/png"
        assert response["Content-Security-Policy"] == "sandbox"


def test_read_the_scan_of_a_portal_signature_is_not_found(client, cast, bakery):
    signature = sign(cast.maude, bakery)
    client.force_login(cast.maude)

    response = client.get(reverse("mutuelles:signature_scan", args=[signature.public_id]))

    assert response.status_code == 404
