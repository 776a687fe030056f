"""The rows without which the portal cannot work: types, the Entente, the paper, groups, clock."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Q

from documents.models import Contact, DocumentType, Publication
from documents.services import paper_version
from documents.services.catalogue_texts import CONTACTS, PUBLICATIONS, TYPES, ContactText, TypeText
from mutuelles.entente_text.edition_2022 import EDITION
from mutuelles.entente_text.typography import typeset
from mutuelles.models import EntenteEdition
from portal.models import SimulationClock

FLOORS = ("portal", "mutuelles", "documents")
CONSULTATION, STUDY, APPROVAL = "consultation", "étude", "approbation"

# mail and invitations may hold a link that opens an account
HOLD_LINKS = ("view_outgoingmail", "view_invitation")
# beside « view » of everything else
PERMISSIONS: dict[str, tuple[str, ...]] = {
    CONSULTATION: (),
    STUDY: (
        "mutuelles.study_project",
        *("portal.add_employer", "portal.change_employer"),
        *("portal.add_establishment", "portal.change_establishment"),
        *("mutuelles.add_keydate", "mutuelles.change_keydate", "mutuelles.delete_keydate"),
    ),
    APPROVAL: (
        "documents.launch_campaign",
        "documents.withdraw_document",
        "documents.replace_document",
        "portal.change_simulationclock",
        *("portal.add_user", "portal.change_user"),
        *(f"portal.{codename}" for codename in HOLD_LINKS),
        *("portal.add_mandate", "portal.change_mandate"),
        *("mutuelles.add_managermandate", "mutuelles.change_managermandate"),
        *("portal.add_news", "portal.change_news"),
        *("documents.add_documenttype", "documents.change_documenttype"),
        *("documents.add_paperversion", "documents.change_paperversion"),
        "documents.publish_paperversion",
        "mutuelles.add_ententeedition",
    ),
}


def after_migrate(**signal: Any) -> None:
    """Receiver of `post_migrate`; a schema that was taken back has no place for the rows."""
    if DocumentType._meta.db_table in connection.introspection.table_names():
        install()


@transaction.atomic
def install() -> None:
    """Add what is missing, by its natural key; what staff have changed since stays as it is."""
    SimulationClock.objects.bulk_create([SimulationClock(id=1)], ignore_conflicts=True)
    EntenteEdition.objects.bulk_create(
        [EntenteEdition(year=EDITION.year, clauses=EDITION.to_json(), sha256=EDITION.sha256())],
        ignore_conflicts=True,
    )
    _install_types()
    _install_groups()
    paper_version.install()


def _install_types() -> None:
    Contact.objects.bulk_create(map(_contact, CONTACTS), ignore_conflicts=True)
    Publication.objects.bulk_create(
        (
            Publication(title=title, url=_address(page), kind=kind)
            for title, page, kind in PUBLICATIONS
        ),
        ignore_conflicts=True,
    )
    known = set(DocumentType.objects.values_list("code", flat=True))
    new = [text for text in TYPES if text.code not in known]
    contacts = dict(Contact.objects.values_list("name", "pk"))
    types = DocumentType.objects.bulk_create(_type(text, contacts[text.contact]) for text in new)
    # only for the new ones: staff may have unhung a publication
    publications = dict(Publication.objects.values_list("title", "pk"))
    DocumentType.publications.through.objects.bulk_create(
        DocumentType.publications.through(documenttype=type, publication_id=publications[title])
        for type, text in zip(types, new, strict=True)
        for title in text.publications
    )


def _contact(text: ContactText) -> Contact:
    return Contact(
        name=text.name,
        purpose=text.purpose,
        email=f"{text.mailbox}@guichet-sst.example",
        phone=fictitious_number(text.phone),
        fax=fictitious_number(text.fax),
        address="Case postale 555, succursale Simulation\nQuébec (Québec) G0X\u00a00X0",
    )


def fictitious_number(last_digits: str) -> str:
    """A number that nobody has: the exchange 555-01xx is kept for fiction."""
    return f"1\u00a0800\u00a0555-{last_digits}"


def _address(page: str) -> str:
    return f"https://publications.guichet-sst.example/{page}"


def _type(text: TypeText, contact: int) -> DocumentType:
    return DocumentType(
        code=text.code,
        subject=text.subject,
        title=text.title,
        summary=typeset(text.summary),
        important=typeset(text.important),
        contact_id=contact,
    )


def _install_groups() -> None:
    """The permissions that a group has here come back; those that staff added stay."""
    for floor in FLOORS:  # those of a floor that was just migrated may not be there yet
        create_permissions(apps.get_app_config(floor), verbosity=0)
    Group.objects.bulk_create((Group(name=name) for name in PERMISSIONS), ignore_conflicts=True)
    groups = Group.objects.in_bulk(list(PERMISSIONS), field_name="name")
    Group.permissions.through.objects.bulk_create(
        (
            Group.permissions.through(group=groups[name], permission_id=permission)
            for name, permission in _permissions()
        ),
        ignore_conflicts=True,
    )


def _permissions() -> Iterator[tuple[str, int]]:
    """Each group stands alone: all of them may consult everything."""
    ours = Permission.objects.filter(content_type__app_label__in=FLOORS)
    for name, labels in PERMISSIONS.items():
        allowed = (Q(codename__startswith="view_") & ~Q(codename__in=HOLD_LINKS)) | _named(labels)
        yield from ((name, pk) for pk in ours.filter(allowed).values_list("pk", flat=True))


def _named(labels: Iterable[str]) -> Q:
    condition = Q()
    for label in labels:
        floor, codename = label.split(".")
        condition |= Q(content_type__app_label=floor, codename=codename)
    return condition
