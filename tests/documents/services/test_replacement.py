"""A corrected document in the place of another: both stay, each says so."""

import pytest
from django.db import transaction

from documents.choices import ItemStatus
from documents.models import CampaignItem, Document
from documents.services import campaign as campaigns
from documents.services import cockpit, consultation, file, replacement
from documents.services import document as documents
from documents.services.replacement import Change
from mutuelles.choices import MembershipStatus
from mutuelles.models import Mutuelle
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry
from tests.cast import ISSUED_ON, TODAY, YEAR, Cast, letter, member

NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def document(cast) -> Document:
    """An « Information officielle » of a campaign."""
    member(cast.mutuelle, cast.bakery)
    issue_campaign(cast)
    return Document.objects.get()


def issue_campaign(cast: Cast) -> None:
    campaign = campaigns.launch(
        actor=cast.odile, year=YEAR, mutuelles=Mutuelle.objects.all(), issued_on=ISSUED_ON
    )
    campaigns.issue_slice(campaign_id=campaign.pk)
    assert not CampaignItem.objects.filter(status=ItemStatus.FAILED).exists()


def rename(cast: Cast, name: str = "Boulangerie Cinq-Saisons inc.") -> None:
    cast.bakery.name = name
    cast.bakery.save()


def replace(cast: Cast, document: Document, reason: str = "Nom mal écrit.") -> Document:
    return replacement.replace(actor=cast.odile, document=document, reason=reason)


def lines(document: Document) -> list[tuple[str, str]]:
    return [(line.status, line.reason) for line in document.history.order_by("id")]


def test_replace_issues_what_register_says_today(cast, document):
    rename(cast)

    new = replace(cast, document)

    assert (new.number, new.issued_on, new.replaces) == (f"{document.number}-R1", TODAY, document)
    assert new.snapshot["employer"]["name"] == "Boulangerie Cinq-Saisons inc."
    assert new.snapshot["edition"] == document.snapshot["edition"]
    assert [c.number for c in new.certificates.all()] == [
        f"{document.number}-01-R1",
        f"{document.number}-02-R1",
    ]
    assert lines(new) == [("TO_CONSULT", "")]


def test_replace_names_what_is_replaced(cast, document):
    rename(cast)

    new = replace(cast, document)

    issued_on = document.issued_on.isoformat()
    assert new.snapshot["replaces"] == {"number": document.number, "issued_on": issued_on}
    assert "replaces" not in document.snapshot


def test_replace_leaves_old_one_as_it_was(cast, document):
    content = file.read(document)
    rename(cast)

    replace(cast, document)

    old = Document.objects.get(pk=document.pk)
    assert file.read(old) == content
    assert lines(old) == [("TO_CONSULT", ""), ("REPLACED", "Nom mal écrit.")]
    assert (old.status, old.status_on) == ("REPLACED", TODAY)


def test_replace_leaves_trace(cast, document):
    new = replace(cast, document)

    entry = AuditEntry.objects.get(verb="replace")
    assert (entry.actor, entry.subject) == (cast.odile, f"documents.document:{document.pk}")
    assert entry.details == {"reason": "Nom mal écrit.", "by": new.number}


def test_replace_again_makes_a_chain(cast, document):
    first = replace(cast, document)

    second = replace(cast, first, "Encore le nom.")

    assert second.number == f"{document.number}-R2"
    assert [d.status for d in Document.objects.order_by("id")] == [
        "REPLACED",
        "REPLACED",
        "TO_CONSULT",
    ]
    assert second.idempotency_key == f"{document.idempotency_key}:R2"


def test_replace_withdrawn_keeps_it_withdrawn(cast, document):
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur.")

    new = replace(cast, document)

    document.refresh_from_db()
    assert (document.status, document.replaced_by) == ("WITHDRAWN", new)
    assert lines(document) == [("TO_CONSULT", ""), ("WITHDRAWN", "Erreur.")]


