"""The reference catalogue: whole after each migration, and never over what staff changed."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from documents.models import Contact, DocumentType, Publication
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.services import catalogue
from documents.services.catalogue_texts import CONTACTS, PUBLICATIONS, TYPES
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.models import EntenteEdition
from portal.models import SimulationClock

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    links = DocumentType.publications.through, Group.permissions.through
    models = DocumentType, Contact, Publication, EntenteEdition, Group, SimulationClock, *links
    return [model.objects.count() for model in models]


def labels(group: str) -> set[str]:
    permissions = Group.objects.get(name=group).permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in permissions}


def test_migrate_installs_the_catalogue():
    assert set(DocumentType.objects.values_list("code", flat=True)) == {t.code for t in TYPES}
    assert Contact.objects.count() == len(CONTACTS)
    assert Publication.objects.count() == len(PUBLICATIONS)
    assert EntenteEdition.objects.get().text == EDITION
    assert SimulationClock.objects.get().pk == 1


def test_install_adds_nothing_the_second_time():
    before = counts()

    catalogue.install()

    assert counts() == before


def test_install_brings_back_what_is_missing():
    Group.objects.get(name="étude").delete()
    DocumentType.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert DocumentType.objects.count() == len(TYPES)
    assert "mutuelles.study_project" in labels("étude")


def test_install_keeps_what_staff_changed():
    official = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    official.publications.clear()
    DocumentType.objects.filter(pk=official.pk).update(important="Autre texte")

    catalogue.install()

    official.refresh_from_db()
    assert official.important == "Autre texte"
    assert official.publications.count() == 0


def test_official_information_is_worded_as_in_the_seed():
    official = DocumentType.objects.get(code=OFFICIAL_INFORMATION)

    assert official.title == "Information officielle - Mutuelle de prévention"
    assert official.get_subject_display() == "Mutuelle de prévention"
    assert list(official.publications.order_by("pk").values_list("title", flat=True)) == [
        "Guide pour mieux comprendre le mode de tarification au taux personnalisé",
        "Page Web Mutuelles de prévention",
    ]


def test_consultation_may_only_view():
    verbs = {label.split(".")[1].split("_")[0] for label in labels("consultation")}

    assert verbs == {"view"}


@pytest.mark.parametrize("group", ["étude", "approbation"])
def test_group_has_its_verbs_beside_the_views(group):
    assert labels(group) - labels("consultation") == set(catalogue.PERMISSIONS[group])
