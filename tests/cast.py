"""The cast of the tests: the same few people and firms everywhere, each with one part to play."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from documents.models import Document, DocumentType
from documents.models.document_type import OFFICIAL_INFORMATION
from documents.services import document as documents
from documents.services import snapshot
from mutuelles.models import Firm, ManagerMandate, Membership, Mutuelle
from mutuelles.services import entente as ententes
from portal.choices import MandateRole
from portal.identifiers import neq_with_check_digit
from portal.models import Employer, Establishment, Mandate, User

TODAY = dt.date(2021, 12, 16)
ISSUED_ON = dt.date(2021, 12, 15)
YEAR = 2022
PASSWORD = "un-mot-de-passe-assez-long"


@dataclass
class Cast:
    maude: User  # acts for the bakery
    serge: User  # a stranger: acts for the garage, which has nothing to do with the bakery
    hubert: User  # manages the mutuelle of the bakery
    rita: User  # manages another mutuelle
    odile: User  # staff of all groups
    simon: User  # staff who may only consult
    bakery: Employer
    garage: Employer
    firm: Firm
    mutuelle: Mutuelle
    other_mutuelle: Mutuelle


def assemble() -> Cast:
    bakery = employer(1, "Boulangerie Quatre-Temps inc.", establishments=2)
    garage = employer(2, "Garage du Rang ltée")
    firm, other_firm = firms()
    mutuelle = Mutuelle.objects.create(number="MUT00042", name="Mutuelle du pain", firm=firm)
    other = Mutuelle.objects.create(number="MUT00043", name="Mutuelle des autos", firm=other_firm)
    return Cast(
        maude=delegate("maude@pain.example", "Maude Trépanier", bakery),
        serge=delegate("serge@garage.example", "Serge Roy", garage),
        hubert=manager("hubert@firme.example", "Hubert Lacasse", firm),
        rita=manager("rita@autre.example", "Rita Gagnon", other_firm),
        odile=staff("odile@guichet.example", "Odile Ferland"),
        simon=staff("simon@guichet.example", "Simon Pépin", "consultation"),
        bakery=bakery,
        garage=garage,
        firm=firm,
        mutuelle=mutuelle,
        other_mutuelle=other,
    )


def neq(serial: int) -> str:
    return neq_with_check_digit(f"1199{serial:05d}")


def employer(serial: int, name: str, *, establishments: int = 1, **fields: object) -> Employer:
    employer = Employer.objects.create(
        neq=neq(serial),
        name=name,
        street=f"{serial}, rue des Érables",
        city="Lévis",
        postal_code="G0X 1A9",
        **fields,
    )
    for rank in range(1, establishments + 1):
        Establishment.objects.create(
            employer=employer,
            number=f"ETA{serial:06d}{rank:03d}",
            name=f"{name} {rank}",
            street=f"{rank}, rue Principale",
            city="Lévis",
            postal_code="G0X 1A9",
        )
    return employer


def firms() -> list[Firm]:
    address = {"street": "1, rue du Port", "city": "Québec", "postal_code": "G1K 7E2"}
    names = ["Gestion Prévaction inc.", "Conseils Boréal ltée"]
    return [
        Firm.objects.create(
            name=name,
            contact="Hubert Lacasse",
            phone="1 800 555-0100",
            email=f"info{rank}@firme.example",
            **address,
        )
        for rank, name in enumerate(names)
    ]


def person(email: str, name: str, **fields: object) -> User:
    return User.objects.create(email=email, name=name, password=password_hash(), **fields)


@cache
def password_hash() -> str:
    """Hashing is slow on purpose: once for all the cast."""
    return make_password(PASSWORD)


def delegate(email: str, name: str, *employers: Employer) -> User:
    user = person(email, name)
    for each in employers:
        mandate(user, each)
    return user


def mandate(user: User, employer: Employer, **fields: object) -> Mandate:
    fields = {"role": MandateRole.DESIGNATED, "starts_on": dt.date(2020, 1, 1)} | fields
    return Mandate.objects.create(user=user, employer=employer, **fields)


def manager(email: str, name: str, firm: Firm) -> User:
    user = person(email, name)
    ManagerMandate.objects.create(user=user, firm=firm, starts_on=dt.date(2020, 1, 1))
    return user


def staff(email: str, name: str, *groups: str) -> User:
    user = person(email, name, is_staff=True)
    user.groups.set(
        Group.objects.filter(name__in=groups or ("consultation", "étude", "approbation"))
    )
    return user


def member(mutuelle: Mutuelle, employer: Employer, year: int = YEAR) -> Membership:
    ententes.conclude(mutuelle, year)
    return Membership.objects.create(mutuelle=mutuelle, employer=employer, year=year)


def letter(
    employer: Employer, issued_on: dt.date = ISSUED_ON, code: str = "decision-classification"
) -> Document:
    """A paper of one page, really printed and delivered."""
    type = DocumentType.objects.get(code=code)
    facts = snapshot.letter(
        employer=employer, type=type, issued_on=issued_on, paragraphs=["Texte fictif."]
    )
    facts["number"] += f"-{Document.objects.count()}"
    return documents.issue(documents.Order(type, employer, facts))


def official(mutuelle: Mutuelle, employer: Employer, issued_on: dt.date = ISSUED_ON) -> Document:
    """An *Information officielle* with its certificates, really printed and delivered."""
    type = DocumentType.objects.get(code=OFFICIAL_INFORMATION)
    establishments = list(employer.establishments.all())
    entente = ententes.conclude(mutuelle, YEAR)
    return documents.issue(
        documents.Order(
            type=type,
            employer=employer,
            mutuelle=mutuelle,
            establishments=establishments,
            snapshot=snapshot.official(
                employer=employer,
                establishments=establishments,
                mutuelle=mutuelle,
                edition=entente.edition,
                year=YEAR,
                issued_on=issued_on,
                title=type.title,
            ),
        )
    )
