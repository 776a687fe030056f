"""Whoever signs at the moment when somebody else acts on the member or on the Entente."""

import pytest

from documents.services import exclusion
from mutuelles.models import Entente, Membership, Signature
from mutuelles.services import entente as ententes
from portal.errors import BusinessError, Conflict
from portal.models import clock
from tests.beside import in_turn
from tests.cast import TODAY, Cast, assemble, member
from tests.mutuelles.signatures import entente_of, record, sign

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db) -> Cast:
    return assemble()


@pytest.fixture
def bakery(cast) -> Membership:
    with clock.held(TODAY):
        return member(cast.mutuelle, cast.bakery)


def on_that_day(verb, *args, **named):
    def act():
        with clock.held(TODAY):
            return verb(*args, **named)

    return act


def signing(cast, bakery):
    return on_that_day(sign, cast.maude, bakery)


def closing(actor, bakery):
    return on_that_day(ententes.close, actor=actor, entente=entente_of(bakery))


def excluding(cast, bakery):
    return on_that_day(
        exclusion.exclude, actor=cast.odile, membership=bakery, reason="Sans programme"
    )


def test_sign_while_being_excluded(cast, bakery):
    with pytest.raises(Conflict, match="est exclu de la mutuelle pour 2022"):
        in_turn(excluding(cast, bakery), signing(cast, bakery))

    assert not Signature.objects.exists()


def test_exclude_while_signing(cast, bakery):
    in_turn(signing(cast, bakery), excluding(cast, bakery))

    assert (Membership.objects.get().status, Signature.objects.count()) == ("EXCLUDED", 1)


def test_sign_twice_at_once(cast, bakery):
    with pytest.raises(Conflict, match="déjà signée pour cet employeur, par Maude Trépanier"):
        in_turn(signing(cast, bakery), signing(cast, bakery))

    assert Signature.objects.count() == 1


def test_sign_on_the_portal_and_on_paper_at_once(cast, bakery):
    with pytest.raises(Conflict, match="déjà signée"):
        in_turn(on_that_day(record, cast, bakery), signing(cast, bakery))

    assert Signature.objects.get().means == "PAPER"


def test_sign_while_closing(cast, bakery):
    with pytest.raises(Conflict, match="closes depuis le 2021-12-16"):
        in_turn(closing(cast.odile, bakery), signing(cast, bakery))

    assert not Signature.objects.exists()


def test_close_while_the_last_one_signs(cast, bakery):
    in_turn(signing(cast, bakery), closing(cast.hubert, bakery))

    assert Signature.objects.count() == 1
    assert Entente.objects.get().closed_by == cast.hubert


def test_close_before_the_last_one_has_signed(cast, bakery):
    member(cast.mutuelle, cast.garage)

    with pytest.raises(BusinessError, match="Des membres n’ont pas signé"):
        in_turn(signing(cast, bakery), closing(cast.hubert, bakery))

    assert Entente.objects.get().closed_on is None


def test_close_twice_at_once(cast, bakery):
    with pytest.raises(Conflict, match="closes depuis le 2021-12-16"):
        in_turn(closing(cast.odile, bakery), closing(cast.odile, bakery))
