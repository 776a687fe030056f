"""Accounts of the demo, contacts of employers, managers, and their mandates."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from documents.sample_year.accounts import ACCOUNTS, EMPLOYER, MANAGER, PASSWORD
from documents.sample_year.invented.employers import SCENE_NAME, SECOND_NAME, PlannedEmployer
from documents.sample_year.invented.people import slug
from documents.sample_year.invented.trades import FIRMS
from documents.sample_year.sizes import Say, Size
from mutuelles.models import Firm, ManagerMandate
from portal.choices import MandateRole
from portal.models import Employer, Mandate, User

SINCE = dt.date(2019, 6, 3)
LAST_ACCESS = dt.datetime(2021, 12, 15, 11, 22)  # seed 000, « Dernier accès »
OF_THE_SCENE = (SCENE_NAME, SECOND_NAME)
INVITED = 45  # one contact in so many has no account: the acceptance of a list invites them


def load(size: Size, say: Say) -> None:
    _load_accounts()
    _load_managers()
    planned = [plan for rank, plan in enumerate(size.employers()) if _has_people(plan, rank)]
    _load_contacts(planned)
    _load_proxies(planned)
    say(f"{User.objects.count()} personnes")


def _load_accounts() -> None:
    access = timezone.make_aware(LAST_ACCESS)
    for account in ACCOUNTS:
        user = User.objects.create_user(
            account.email,
            PASSWORD,
            name=account.name,
            is_staff=account.is_staff,
            current_access=access,
        )
        user.groups.set(Group.objects.filter(name__in=account.groups))


def _load_managers() -> None:
    managers = {MANAGER.name: User.objects.get(email=MANAGER.email)}
    for _name, contact, mailbox, _digits in FIRMS:
        email = f"{slug(contact)}@{mailbox}.example"
        manager = managers.get(contact) or User.objects.create_user(email, name=contact)
        firm = Firm.objects.get(contact=contact)
        ManagerMandate.objects.create(user=manager, firm=firm, starts_on=SINCE)


def _has_people(plan: PlannedEmployer, rank: int) -> bool:
    if plan.name in OF_THE_SCENE:
        return False  # Maude Trépanier acts for both
    return rank % INVITED != INVITED - 1


def _load_contacts(planned: list[PlannedEmployer]) -> None:
    """One person per address: an address that is drawn twice is the same person."""
    contacts = {plan.contact.email: plan.contact for plan in planned}
    User.objects.bulk_create(
        User(email=contact.email, name=contact.name, password=make_password(None))
        for contact in contacts.values()
    )
    users = dict(User.objects.values_list("email", "pk"))
    employers = dict(Employer.objects.values_list("number", "pk"))
    maude = users[EMPLOYER.email]
    mandates = [
        _mandate(users[plan.contact.email], employers[plan.number], plan.neq) for plan in planned
    ]
    scene = Employer.objects.filter(name__in=OF_THE_SCENE)
    mandates += [_mandate(maude, employer.pk, employer.neq) for employer in scene]
    Mandate.objects.bulk_create(mandates)


def _mandate(user: int, employer: int, neq: str | None) -> Mandate:
    role = MandateRole.DESIGNATED if neq else MandateRole.HABILITATED
    return Mandate(user_id=user, employer_id=employer, role=role, starts_on=SINCE)


def _load_proxies(planned: list[PlannedEmployer]) -> None:
    """Some people act for a neighbour too, by a procuration that ends or has ended."""
    users = dict(User.objects.values_list("email", "pk"))
    employers = dict(Employer.objects.values_list("number", "pk"))
    ends = (dt.date(2022, 6, 30), dt.date(2020, 12, 31))
    Mandate.objects.bulk_create(
        Mandate(
            user_id=users[holder.contact.email],
            employer_id=employers[neighbour.number],
            role=MandateRole.PROXY,
            starts_on=SINCE,
            ends_on=ends[rank % 2],
        )
        for rank, (holder, neighbour) in enumerate(zip(planned[::20], planned[1::20], strict=False))
        if holder.contact.email != neighbour.contact.email
    )
