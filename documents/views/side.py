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
    """What the account may read; « Rapports d’intervention avec sélection » is not known enough."""
    employer = request.acting.employer
    if employer is None:
        return []
    base, chosen = reverse("documents:list"), request.GET.get("document", "")
    subjects = SUBJECTS_OF_ACCOUNT[AccountKind(employer.account_kind)]
    chosen_elsewhere = chosen in {code for _label, _subject, code in _presets()}
    links = [SideLink(gettext("Gestion des documents"), base, active=not chosen_elsewhere)]
    return links + [
        SideLink(label, f"{base}?sujet={subject}&document={code}", active=code == chosen)
        for label, subject, code in _presets()
        if subject in subjects
    ]


def _presets() -> list[tuple[str, Subject, str]]:
    return [
        (
            gettext("Documents relatifs à la tarification rétrospective"),
            Subject.RATING,
            "document-retrospectif",
        ),
        (gettext("Rapports d’intervention"), Subject.INSPECTION, "rapport-intervention"),
    ]
