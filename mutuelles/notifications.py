"""Messages about mutuelles: one function per event."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from mutuelles.choices import ReminderKind
from mutuelles.models import (
    Entente,
    Exclusion,
    MemberPaper,
    Membership,
    Mutuelle,
    Project,
    Reintegration,
    Revocation,
    Signature,
)
from portal.models import Employer, Mandate, User
from portal.notifications import post, post_all


def project_submitted(project: Project) -> None:
    """An acknowledgement, with the day of receipt."""
    _to_correspondent(project, "mutuelles/mail/project_submitted.txt")


def project_late(project: Project) -> None:
    """Whoever opened the draft learns that it may be submitted after all."""
    path = reverse("mutuelles:project", args=[project.mutuelle.number, project.year])
    url = f"{settings.SITE_URL}{path}"
    post(project.opened_by.email, "mutuelles/mail/project_late.txt", project=project, url=url)


def project_accepted(project: Project, *, accepted: int, refused: int, due_on: dt.date) -> None:
    """To the person in charge of correspondence (seed 001, « Étude du dossier »)."""
    _to_correspondent(
        project,
        "mutuelles/mail/project_accepted.txt",
        accepted=accepted,
        refused=refused,
        due_on=due_on,
    )


def project_refused(project: Project) -> None:
    _to_correspondent(project, "mutuelles/mail/project_refused.txt")


def paper_refused(*, paper: MemberPaper) -> None:
    """Why, and where to give another; never the file."""
    project = paper.member.project
    args = [project.mutuelle.number, project.year, paper.member_id]
    path = reverse("mutuelles:member_papers", args=args)
    address = project.correspondent_email or paper.uploaded_by.email
    post(address, "mutuelles/mail/paper_refused.txt", paper=paper, url=f"{settings.SITE_URL}{path}")


def _to_correspondent(project: Project, template: str, **facts: object) -> None:
    """Projects of before the portal have no address."""
    if project.correspondent_email:
        path = reverse("mutuelles:project", args=[project.mutuelle.number, project.year])
        url = f"{settings.SITE_URL}{path}"
        post(project.correspondent_email, template, project=project, url=url, **facts)


def people_of(employer: Employer) -> list[str]:
    """Addresses of those who act for an employer today."""
    mandates = Mandate.objects.in_force().filter(employer=employer, user__is_active=True)
    return list(mandates.order_by("user__email").values_list("user__email", flat=True).distinct())


def correspondent_of(mutuelle: Mutuelle, year: int) -> str:
    """Who answers for the mutuelle's mail: named by its project of the year, else by its firm."""
    project = Project.objects.alive().filter(mutuelle=mutuelle, year=year).first()
    return (project and project.correspondent_email) or mutuelle.firm.email


def member_excluded(*, exclusion: Exclusion) -> None:
    _tell_all(exclusion.membership, "member_excluded", exclusion=exclusion)


def reintegration_decided(*, reintegration: Reintegration) -> None:
    membership = reintegration.exclusion.membership
    _tell_all(membership, "reintegration_decided", reintegration=reintegration)


def revocation_received(*, revocation: Revocation) -> None:
    """The manager learns that a member leaves."""
    _tell_manager(revocation.membership, "revocation_received")


def revocation_annulled(*, revocation: Revocation) -> None:
    _tell_manager(revocation.membership, "revocation_annulled")


def _tell_all(membership: Membership, event: str, **context: object) -> None:
    """The employer's people, and its manager."""
    manager = correspondent_of(membership.mutuelle, membership.year)
    _tell({*people_of(membership.employer), manager}, membership, event, **context)


def _tell_manager(membership: Membership, event: str) -> None:
    _tell([correspondent_of(membership.mutuelle, membership.year)], membership, event)


def _tell(addresses: Iterable[str], membership: Membership, event: str, **context: object) -> None:
    for address in sorted(addresses):
        post(address, f"mutuelles/mail/{event}.txt", membership=membership, **context)


def signature_awaited(entente: Entente, employers: Mapping[User, list[str]]) -> int:
    """To the people of the members that have not signed, with the names of theirs; how many."""
    facts = {"entente": entente, "url": _address_of(entente)}
    post_all(
        "mutuelles/mail/signature_awaited.txt",
        (
            (user.email, facts | {"name": user.name, "employers": names})
            for user, names in employers.items()
        ),
    )
    return len(employers)


def entente_signed(signature: Signature) -> None:
    """The confirmation that the signatory keeps."""
    template = "mutuelles/mail/entente_signed.txt"
    url = _address_of(signature.entente)
    post(signature.recorded_by.email, template, signature=signature, url=url)


def _address_of(entente: Entente) -> str:
    path = reverse("mutuelles:entente", args=[entente.mutuelle.number, entente.year])
    return f"{settings.SITE_URL}{path}"


class Reminded(NamedTuple):
    """Someone who acts for members, and the names of those that something is asked of."""

    email: str
    name: str
    employers: list[str]


def reminders(kind: ReminderKind, people: Iterable[Reminded], **facts: object) -> None:
    """One message a person, all queued together; `facts`: mutuelle, year, due_on, path."""
    facts["url"] = f"{settings.SITE_URL}{facts['path']}"
    template = f"mutuelles/mail/reminder_{kind.lower()}.txt"
    post_all(template, ((each.email, facts | each._asdict()) for each in people))
