"""Every state of the first floor in one table: what may follow it, and which act writes it.

The passages are those of `choices`, which the acts themselves obey; a test holds the acts named
here against the services.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mutuelles import choices
from mutuelles.choices import (
    Decision,
    MemberListStatus,
    MembershipStatus,
    PaperStatus,
    ProjectStatus,
    ReintegrationStatus,
    RevocationStatus,
)

MANAGER = _("gestionnaire")
STAFF = _("personnel d’étude")
MEMBER = _("membre")


class Act(NamedTuple):
    """A verb of `mutuelles/services/`, and whose it is."""

    who: Promise
    verb: str


@dataclass(frozen=True)
class Row:
    status: TextChoices
    after: list[TextChoices]
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Machine:
    """The states of one kind of thing, and the acts that write each."""

    title: Promise
    statuses: type[TextChoices]
    moves: Mapping[Any, set[Any]]
    acts: Mapping[Any, tuple[Act, ...]]

    @property
    def rows(self) -> list[Row]:
        order = list(self.statuses)
        return [
            Row(status, sorted(after, key=order.index), self.acts.get(status, ()))
            for status, after in self.moves.items()
        ]


MACHINES = (
    Machine(
        _("Projet de regroupement"),
        ProjectStatus,
        choices.PROJECT_MOVES,
        {
            ProjectStatus.DRAFT: (Act(MANAGER, "project.draft_of"), Act(MANAGER, "project.found")),
            ProjectStatus.SUBMITTED: (Act(MANAGER, "project.submit"),),
            ProjectStatus.IN_STUDY: (Act(STAFF, "study.start"),),
            ProjectStatus.ACCEPTED: (Act(STAFF, "study.accept"),),
            ProjectStatus.REFUSED: (Act(STAFF, "study.refuse"),),
            ProjectStatus.WITHDRAWN: (Act(MANAGER, "project.withdraw"),),
        },
    ),
    Machine(
        _("Membre d’un projet"),
        Decision,
        choices.DECISION_MOVES,
        {
            Decision.PENDING: (Act(STAFF, "decision.lift_override"),),
            Decision.ACCEPTED: (
                Act(STAFF, "decision.decide_member"),
                Act(STAFF, "decision.decide_all"),
            ),
            Decision.REFUSED: (Act(STAFF, "decision.decide_member"), Act(STAFF, "decision.settle")),
        },
    ),
    Machine(
        _("Liste des membres"),
        MemberListStatus,
        choices.MEMBER_LIST_MOVES,
        {
            MemberListStatus.FAULTY: (
                Act(MANAGER, "member_list.upload"),
                Act(MANAGER, "member_list.choose_columns"),
            ),
            MemberListStatus.TO_CONFIRM: (
                Act(MANAGER, "member_list.upload"),
                Act(MANAGER, "member_list.choose_columns"),
                Act(MANAGER, "mending.save"),
                Act(MANAGER, "mending.set_aside"),
            ),
            MemberListStatus.CONFIRMED: (Act(MANAGER, "member_list.confirm"),),
            MemberListStatus.ABANDONED: (Act(MANAGER, "member_list.abandon"),),
        },
    ),
    Machine(
        _("Pièce d’un membre"),
        PaperStatus,
        choices.PAPER_MOVES,
        {
            PaperStatus.RECEIVED: (Act(MANAGER, "paper.receive"),),
            PaperStatus.VERIFIED: (Act(STAFF, "paper.verify"),),
            PaperStatus.REFUSED: (Act(STAFF, "paper.refuse"),),
            PaperStatus.REPLACED: (Act(MANAGER, "paper.receive"),),
        },
    ),
    Machine(
        _("Adhésion"),
        MembershipStatus,
        choices.MEMBERSHIP_MOVES,
        {
            MembershipStatus.ACTIVE: (Act(STAFF, "enrolment.enrol"),),
            MembershipStatus.EXCLUDED: (Act(STAFF, "exclusion.exclude"),),
        },
    ),
    Machine(
        _("Demande de réintégration"),
        ReintegrationStatus,
        choices.REINTEGRATION_MOVES,
        {
            ReintegrationStatus.REQUESTED: (Act(MEMBER, "reintegration.request"),),
            ReintegrationStatus.GRANTED: (Act(STAFF, "reintegration.decide"),),
            ReintegrationStatus.DENIED: (Act(STAFF, "reintegration.decide"),),
        },
    ),
    Machine(
        _("Révocation"),
        RevocationStatus,
        choices.REVOCATION_MOVES,
        {
            RevocationStatus.NOTIFIED: (Act(MEMBER, "revocation.notify"),),
            RevocationStatus.ANNULLED: (Act(MEMBER, "revocation.annul"),),
        },
    ),
)
