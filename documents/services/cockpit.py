"""The cockpit of a mutuelle's year: where each member stands, and how many stand there.

A member has four facets, each one word of SQL: its status, its papers, its signature, its reading
of the *Information officielle*. The figures count the words in one GROUP BY; the filters, the
reminders and the file compare them: a figure and the list that it leads to always agree.
Of documents only the state is read, never the contents.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from documents.choices import ENDED, DocumentStatus
from documents.models import DocumentType, StatusChange
from documents.models.document_type import OFFICIAL_INFORMATION
from mutuelles.choices import (
    Decision,
    MembershipStatus,
    ProjectStatus,
    RevocationStatus,
    SignatureMeans,
)
from mutuelles.models import Entente, Membership, Mutuelle, Project, ProjectMember
from mutuelles.services import checks, paper_states, reminder
from mutuelles.services.paper_states import Worst as Papers
from portal.models import Employer, Establishment

LEAVING = RevocationStatus.NOTIFIED  # stays until the end of the year
# members, or about to be: the other facets ask nothing of anybody else
IN_FORCE = (
    MembershipStatus.ACTIVE,
    LEAVING,
    Decision.PENDING,
    Decision.ACCEPTED,
)
OUT = (MembershipStatus.EXCLUDED, MembershipStatus.LEFT, Decision.REFUSED)
SHORT = (Papers.MISSING, Papers.REFUSED)
TO_SIGN, UNISSUED = "TO_SIGN", "UNISSUED"
SIGNED = (SignatureMeans.PORTAL, SignatureMeans.PAPER)
UNREAD, READ = DocumentStatus.TO_CONSULT, DocumentStatus.CONSULTED


@dataclass(frozen=True)
class Roll:
    """Whom a mutuelle's year is about: its members, or as long as it has none, those of the
    project that its manager prepares.
    """

    mutuelle: Mutuelle
    year: int
    project: Project | None
    entente: Entente | None
    is_declared: bool

    @property
    def listed(self) -> QuerySet[Any]:
        """The rows that tell its employers."""
        if self.is_declared:
            return ProjectMember.objects.filter(project=self.project)
        return Membership.objects.filter(mutuelle=self.mutuelle, year=self.year)


@dataclass(frozen=True, slots=True)
class Group:
    """How many members have the same words."""

    status: str
    papers: int | None
    signature: str
    reading: str
    count: int


@dataclass(frozen=True)
class Figures:
    groups: list[Group]

    def of(self, facet: str, words: Collection[object]) -> int:
        """Members whose facet is one of these words."""
        return sum(group.count for group in self.groups if getattr(group, facet) in words)

    @property
    def all(self) -> int:
        return sum(group.count for group in self.groups)


def roll(mutuelle: Mutuelle, year: int) -> Roll:
    """Two queries."""
    members = Membership.objects.filter(mutuelle=mutuelle, year=year)
    alive = Project.objects.alive().filter(mutuelle=mutuelle, year=year)
    project = alive.annotate(has_members=Exists(members)).first()
    is_declared = project is not None and not (
        project.status == ProjectStatus.ACCEPTED or project.has_members
    )
    entente = Entente.objects.filter(mutuelle=mutuelle, year=year).first()
    return Roll(mutuelle, year, project, entente, is_declared)


def members(roll: Roll) -> QuerySet[Employer]:
    """The employers of a roll, each with its four facets, and the dates of its papers."""
    type = DocumentType.objects.filter(code=OFFICIAL_INFORMATION).values("pk")
    joined = Employer.objects.filter(pk__in=roll.listed.values("employer")).alias(
        membership=FilteredRelation(
            "memberships",
            condition=Q(memberships__mutuelle=roll.mutuelle, memberships__year=roll.year),
        ),
        declaration=FilteredRelation(
            "declarations", condition=Q(declarations__project=roll.project)
        ),
        # at most one: what was withdrawn or replaced does not count as delivered
        document=FilteredRelation(
            "documents",
            condition=Q(
                documents__mutuelle=roll.mutuelle,
                documents__year=roll.year,
                documents__type=Subquery(type),
            )
            & ~Q(documents__status__in=sorted(ENDED)),
        ),
    )
    return (
        joined.annotate(status=_status(roll))
        .alias(in_force=Q(status__in=IN_FORCE))
        .annotate(
            papers=_papers(roll),
            signature=_signature(roll),
            reading=_reading(),
            declaration_key=F("declaration__pk"),
            signed_on=F("membership__signature__signed_on"),
            document_key=F("document__public_id"),
            issued_on=F("document__issued_on"),
        )
    )


def _status(roll: Roll) -> Case | F:
    if roll.is_declared:
        return F("declaration__status")
    leaves = Q(
        membership__status=MembershipStatus.ACTIVE,
        membership__revocation__status=LEAVING,
    )
    return Case(
        When(leaves, then=Value(LEAVING)),
        default=F("membership__status"),
        output_field=CharField(),
    )


def _papers(roll: Roll) -> Case | Value:
    """The worst of what it owes; nothing for years of before the projects."""
    if roll.project is None:
        return Value(None, output_field=IntegerField())
    employer, year, mutuelle = OuterRef("pk"), roll.year, roll.mutuelle
    worst = paper_states.worst(
        OuterRef("declaration__pk"),
        checks.changes_manager(employer, year, mutuelle.firm_id),
        checks.had_revoked(employer, year, mutuelle.pk),
    )
    return Case(When(in_force=True, then=worst), output_field=IntegerField())


def _signature(roll: Roll) -> Case | Value:
    if roll.entente is None:
        return Value("", output_field=CharField())
    return Case(
        When(in_force=True, then=Coalesce(F("membership__signature__means"), Value(TO_SIGN))),
        default=Value(""),
        output_field=CharField(),
    )


def _reading() -> Case:
    issued = Coalesce(F("document__status"), Value(UNISSUED), output_field=CharField())
    return Case(When(in_force=True, then=issued), default=Value(""), output_field=CharField())


def figures(members: QuerySet[Employer]) -> Figures:
    """One query, whatever the number of members."""
    words = ("status", "papers", "signature", "reading")
    counted = members.order_by().values(*words).annotate(count=Count("pk"))
    return Figures([Group(*row) for row in counted.values_list(*words, "count")])


def with_first_reading(members: QuerySet[Employer]) -> QuerySet[Employer]:
    """With the day when each document was opened for the first time."""
    lines = StatusChange.objects.filter(
        document=OuterRef("document__pk"), status=DocumentStatus.CONSULTED
    )
    first = Subquery(lines.order_by("id").values("on")[:1])
    return members.annotate(first_read_on=first)


def with_establishments(members: QuerySet[Employer]) -> QuerySet[Employer]:
    theirs = Establishment.objects.filter(employer=OuterRef("pk")).order_by()
    count = theirs.values("employer").annotate(count=Count("pk")).values("count")
    return members.annotate(establishment_count=Coalesce(Subquery(count), 0))


def without_anybody(members: QuerySet[Employer]) -> QuerySet[Employer]:
    """Those for whom nobody can be written to."""
    return members.exclude(Exists(reminder.spokespeople().filter(employer=OuterRef("pk"))))
