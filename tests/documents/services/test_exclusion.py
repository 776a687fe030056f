"""A member is excluded: its letter, its certificates, and who is told."""

import datetime as dt

import pytest

from documents.choices import DocumentStatus
from documents.models import Document
from documents.services import exclusion
from mutuelles.choices import MembershipStatus
from mutuelles.models import Membership
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import OutgoingMail, clock
from tests.beside import in_turn
from tests.cast import YEAR, assemble, member, official

REASON = "Aucun programme de prévention n’est appliqué."
DAY = dt.date(YEAR, 3, 1)


def test_exclude_member_with_its_letter(cast):
    membership = member(cast.mutuelle, cast.bakery)
    certified = official(cast.mutuelle, cast.bakery)

    with clock.held(DAY):
        letter = exclusion.exclude(actor=cast.odile, membership=membership, reason=REASON)

    assert Membership.objects.get().status == MembershipStatus.EXCLUDED
    assert (letter.employer, letter.title, letter.issued_on) == (
        cast.bakery,
        "Lettre d’exclusion d’une mutuelle de prévention",
        DAY,
    )
    assert f"Motif : {REASON}" in letter.snapshot["paragraphs"][0]
    assert Document.objects.get(pk=certified.pk).status == DocumentStatus.WITHDRAWN
    assert sorted(OutgoingMail.objects.values_list("recipient", flat=True)) == [
        cast.firm.email,
        cast.maude.email,
    ]


def test_refuse_exclusion_without_reason(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with pytest.raises(BusinessError):
        exclusion.exclude(actor=cast.odile, membership=membership, reason="  ")

    assert Membership.objects.get().status == MembershipStatus.ACTIVE


def test_refuse_exclusion_by_manager(cast):
    membership = member(cast.mutuelle, cast.bakery)

    with pytest.raises(NotAllowed):
        exclusion.exclude(actor=cast.hubert, membership=membership, reason=REASON)

    assert not Document.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_exclude_once_when_two_do(transactional_db):
    cast = assemble()
    membership = member(cast.mutuelle, cast.bakery)

    def exclude() -> None:
        with clock.held(DAY):
            exclusion.exclude(actor=cast.odile, membership=membership, reason=REASON)

    with pytest.raises(Conflict) as refusal:
        in_turn(exclude, exclude)

    assert str(refusal.value) == f"Cet employeur est exclu de la mutuelle pour {YEAR}."
    assert Document.objects.count() == 1
