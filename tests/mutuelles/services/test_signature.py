"""Signatures of the Entente, on the portal and on paper."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from mutuelles.choices import MembershipStatus, SignatureMeans
from mutuelles.models import Signature
from mutuelles.services import entente as ententes
from mutuelles.services import signature as signatures
from mutuelles.services.signature import Progress, Signatory
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, OutgoingMail, clock
from tests.cast import ISSUED_ON, TODAY, delegate, employer, mandate, member
from tests.mutuelles.signatures import MAUDE, day, entente_of, png, record, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.held(TODAY):
        yield


@pytest.fixture
def bakery(cast):
    with clock.held(ISSUED_ON):
        return member(cast.mutuelle, cast.bakery)


def test_sign_on_the_portal(cast, bakery):
    signature = sign(cast.maude, bakery)

    entente = entente_of(bakery)
    assert (signature.entente, signature.membership) == (entente, bakery)
    assert (signature.means, signature.signed_on) == (SignatureMeans.PORTAL, TODAY)
    assert (signature.name, signature.capacity) == ("Maude Trépanier", "présidente")
    assert signature.text_sha256 == ententes.exact_text(entente).sha256()
    assert signature.consent == signatures.consent(entente, bakery)
    assert AuditEntry.objects.filter(verb="sign", actor=cast.maude).count() == 1


def test_sign_mails_the_hash_and_the_date(cast, bakery):
    signature = sign(cast.maude, bakery)

    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == (cast.maude.email, "Vous avez signé l’Entente 2022")
    assert signature.text_sha256 in mail.body
    assert "2021-12-16" in mail.body


def test_consent_is_french_and_names_the_parties(cast, bakery):
    words = signatures.consent(entente_of(bakery), bakery)

    assert words == (
        "Pour Boulangerie Quatre-Temps inc., je déclare avoir lu l’Entente 2022 de la mutuelle"
        " «\xa0Mutuelle du pain\xa0» (MUT00042) et avoir le pouvoir de la signer."
        " J’inscris mon nom\xa0: il tient lieu de ma signature."
    )


@pytest.mark.parametrize("person", ["serge", "hubert", "rita", "odile", "simon"])
def test_sign_for_another_is_refused(cast, bakery, person):
    with pytest.raises(NotAllowed):
        sign(getattr(cast, person), bakery)


@pytest.mark.parametrize("person", ["hubert", "rita", "odile"])
def test_sign_by_manager_or_staff_is_refused_even_with_a_mandate(cast, bakery, person):
    mandate(getattr(cast, person), cast.bakery)

    with pytest.raises(NotAllowed):
        sign(getattr(cast, person), bakery)


def test_sign_another_text_is_refused(cast, bakery):
    with pytest.raises(Conflict, match="relisez-le"):
        sign(cast.maude, bakery, text_sha256="0" * 64)


@pytest.mark.parametrize("changes", [{"agrees": False}, {"written": "Paul Roy"}, {"written": ""}])
def test_sign_without_consent_is_refused(cast, bakery, changes):
    with pytest.raises(BusinessError, match="Cochez la déclaration"):
        sign(cast.maude, bakery, **changes)


def test_sign_with_another_spelling_of_the_name(cast, bakery):
    signature = sign(cast.maude, bakery, written=" maude  TREPANIER ")

    assert signature.name == "Maude Trépanier"


def test_sign_on_the_last_day(cast, bakery):
    with clock.held(day("2021-12-31")):
        signature = sign(cast.maude, bakery)

    assert signature.signed_on == day("2021-12-31")


def test_sign_past_due_is_refused(cast, bakery):
    with (
        clock.held(day("2022-01-01")),
        pytest.raises(BusinessError, match="au plus tard le 2021-12-31"),
    ):
        sign(cast.maude, bakery)


def test_sign_twice_is_refused(cast, bakery):
    sign(cast.maude, bakery)

    with pytest.raises(Conflict, match="déjà signée pour cet employeur, par Maude Trépanier"):
        sign(cast.maude, bakery)


@pytest.mark.parametrize("status", [MembershipStatus.EXCLUDED, MembershipStatus.LEFT])
def test_sign_for_a_member_no_more_is_refused(cast, bakery, status):
    bakery.status = status
    bakery.save()

    with pytest.raises(Conflict, match="Cet employeur"):
        sign(cast.maude, bakery)


def test_sign_once_closed_is_refused(cast, bakery):
    ententes.close(actor=cast.odile, entente=entente_of(bakery))

    with pytest.raises(Conflict, match="closes depuis le 2021-12-16"):
        sign(cast.maude, bakery)


def test_record_a_paper(cast, bakery):
    signature = record(cast, bakery, signed_on=ISSUED_ON)

    assert (signature.means, signature.signed_on) == (SignatureMeans.PAPER, ISSUED_ON)
    assert signature.recorded_by == cast.hubert
    assert signature.scan.read() == png()
    assert signature.scan_type == "image/png"
    assert signature.scan_sha256 == hashlib.sha256(png()).hexdigest()
    assert OutgoingMail.objects.count() == 0


@pytest.mark.parametrize("person", ["maude", "serge", "rita", "odile"])
def test_record_by_another_than_the_manager_is_refused(cast, bakery, person):
    with pytest.raises(NotAllowed):
        signatures.record(
            actor=getattr(cast, person),
            membership=bakery,
            signatory=MAUDE,
            signed_on=TODAY,
            scan=png(),
        )


@pytest.mark.parametrize(
    ("signed_on", "reason"),
    [("2021-12-17", "pas encore venue"), ("2021-12-14", "d’avant l’Entente, créée le 2021-12-15")],
)
def test_record_a_paper_of_another_time_is_refused(cast, bakery, signed_on, reason):
    with pytest.raises(BusinessError, match=reason):
        record(cast, bakery, signed_on=day(signed_on))


def test_record_past_due_a_paper_signed_in_time(cast, bakery):
    with clock.held(day("2022-01-05")):
        signature = record(cast, bakery, signed_on=day("2021-12-31"))

    assert signature.signed_on == day("2021-12-31")


def test_record_a_paper_signed_too_late_is_refused(cast, bakery):
    with clock.held(day("2022-01-05")), pytest.raises(BusinessError, match="devait être signée"):
        record(cast, bakery, signed_on=day("2022-01-02"))


def test_record_what_is_no_scan_is_refused(cast, bakery):
    with pytest.raises(BusinessError, match="C’est un programme"):
        record(cast, bakery, scan=b"MZ" + bytes(100))


def test_progress_counts_members_and_means(cast, bakery):
    serge = member(cast.mutuelle, cast.garage)
    member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
    gone = member(cast.mutuelle, employer(4, "Ferme du Cap inc."))
    sign(cast.maude, bakery)
    record(cast, serge)
    record(cast, gone)
    gone.status = MembershipStatus.EXCLUDED
    gone.save()

    progress = signatures.progress(entente_of(bakery))

    assert progress == Progress(members=3, portal=1, paper=1)
    assert (progress.signed, progress.missing, progress.is_complete) == (2, 1, False)


def test_ask_those_who_may_sign(cast, bakery):
    mill = member(cast.mutuelle, employer(3, "Moulin du Cap inc."))
    signed = member(cast.mutuelle, cast.garage)
    mandate(cast.maude, mill.employer)
    mandate(cast.hubert, mill.employer)
    mandate(cast.odile, mill.employer)
    delegate("parti@pain.example", "Paul Parti", cast.bakery).mandates.update(
        ends_on=day("2021-01-01")
    )
    record(cast, signed)

    asked = signatures.ask(entente=entente_of(bakery))

    mail = OutgoingMail.objects.get()
    assert (asked, mail.recipient) == (1, cast.maude.email)
    assert mail.subject == "L’Entente 2022 attend votre signature"
    assert "- Boulangerie Quatre-Temps inc.\n- Moulin du Cap inc.\n" in mail.body
    assert "/mutuelles/MUT00042/2022/entente/" in mail.body


def test_edit_a_signature_is_refused_by_the_database(cast, bakery):
    signature = sign(cast.maude, bakery)

    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        Signature.objects.filter(pk=signature.pk).update(name="Paul Roy")
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        signature.delete()


def test_keep_another_text_is_refused_by_the_database(cast, bakery):
    with pytest.raises(DatabaseError, match="has another text"):
        raw(cast, bakery, text_sha256="0" * 64)


def test_sign_the_entente_of_others_is_refused_by_the_database(cast, bakery):
    other = member(cast.other_mutuelle, cast.garage)

    with pytest.raises(DatabaseError, match="that of other members"):
        raw(cast, other, entente=entente_of(bakery))


def raw(cast, membership, **changes):
    """A row that no service would write."""
    entente = changes.get("entente") or entente_of(membership)
    fields = {
        "entente": entente,
        "text_sha256": entente.text_sha256,
        "means": SignatureMeans.PORTAL,
        "signed_on": TODAY,
        "signed_at": clock.now(),
        "recorded_by": cast.maude,
    }
    return Signature.objects.create(membership=membership, **fields | changes)


def test_read_the_signatory_whatever_the_spaces(cast, bakery):
    named = Signatory(" Maude Trépanier ", " présidente ")

    signature = sign(cast.maude, bakery, signatory=named, written="maude trépanier")

    assert (signature.name, signature.capacity) == ("Maude Trépanier", "présidente")


def test_await_what_is_open_and_unsigned(cast, bakery):
    entente = entente_of(bakery)
    signed = member(cast.mutuelle, cast.garage)
    record(cast, signed)

    assert signatures.awaited(cast.bakery) == [entente]
    assert signatures.awaited(cast.garage) == []


def test_await_nothing_past_due_or_once_closed(cast, bakery):
    with clock.held(day("2022-01-01")):
        late = signatures.awaited(cast.bakery)
    ententes.close(actor=cast.odile, entente=entente_of(bakery))

    assert (late, signatures.awaited(cast.bakery)) == ([], [])


@pytest.mark.parametrize("named", [Signatory(" ", "présidente"), Signatory("Maude Trépanier", "")])
def test_sign_without_a_name_or_a_capacity_is_refused(cast, bakery, named):
    with pytest.raises(BusinessError, match="le nom et la qualité"):
        sign(cast.maude, bakery, signatory=named, written=named.name)
    with pytest.raises(BusinessError, match="le nom et la qualité"):
        record(cast, bakery, signatory=named)
