"""Who received and who read: the documents of a campaign, as their manager sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from documents.choices import ENDED, DocumentStatus
from documents.models import Document
from documents.models.document import DocumentQuerySet
from documents.models.document_type import OFFICIAL_INFORMATION
from mutuelles.models import Membership, Mutuelle
from portal.models import Establishment


@dataclass(frozen=True)
class Figures:
    members: int
    establishments: int
    issued: int
    read: int

    @property
    def unread(self) -> int:
        return self.issued - self.read


def figures(mutuelle: Mutuelle, year: int) -> Figures:
    """Counts of a mutuelle's year: members, establishments, documents issued and read."""
    members = Membership.objects.active(year).filter(mutuelle=mutuelle)
    documents = _official(mutuelle, year).aggregate(
        issued=Count("id"), unread=Count("id", filter=Q(status=DocumentStatus.TO_CONSULT))
    )
    return Figures(
        members=members.count(),
        establishments=Establishment.objects.filter(
            employer__in=members.values("employer")
        ).count(),
        issued=documents["issued"],
        read=documents["issued"] - documents["unread"],
    )


def of_members(
    mutuelle: Mutuelle, year: int, memberships: Iterable[Membership]
) -> dict[int, Document]:
    """*Information officielle* by employer, with `first_read_on`; state only, never contents."""
    employers = [membership.employer_id for membership in memberships]
    documents = _official(mutuelle, year).filter(employer__in=employers)
    first_read = Min("history__on", filter=Q(history__status=DocumentStatus.CONSULTED))
    return {
        document.employer_id: document for document in documents.annotate(first_read_on=first_read)
    }


def _official(mutuelle: Mutuelle, year: int) -> DocumentQuerySet:
    """What was withdrawn or replaced does not count as delivered."""
    return Document.objects.filter(
        mutuelle=mutuelle, year=year, type__code=OFFICIAL_INFORMATION
    ).exclude(status__in=ENDED)
