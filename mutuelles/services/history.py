"""What was done on a project, in words: read from the trail, the oldest first."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mutuelles.models import Project
from portal.models import AuditEntry
from portal.services import audit

KEPT = 50
ACTS = {
    "open": gettext_lazy("Projet ouvert"),
    "edit": gettext_lazy("Exposé ou personnes désignées modifiés"),
    "confirm": gettext_lazy("Liste versée au projet"),
    "submit": gettext_lazy("Projet soumis"),
    "withdraw": gettext_lazy("Projet retiré"),
    "allow_late": gettext_lazy("Retard permis"),
    "study": gettext_lazy("Étude commencée"),
    "accept": gettext_lazy("Projet accepté"),
    "refuse": gettext_lazy("Projet refusé"),
}


@dataclass(frozen=True)
class Line:
    at: dt.datetime
    act: str
    by: str
    detail: str = ""


def lines(project: Project) -> list[Line]:
    """Its own acts and those on its lists; what only staff should read stays in the trail."""
    trail = audit.trail(project, *project.member_lists.only("pk"))
    return [_line(entry) for entry in trail.filter(verb__in=ACTS)[:KEPT]][::-1]


def _line(entry: AuditEntry) -> Line:
    by = entry.actor.name if entry.actor else _("Le portail")
    return Line(entry.at, str(ACTS[entry.verb]), by, _detail(entry))


def _detail(entry: AuditEntry) -> str:
    found = []
    if until := entry.details.get("until"):
        found.append(_("jusqu’au %(day)s") % {"day": until})
    if reason := entry.details.get("reason"):
        found.append(_("Motif : %(reason)s") % {"reason": reason})
    return ". ".join(found)
