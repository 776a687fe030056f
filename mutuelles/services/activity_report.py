"""« Bilan des activités » of a mutuelle, due by 1 March of the following year (seed 001)."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mutuelles.access import may_prepare
from mutuelles.choices import Step
from mutuelles.models import ActivityReport, Entente, Mutuelle
from mutuelles.paper_file.refusal import Refused
from mutuelles.paper_file.sniffing import sniff
from mutuelles.services import calendar
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit


def due_on(year: int) -> dt.date:
    return calendar.dates(year)[Step.REPORT]


def is_late(report: ActivityReport) -> bool:
    """Handed in after the day: taken all the same, and said to be so."""
    return timezone.localdate(report.submitted_at) > due_on(report.year)


@transaction.atomic
def submit(
    *,
    actor: User,
    mutuelle: Mutuelle,
    year: int,
    summary: str,
    content: bytes = b"",
    name: str = "",
) -> ActivityReport:
    """Hand in the bilan of a year, once: a text, and a file (PDF or image) if there is one.

    Raises BusinessError for a year without Entente or not begun, or a file that is refused.
    """
    if not may_prepare(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle remet son bilan."))
    if not Entente.objects.filter(mutuelle=mutuelle, year=year).exists():
        raise BusinessError(_("Sans Entente pour cette année, il n’y a pas de bilan à remettre."))
    if clock.today() < dt.date(year, 1, 1):
        raise BusinessError(_("L’année n’est pas commencée : son bilan viendra."))
    if not summary.strip():
        raise BusinessError(_("Décrivez les activités mises en œuvre et leurs résultats."))
    report = ActivityReport(
        mutuelle=mutuelle,
        year=year,
        summary=summary.strip(),
        file_name=name[:255],
        content_type=_kind(content) if content else "",
        submitted_by=actor,
        submitted_at=clock.now(),
    )
    if content:
        report.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise Conflict(_("Le bilan de cette année vient d’être remis.")) from None
    audit.record(actor=actor, verb="submit", subject=report)
    return report


def _kind(content: bytes) -> str:
    try:
        return sniff(content).content_type
    except Refused as refusal:
        raise BusinessError(str(refusal)) from None
