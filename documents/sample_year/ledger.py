"""Which steps of the load are done: a line of the audit trail each, written with the step."""

from portal.models import AuditEntry
from portal.services import audit

VERB = "load_sample_year"


def is_done(step: str) -> bool:
    return AuditEntry.objects.filter(verb=VERB, subject=step).exists()


def is_begun() -> bool:
    return AuditEntry.objects.filter(verb=VERB).exists()


def mark(step: str) -> None:
    audit.record(actor=None, verb=VERB, subject=step)
