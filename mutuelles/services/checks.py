"""What is checked of each employer of a project (seed 001), for all its members at once.

A check is a condition of SQL: « this member fails it ». The page of a project counts them in one
query, its list filters by them, and accepting writes by them; `answers` says them in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mutuelles.choices import (
    MANDATING,
    Check,
    Decision,
    MembershipStatus,
    PaperKind,
    PaperStatus,
    ProjectStatus,
    ReintegrationStatus,
    RevocationStatus,
)
from mutuelles.models import (
    CheckOverride,
    Exclusion,
    MemberListRow,
    MemberPaper,
    Membership,
    Project,
    ProjectMember,
)
from portal.choices import RatingMode, Standing
from portal.models import Establishment

YEAR = OuterRef("project__year")
MUTUELLE = OuterRef("project__mutuelle")
FIRM = OuterRef("project__mutuelle__firm")
EMPLOYER = OuterRef("employer")
# a project that only its manager knows of binds nobody: anyone could write any employer there
DECLARING = (ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY, ProjectStatus.ACCEPTED)


def bound() -> Exists:
    """An active member of another mutuelle for this very year: the database allows one."""
    active = Membership.objects.filter(
        employer=EMPLOYER, year=YEAR, status=MembershipStatus.ACTIVE
    ).exclude(mutuelle=MUTUELLE)
    return Exists(active)


def declared_elsewhere() -> Exists:
    """« Déclaré aussi ailleurs »: in another project of the year that was submitted."""
    others = ProjectMember.objects.filter(
        employer=EMPLOYER, project__year=YEAR, project__status__in=DECLARING
    )
    return Exists(others.exclude(project=OuterRef("project")).exclude(status=Decision.REFUSED))


def _excluded() -> Exists:
    """Out for the year of exclusion, and for the next without a reintegration (`domain.md` § 2)."""
    theirs = Exclusion.objects.filter(membership__employer=EMPLOYER)
    this_year = Q(membership__year=YEAR)
    year_before = Q(membership__year=YEAR - 1)
    granted = Q(reintegration__status=ReintegrationStatus.GRANTED)
    return Exists(theirs.filter(this_year | year_before & ~granted))


def _left() -> Exists:
    """Was a member of this mutuelle for this very year, and is no more."""
    here = Membership.objects.filter(mutuelle=MUTUELLE, year=YEAR, employer=EMPLOYER)
    return Exists(here.exclude(status=MembershipStatus.ACTIVE))


def _names_another_s() -> Exists:
    """Its rows name an establishment that the register holds under another employer."""
    held = Establishment.objects.filter(number=OuterRef("establishment_number"))
    rows = MemberListRow.objects.filter(member_list=OuterRef("member_list"), employer=EMPLOYER)
    return Exists(rows.filter(Exists(held.exclude(employer=EMPLOYER))))


def _verified(*kinds: PaperKind) -> Exists:
    papers = MemberPaper.objects.filter(member=OuterRef("pk"), kind__in=kinds)
    return Exists(papers.filter(status=PaperStatus.VERIFIED))


def _last_year(employer: OuterRef, year: OuterRef | int) -> QuerySet[Membership]:
    return Membership.objects.filter(
        employer=employer, year=year - 1, status=MembershipStatus.ACTIVE
    )


def changes_manager(
    employer: OuterRef = EMPLOYER, year: OuterRef | int = YEAR, firm: OuterRef | int = FIRM
) -> Exists:
    """A member, the year before, of a mutuelle of another firm, that has not revoked it here.

    Year and firm told as numbers, for a page of one project, make it one reading for all members.
    """
    elsewhere = _last_year(employer, year).exclude(mutuelle__firm=firm)
    return Exists(elsewhere.exclude(revocation__status=RevocationStatus.NOTIFIED))


def had_revoked(
    employer: OuterRef = EMPLOYER, year: OuterRef | int = YEAR, mutuelle: OuterRef | int = MUTUELLE
) -> Exists:
    """A member of this mutuelle that gave notice that it leaves: staying takes an annulment."""
    here = _last_year(employer, year).filter(mutuelle=mutuelle)
    return Exists(here.filter(revocation__status=RevocationStatus.NOTIFIED))


def _lacks_papers() -> Q:
    return (
        Q(~_verified(*MANDATING))
        | Q(changes_manager()) & Q(~_verified(PaperKind.REVOCATION))
        | Q(had_revoked()) & Q(~_verified(PaperKind.ANNULMENT))
    )


FAILS: dict[Check, Q] = {
    Check.REGISTERED: Q(employer__standing=Standing.UNVERIFIED),
    Check.STANDING: Q(employer__standing=Standing.BAD),
    Check.RATING: Q(employer__rating_mode=RatingMode.RETROSPECTIVE),
    Check.ONE_MUTUELLE: Q(bound()) | Q(declared_elsewhere()),
    Check.NOT_OUT: Q(_excluded()) | Q(_left()),
    Check.ESTABLISHMENTS: Q(_names_another_s()),
    Check.PAPERS: _lacks_papers(),
}
# where no word of staff can help: the employer is to be recognized, or the other mutuelle has it
FINAL: dict[Check, Q] = {
    Check.REGISTERED: FAILS[Check.REGISTERED],
    Check.ONE_MUTUELLE: Q(bound()),
}


def _overridden(check: Check) -> Exists:
    return Exists(CheckOverride.objects.filter(member=OuterRef("pk"), check_name=check))


def _blocks(check: Check) -> Q:
    failing = FAILS[check] & Q(~_overridden(check))
    return failing | FINAL.get(check, Q())


# fails, and no « dérogation » lets the member pass
BLOCKS: dict[Check, Q] = {check: _blocks(check) for check in Check}
BLOCKED: Q = reduce(or_, BLOCKS.values(), Q())


def judged(members: QuerySet[ProjectMember]) -> QuerySet[ProjectMember]:
    """Each member with what it fails, and what the words about it depend on."""
    flags = {failing(check): FAILS[check] for check in Check}
    facts = {"bound": bound(), "changes_manager": changes_manager(), "had_revoked": had_revoked()}
    return members.annotate(**flags, **facts)


def failing(check: Check) -> str:
    """The name of that flag: `fails_rating`."""
    return f"fails_{check.value.lower()}"


@dataclass(frozen=True)
class Figures:
    """How many members of a project, by decision and by check that stops them."""

    decisions: dict[Decision, int]
    blocked: dict[Decision, int]
    checks: dict[Check, int]

    @property
    def members(self) -> int:
        return sum(self.decisions.values())

    @property
    def undecided_blocked(self) -> int:
        return self.blocked[Decision.PENDING]

    @property
    def accepted_blocked(self) -> int:
        return self.blocked[Decision.ACCEPTED]

    @property
    def undecided_passing(self) -> int:
        return self.decisions[Decision.PENDING] - self.undecided_blocked


def figures(members: QuerySet[ProjectMember]) -> Figures:
    """One query that judges each member once: by decision and by all that stops it together."""
    stopped = {f"stopped_{check.value.lower()}": BLOCKS[check] for check in Check}
    alike = members.annotate(**stopped).values("status", *stopped).annotate(total=Count("pk"))
    decisions, blocked = dict.fromkeys(Decision, 0), dict.fromkeys(Decision, 0)
    by_check = dict.fromkeys(Check, 0)
    for group in alike.order_by():
        decision, total = Decision(group["status"]), group["total"]
        stops = [check for check, name in zip(Check, stopped, strict=True) if group[name]]
        decisions[decision] += total
        blocked[decision] += total if stops else 0
        for check in stops:
            by_check[check] += total
    return Figures(decisions, blocked, by_check)


def by_project(projects: Iterable[Project]) -> dict[int, tuple[int, int]]:
    """Members of each project, and how many a check stops: one query."""
    members = ProjectMember.objects.filter(project__in=projects)
    counted = members.values("project").annotate(
        total=Count("pk"), blocked=Count("pk", filter=BLOCKED)
    )
    return {each["project"]: (each["total"], each["blocked"]) for each in counted}