def test_campaign_issues_nothing_again_once_replaced(cast, document):
    replace(cast, document)

    with pytest.raises(BusinessError):
        issue_campaign(cast)

    assert campaigns.waiting(YEAR) == {}


def test_count_as_delivered_only_what_is_left(cast, document):
    new = replace(cast, document)

    members = cockpit.members(cockpit.roll(cast.mutuelle, YEAR))

    assert list(members.values_list("document_key", "reading")) == [(new.public_id, "TO_CONSULT")]


def test_add_no_line_to_read_what_was_replaced(cast, document):
    replace(cast, document)
    document.refresh_from_db()
    opening = consultation.opening_of("session", "marque", "page")

    consultation.consult(user=cast.maude, document=document, opening=opening)

    assert document.history.count() == 2


def test_issue_from_new_mutuelle_of_employer(cast, document):
    cast.bakery.memberships.update(status=MembershipStatus.EXCLUDED)
    member(cast.other_mutuelle, cast.bakery)

    new = replace(cast, document)

    assert new.mutuelle == cast.other_mutuelle
    assert new.number == f"{YEAR}-00043-{cast.bakery.pk}-R1"


def test_tell_what_changes(cast, document):
    rename(cast)
    first, second = cast.bakery.establishments.order_by("number")
    first.street = "9, rue Neuve"
    first.save()
    second.number = "ETA000001009"
    second.save()

    found = replacement.changes(document)

    address = f"rue Principale, Lévis{NBSP}(Québec){NBSP}G0X{NBSP}1A9"
    name = "Boulangerie Quatre-Temps inc."
    assert found == [
        Change("Nom de l’employeur", name, "Boulangerie Cinq-Saisons inc."),
        Change(
            f"Établissement {first.number}",
            f"{name} 1, 1, {address}",
            f"{name} 1, 9, rue Neuve, Lévis{NBSP}(Québec){NBSP}G0X{NBSP}1A9",
        ),
        Change("Établissement ETA000001002", f"{name} 2, 2, {address}", ""),
        Change("Établissement ETA000001009", "", f"{name} 2, 2, {address}"),
    ]


def test_tell_that_nothing_changes(document):
    assert replacement.changes(document) == []


def test_refuse_without_reason(cast, document):
    with pytest.raises(BusinessError):
        replace(cast, document, "  ")

    assert Document.objects.count() == 1


def test_refuse_to_consultation_group(cast, document):
    with pytest.raises(NotAllowed):
        replacement.replace(actor=cast.simon, document=document, reason="Nom.")

    assert Document.objects.count() == 1


def test_refuse_letter(cast):
    document = letter(cast.bakery)

    with pytest.raises(BusinessError, match="Information officielle"):
        replace(cast, document)


def test_refuse_what_was_replaced(cast, document):
    new = replace(cast, document)

    with pytest.raises(BusinessError) as refusal:
        replace(cast, document)

    assert str(refusal.value) == f"Ce document est déjà remplacé par le document {new.number}."
    assert Document.objects.count() == 2


def test_refuse_employer_who_left(cast, document):
    cast.bakery.memberships.update(status=MembershipStatus.LEFT)

    with pytest.raises(BusinessError) as refusal:
        replace(cast, document)

    sentence = "L’employeur n’est plus membre d’une mutuelle pour 2022"
    assert str(refusal.value) == f"{sentence}{NBSP}: rien à certifier."


def test_refuse_employer_without_establishment(cast, document):
    cast.bakery.establishments.update(employer=cast.garage)

    with pytest.raises(BusinessError) as refusal:
        replace(cast, document)

    assert str(refusal.value) == f"Aucun établissement{NBSP}: le certificat n’a pas de lieu."


def test_change_nothing_when_name_cannot_be_printed(cast, document):
    rename(cast, "Boulangerie \ue000 inc.")

    with pytest.raises(BusinessError), transaction.atomic():
        replace(cast, document)

    document.refresh_from_db()
    assert (document.status, Document.objects.count()) == ("TO_CONSULT", 1)
