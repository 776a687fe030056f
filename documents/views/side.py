"""The side menu of *Documents* (seed 000): the list, and the list with criteria of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from documents.choices import SUBJECTS_OF_ACCOUNT, Subject
from portal.choices import AccountKind
from portal.http import Request


@dataclass(frozen=True)
class SideLink:
    label: str
    url: str
    active: bool


def side_links(request: Request) -> list[SideLink]:
    employer = request.acting.employer
    if employer is None:
        return []
    base, subjects = (
        reverse("documents:list"),
        SUBJECTS_OF_ACCOUNT[AccountKind(employer.account_kind)],
    )
    entries = [
        (gettext("Gestion des documents"), None),
        (gettext("Documents relatifs à la tarification"), Subject.RATING),
        (gettext("Rapports d’intervention"), Subject.INSPECTION),
    ]
    chosen = request.GET.get("sujet", "") if request.path == base else ""
    known = {subject for _label, subject in entries if subject}
    return [
        SideLink(
            label,
            f"{base}?sujet={subject.value}" if subject else base,
            active=chosen == subject.value if subject else chosen not in known,
        )
        for label, subject in entries
        if subject is None or subject in subjects
    ]
