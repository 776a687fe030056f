"""The audit trail: services call `record` in the transaction of what they do."""

from typing import Any

from portal.models import AuditEntry, User, clock


def record(*, actor: User | None, verb: str, subject: object, **details: Any) -> AuditEntry:
    """Add a line: who, what, on what, the simulated day with the real time."""
    label = getattr(subject, "_meta", None)
    name = f"{label.label_lower}:{subject.pk}" if label else str(subject)  # type: ignore[attr-defined]
    return AuditEntry.objects.create(
        actor=actor, verb=verb, subject=name[:250], details=details, at=clock.now()
    )
