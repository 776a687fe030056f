"""What the shell of every page shows: the simulated day, the tabs, for whom one acts."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from documents.access import may_follow_campaigns
from documents.models import Document
from documents.sample_year import accounts
from mutuelles.access import may_study
from mutuelles.models import ManagerMandate
from portal.http import Request
from portal.models import Employer, User, clock
from portal.services.acting import Acting

MOST = 99  # a badge never counts further


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    active: bool
    count: int = 0


def shell(request: Request) -> dict[str, Any]:
    """Error pages come here too, some of them before the middleware has run."""
    user, acting = getattr(request, "user", None), getattr(request, "acting", Acting())
    context: dict[str, Any] = {
        "simulated_day": getattr(request, "today", None) or clock.today(),
        "acting_for": None,
        "tabs": [],
    }
    if user is None or not user.is_authenticated:
        return context | (_demo_accounts() if settings.DEMO else {})
    return context | {
        "acting_for": acting.employer,
        "can_change_acting": acting.can_choose,
        "tabs": _tabs(user, acting, request.path),
    }


def _demo_accounts() -> dict[str, Any]:
    """What the sign-in page of the demo tells, where nothing is real."""
    parts = {
        gettext("Employeur"): accounts.EMPLOYER,
        gettext("Gestionnaire"): accounts.MANAGER,
        gettext("Personnel"): accounts.STAFF,
    }
    return {
        "demo_accounts": [{"label": part, "email": a.email} for part, a in parts.items()],
        "demo_password": accounts.PASSWORD,
    }


def _tabs(user: User, acting: Acting, path: str) -> list[Tab]:
    tabs = _employer_tabs(acting.employer, path) if acting.employer else []
    if ManagerMandate.objects.in_force().filter(user=user).exists():
        tabs.append(_tab(gettext("Mutuelles"), "mutuelles:list", path, also="/listes/"))
    if user.is_staff:
        tabs += _staff_tabs(user, path)
    return tabs


def _employer_tabs(employer: Employer, path: str) -> list[Tab]:
    unread = Document.objects.of_employer(employer).to_consult()[:MOST].count()
    return [
        _tab(gettext("Services"), "documents:home", path),
        _tab(gettext("Documents"), "documents:list", path, unread),
    ]


def _staff_tabs(user: User, path: str) -> list[Tab]:
    tabs = []
    if may_follow_campaigns(user):
        tabs.append(_tab(gettext("Campagnes"), "documents:campaign_list", path))
    if may_study(user):
        tabs.append(_tab(gettext("Projets à étudier"), "mutuelles:study_list", path))
    return [*tabs, _tab(gettext("Administration"), "admin:index", path)]


def _tab(label: str, name: str, path: str, count: int = 0, also: str = "") -> Tab:
    """A tab is active on its pages, and on those under a second beginning (`also`)."""
    url = reverse(name)
    return Tab(label, url, active=path.startswith((url, also or url)), count=count)
