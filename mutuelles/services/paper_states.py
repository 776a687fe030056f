"""Which papers each member of a project owes, and where each stands: for all members at once.

One paper names who may sign; a révocation is owed by who changes manager, an annulment by who takes
its révocation back (seed 001, « Présentation d'un projet »). A use that is neither owed nor given
has no state: an empty string.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mutuelles.choices import MANDATING, PaperKind, PaperStatus
from mutuelles.models import MemberPaper, Project, ProjectMember
from mutuelles.services.checks import changes_manager, had_revoked

USES: dict[str, set[PaperKind]] = {
    "mandate": MANDATING,
    "revocation": {PaperKind.REVOCATION},
    "annulment": {PaperKind.ANNULMENT},
}


def _any(status: PaperStatus) -> Q:
    return Q(mandate=status) | Q(revocation=status) | Q(annulment=status)


# conditions over members `with_states`
MISSING, RECEIVED, REFUSED = map(
    _any, (PaperStatus.MISSING, PaperStatus.RECEIVED, PaperStatus.REFUSED)
)
COMPLETE = ~(MISSING | RECEIVED | REFUSED)


@dataclass(frozen=True, slots=True)
class Papers:
    """The state of each use for one member; empty where nothing is owed nor given."""

    mandate: str
    revocation: str
    annulment: str

    @property
    def all(self) -> set[str]:
        return {self.mandate, self.revocation, self.annulment}

    @property
    def is_complete(self) -> bool:
        """Everything that is owed is there and verified, and so is what was given besides."""
        return self.all <= {PaperStatus.VERIFIED, ""}

    @property
    def missing(self) -> list[str]:
        return [use for use in USES if getattr(self, use) == PaperStatus.MISSING]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many members have a paper in each state; one may count several times."""

    members: int
    missing: int
    received: int
    refused: int
    complete: int


def with_states(project: Project) -> QuerySet[ProjectMember]:
    """Its members with the state of each use, as the page, its filters and the study read them."""
    changes = changes_manager(year=project.year, firm=project.mutuelle.firm_id)
    revoked = had_revoked(year=project.year, mutuelle=project.mutuelle_id)
    absent = {
        "mandate": Value(PaperStatus.MISSING),
        "revocation": _owed_if(Q(changes)),
        "annulment": _owed_if(Q(revoked)),
    }
    states = {use: Coalesce(_standing(kinds), absent[use]) for use, kinds in USES.items()}
    return project.members.annotate(**states)


def _standing(kinds: Collection[PaperKind]) -> Subquery:
    """Of the papers of one use, at most one has not been replaced."""
    papers = MemberPaper.objects.standing().filter(member=OuterRef("pk"), kind__in=kinds)
    return Subquery(papers.order_by().values("status")[:1])


def _owed_if(condition: Q) -> Case:
    missing = When(condition, then=Value(PaperStatus.MISSING))
    return Case(missing, default=Value(""), output_field=CharField())


class Worst(IntEnum):
    """The worst of the uses of a member, worst first: what its line in a long list says."""

    MISSING = 1
    REFUSED = 2
    RECEIVED = 3
    VERIFIED = 4


RANK = Case(*(When(status=rank.name, then=Value(rank.value)) for rank in Worst))


def worst(member: OuterRef, changes: Exists, revoked: Exists) -> Case:
    """The same states in one look at the papers of each member, where `with_states` takes one for
    each use: for counting thousands.
    """
    papers = MemberPaper.objects.standing().filter(member=member).order_by()
    mandates = Count("pk", filter=Q(kind__in=USES["mandate"]))
    given = papers.values("member").annotate(mandates=mandates, worst=Min(RANK))
    without_mandate = When(mandates=0, then=Value(Worst.MISSING.value))
    found = given.annotate(all=Case(without_mandate, default=F("worst"))).values("all")
    owes = [
        When(
            Q(condition) & ~Exists(papers.filter(kind__in=USES[use])),
            then=Value(Worst.MISSING.value),
        )
        for use, condition in (("revocation", changes), ("annulment", revoked))
    ]
    # no papers at all: no row
    return Case(
        *owes,
        default=Coalesce(Subquery(found), Value(Worst.MISSING.value)),
        output_field=IntegerField(),
    )


def states(project: Project) -> dict[int, Papers]:
    """By key of the member: which papers are owed, which are there; one query."""
    rows = with_states(project).values_list("pk", *USES)
    return {pk: Papers(*found) for pk, *found in rows}


def tally(project: Project) -> Tally:
    """Counted by the few combinations that there are: each state is found once per member."""
    found = with_states(project).order_by().values_list(*USES).annotate(total=Count("pk"))
    groups = [(Papers(*states), total) for *states, total in found]

    def those(wanted: Callable[[Papers], bool]) -> int:
        return sum(total for papers, total in groups if wanted(papers))

    return Tally(
        members=those(lambda papers: True),
        missing=those(lambda papers: PaperStatus.MISSING in papers.all),
        received=those(lambda papers: PaperStatus.RECEIVED in papers.all),
        refused=those(lambda papers: PaperStatus.REFUSED in papers.all),
        complete=those(lambda papers: papers.is_complete),
    )
