"""The admin of Ententes: the next text is written, compared, marked and published."""

import pytest
from django.urls import reverse

from mutuelles.entente_text.comparison import marks
from mutuelles.models import EntenteEdition
from mutuelles.services import edition as editions
from mutuelles.services import entente as ententes
from portal.models import clock
from tests.cast import TODAY, member
from tests.journeys.reading import Page
from tests.mutuelles.signatures import record, told

pytestmark = pytest.mark.django_db

ADD = "admin:mutuelles_ententeedition_add"


def typed(**changes):
    text = editions.last_text().replace("un arbitre unique", "trois arbitres")
    return {"year": "2023", "text": text} | changes


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.odile)
    return client


def ticked(response) -> list[str]:
    boxes = Page(response).root.iter("input")
    return [box.get("value") for box in boxes if "checked" in box.attrib]


def test_prepare_from_the_last_text(staff):
    response = staff.get(reverse(ADD))

    assert response.context["form"].initial == {"year": 2023, "text": editions.last_text()}


def test_propose_marks_of_what_changes(staff):
    response = staff.post(reverse(ADD), typed(comparer="1"))

    assert ticked(response) == ["11.5"]
    assert "[retiré : un arbitre unique]" in told(response)
    assert EntenteEdition.objects.filter(year=2023).count() == 0


def test_publish_with_the_marks_that_were_chosen(staff):
    response = staff.post(reverse(ADD), typed(publier="1", marks=["11", "11.5"]), follow=True)

    assert marks(EntenteEdition.objects.get(year=2023).text) == ["11"]
    assert "Le texte de 2023 est publié" in told(response)


def test_tell_faults_by_line(staff):
    response = staff.post(reverse(ADD), typed(text="1. Objet\n1.2 Oui.", publier="1"))

    assert response.context["form"].errors == {
        "text": ["Ligne 2\xa0: On lit 1.2\xa0: on attend 1.1."]
    }
    assert not EntenteEdition.objects.filter(year=2023).exists()


def test_tell_what_a_rule_refuses(staff, cast):
    ententes.conclude(cast.mutuelle, 2023)

    response = staff.post(reverse(ADD), typed(publier="1"))

    assert "déjà conclues sur un autre texte" in told(response)


def test_read_ententes_and_signatures(staff, cast):
    with clock.held(TODAY):
        signature = record(cast, member(cast.mutuelle, cast.bakery))

    for model, pk in (
        ("entente", signature.entente_id),
        ("signature", signature.pk),
        ("ententeedition", signature.entente.edition_id),
    ):
        page = staff.get(reverse(f"admin:mutuelles_{model}_change", args=[pk]))
        listed = staff.get(reverse(f"admin:mutuelles_{model}_changelist"))
        assert (page.status_code, listed.status_code) == (200, 200)
