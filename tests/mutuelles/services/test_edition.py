"""Editions of the Entente: what changes, and publication, which ends all change."""

import pytest
from django.db import DatabaseError

from mutuelles.entente_text import plain
from mutuelles.entente_text.comparison import marks, proposed
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.model import PLACES, Edition
from mutuelles.models import EntenteEdition
from mutuelles.services import edition as editions
from mutuelles.services import entente as ententes
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry
from tests.cast import YEAR

pytestmark = pytest.mark.django_db


def next_text(year: int = 2023) -> Edition:
    """The last one, with an arbitrator chosen otherwise."""
    text = editions.last_text().replace("un arbitre unique", "trois arbitres")
    return plain.read(text, year).edition


def test_begin_from_the_last_text():
    assert editions.last_text() == plain.write(EDITION)


def test_compare_with_the_text_before():
    assert proposed(editions.changes(next_text())) == ["11.5"]


def test_publish(cast):
    published = editions.publish(actor=cast.odile, edition=next_text(), marks=["11.5"])

    assert (published.year, marks(published.text)) == (2023, ["11.5"])
    assert published.text.sha256() == published.sha256
    assert AuditEntry.objects.get(verb="publish").actor == cast.odile


def test_conclude_on_the_text_that_was_published(cast):
    editions.publish(actor=cast.odile, edition=next_text(), marks=[])

    assert ententes.conclude(cast.mutuelle, 2023).edition.year == 2023
    assert ententes.conclude(cast.mutuelle, YEAR).edition.year == 2022


@pytest.mark.parametrize("person", ["maude", "hubert", "simon"])
def test_publish_without_the_right_is_refused(cast, person):
    with pytest.raises(NotAllowed):
        editions.publish(actor=getattr(cast, person), edition=next_text(), marks=[])


def test_publish_a_year_twice_is_refused(cast):
    with pytest.raises(BusinessError, match="a déjà son texte"):
        editions.publish(actor=cast.odile, edition=next_text(2022), marks=[])


def test_publish_over_concluded_ententes_is_refused(cast):
    ententes.conclude(cast.mutuelle, 2023)

    with pytest.raises(BusinessError, match="déjà conclues"):
        editions.publish(actor=cast.odile, edition=next_text(), marks=[])


def test_edit_a_published_text_is_refused_by_the_database(cast):
    editions.publish(actor=cast.odile, edition=next_text(), marks=[])

    with pytest.raises(DatabaseError, match="append only"):
        EntenteEdition.objects.filter(year=2023).update(sha256="0" * 64)


def test_facts_fill_every_place(cast):
    assert ententes.facts_of(cast.mutuelle, YEAR).keys() == PLACES
