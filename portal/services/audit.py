"""The audit trail: services call `record` in the transaction of what they do."""

from typing import Any

from django.db.models import QuerySet

from portal.models import AuditEntry, User, clock


def record(*, actor: User | None, verb: str, subject: object, **details: Any) -> AuditEntry:
    """Add a line: who, what, on what, the simulated day with the real time."""
    return AuditEntry.objects.create(
        actor=actor, verb=verb, subject=_name(subject), details=details, at=clock.now()
    )


def trail(*subjects: object) -> QuerySet[AuditEntry]:
    """What was done on them, the latest first."""
    names = [_name(subject) for subject in subjects]
    return AuditEntry.objects.filter(subject__in=names).select_related("actor")


def _name(subject: object) -> str:
    """« portal.employer:12 » for a row; anything else names itself."""
    label = getattr(subject, "_meta", None)
    name = f"{label.label_lower}:{subject.pk}" if label else str(subject)  # type: ignore[attr-defined]
    return name[:250]
