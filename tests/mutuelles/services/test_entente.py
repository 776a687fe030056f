"""Ententes: concluded, compared, closed."""

import pytest
from django.db import DatabaseError, transaction

from documents.services import snapshot
from documents.services.paper import typeset
from mutuelles.entente_text.comparison import Change
from mutuelles.entente_text.edition_2021 import EDITION as EDITION_2021
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.models import Entente, EntenteEdition
from mutuelles.services import entente as ententes
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, clock
from tests.cast import TODAY, YEAR, member
from tests.mutuelles.signatures import day, entente_of, record, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with clock.held(TODAY):
        yield


@pytest.fixture
def entente(cast):
    member(cast.mutuelle, cast.bakery)
    return entente_of(cast.bakery.memberships.get())


def test_conclude_freezes_the_text_and_its_hash(cast):
    entente = ententes.conclude(cast.mutuelle, YEAR)
    cast.firm.phone = "1 800 555-0199"
    cast.firm.save()

    read = Entente.objects.get(pk=entente.pk)

    assert (read.concluded_on, read.due_on) == (TODAY, day("2021-12-31"))
    assert read.facts["firm_phone"] == "1 800 555-0100"
    assert read.text.sha256() == read.text_sha256
    assert ententes.exact_text(read) == EDITION.filled(read.facts)


def test_conclude_twice_keeps_the_first(cast):
    first = ententes.conclude(cast.mutuelle, YEAR)

    assert ententes.conclude(cast.mutuelle, YEAR, due_on=day("2022-02-01")) == first


def test_conclude_with_a_longer_delay(cast):
    entente = ententes.conclude(cast.mutuelle, YEAR, due_on=day("2022-01-20"))

    assert entente.due_on == day("2022-01-20")


def test_conclude_without_a_text_is_refused(cast):
    with pytest.raises(BusinessError, match="Aucun texte"):
        ententes.conclude(cast.mutuelle, 2019)


def test_exact_text_is_the_one_that_is_printed(cast):
    """The paper fills the same places with the same values (`documents/services/paper.py`)."""
    cast.mutuelle.name = "Mutuelle «du pain» : boulangers, 12 mai"
    cast.mutuelle.save()
    entente = ententes.conclude(cast.mutuelle, YEAR)
    printed = {
        "mutuelle_number": cast.mutuelle.number,
        "mutuelle_name": typeset(cast.mutuelle.name),
        "year": "2022",
        "previous_year": "2021",
        "next_year": "2023",
    }
    firm = snapshot.firm_facts(cast.firm)
    printed |= {f"firm_{name}": typeset(value) for name, value in firm.items()}

    assert entente.facts == printed


def test_exact_text_that_was_tampered_with_is_refused(entente):
    entente.text_sha256 = "0" * 64

    with pytest.raises(BusinessError, match="n’est plus celui"):
        ententes.exact_text(entente)


def test_edit_the_text_is_refused_by_the_database(entente):
    for changes in ({"facts": {}}, {"text_sha256": "0" * 64}, {"concluded_on": day("2021-12-01")}):
        with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
            Entente.objects.filter(pk=entente.pk).update(**changes)


def test_changes_against_the_text_of_the_year_before(entente):
    add_2021()

    changes = ententes.changes(entente)

    assert changes.year == 2021
    assert [c.after.number for c in changes.clauses if c.change != Change.SAME] == [5, 6, 8]
    assert changes.facts == []
    assert changes.before == EDITION_2021.filled(
        entente.facts | {"year": "2021", "previous_year": "2020", "next_year": "2022"}
    )
    assert changes.after == ententes.exact_text(entente)


def test_changes_against_the_last_entente_of_the_mutuelle(cast):
    add_2021()
    last = ententes.conclude(cast.mutuelle, 2021)
    cast.firm.contact = "Anne Roy"
    cast.firm.save()
    entente = ententes.conclude(cast.mutuelle, YEAR)

    changes = ententes.changes(entente)

    assert (changes.year, changes.before) == (2021, last.text)
    assert [(fact.name, fact.before, fact.after) for fact in changes.facts] == [
        ("Personne à joindre", "Hubert Lacasse", "Anne Roy")
    ]


def test_changes_show_each_year_in_its_own_words(entente):
    add_2021()

    changes = ententes.changes(entente)

    (notice,) = [
        sub
        for clause in changes.clauses
        for sub in clause.sub_clauses
        if sub.after and sub.after.number == "5.6"
    ]
    assert notice.change == Change.CHANGED
    assert "année 2022" in "".join(piece.text for piece in notice.text)
    assert "{" not in "".join(piece.text for piece in notice.text)


def test_changes_of_a_first_text(entente):
    assert EntenteEdition.objects.get() == entente.edition
    assert ententes.changes(entente) is None


def test_close_by_staff_before_all_have_signed(cast, entente):
    ententes.close(actor=cast.odile, entente=entente)

    assert (entente.closed_on, entente.closed_by) == (TODAY, cast.odile)
    assert AuditEntry.objects.filter(verb="close", actor=cast.odile).count() == 1


def test_close_by_the_manager_before_all_have_signed_is_refused(cast, entente):
    with pytest.raises(BusinessError, match="Des membres n’ont pas signé"):
        ententes.close(actor=cast.hubert, entente=entente)

    assert Entente.objects.get(pk=entente.pk).closed_on is None


def test_close_by_the_manager_once_all_have_signed(cast, entente):
    sign(cast.maude, cast.bakery.memberships.get())

    ententes.close(actor=cast.hubert, entente=entente)

    assert entente.closed_by == cast.hubert


@pytest.mark.parametrize("person", ["maude", "rita", "simon"])
def test_close_by_another_is_refused(cast, entente, person):
    with pytest.raises(NotAllowed):
        ententes.close(actor=getattr(cast, person), entente=entente)


def test_close_twice_is_refused(cast, entente):
    ententes.close(actor=cast.odile, entente=entente)

    with pytest.raises(Conflict, match=r"closes depuis le 2021-12-16 \(Odile Ferland\)"):
        ententes.close(actor=cast.odile, entente=entente)


def test_open_again_is_refused_by_the_database(cast, entente):
    ententes.close(actor=cast.odile, entente=entente)

    with pytest.raises(DatabaseError, match="append only"):
        Entente.objects.filter(pk=entente.pk).update(closed_on=None)


def test_record_once_closed_is_refused(cast, entente):
    ententes.close(actor=cast.odile, entente=entente)

    with pytest.raises(Conflict, match="closes depuis"):
        record(cast, cast.bakery.memberships.get())


def add_2021() -> None:
    """The edition of the year before, where the catalogue has not put it."""
    EntenteEdition.objects.bulk_create(
        [EntenteEdition(year=2021, clauses=EDITION_2021.to_json(), sha256=EDITION_2021.sha256())],
        ignore_conflicts=True,
    )
