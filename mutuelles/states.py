"""Every state of the first floor in one table: what may follow it, and which act writes it.

The passages are those of `choices`, which the acts themselves obey; a test holds the acts named
here against the services.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Row:
    status: TextChoices
    after: list[TextChoices]
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Machine:
    """The states of one kind of thing; `acts`: the verbs of `services/` that write each."""

    title: Promise
    moves: Mapping[Any, set[Any]]  # from members of one TextChoices to others of it
    acts: Mapping[Any, tuple[str, ...]]

    @property
    def rows(self) -> list[Row]:
        order = list(self.moves)
        return [
            Row(status, sorted(after, key=order.index), self.acts.get(status, ()))
            for status, after in self.moves.items()
        ]


MACHINES = (
    Machine(
        _("Projet de regroupement"),
        choices.PROJECT_MOVES,
        {
            ProjectStatus.DRAFT: ("project.draft_of", "project.found"),
            ProjectStatus.SUBMITTED: ("project.submit",),
            ProjectStatus.IN_STUDY: ("study.start",),
            ProjectStatus.ACCEPTED: ("study.accept",),
            ProjectStatus.REFUSED: ("study.refuse",),
            ProjectStatus.WITHDRAWN: ("project.withdraw",),
        },
    ),
    Machine(
        _("Membre d’un projet"),
        choices.DECISION_MOVES,
        {
            Decision.PENDING: ("decision.lift_override",),
            Decision.ACCEPTED: ("decision.decide_member", "decision.decide_all"),
            Decision.REFUSED: ("decision.decide_member", "decision.settle"),
        },
    ),
    Machine(
        _("Liste des membres"),
        choices.MEMBER_LIST_MOVES,
        {
            MemberListStatus.FAULTY: ("member_list.upload",),
            MemberListStatus.TO_CONFIRM: (
                "member_list.upload",
                "mending.save",
                "mending.set_aside",
            ),
            MemberListStatus.CONFIRMED: ("member_list.confirm",),
            MemberListStatus.ABANDONED: ("member_list.abandon",),
        },
    ),
    Machine(
        _("Pièce d’un membre"),
        choices.PAPER_MOVES,
        {
            PaperStatus.RECEIVED: ("paper.receive",),
            PaperStatus.VERIFIED: ("paper.verify",),
            PaperStatus.REFUSED: ("paper.refuse",),
            PaperStatus.REPLACED: ("paper.receive",),
        },
    ),
    Machine(
        _("Adhésion"),
        choices.MEMBERSHIP_MOVES,
        {
            MembershipStatus.ACTIVE: ("enrolment.enrol",),
            MembershipStatus.EXCLUDED: ("exclusion.exclude",),
        },
    ),
    Machine(
        _("Demande de réintégration"),
        choices.REINTEGRATION_MOVES,
        {
            ReintegrationStatus.REQUESTED: ("reintegration.request",),
            ReintegrationStatus.GRANTED: ("reintegration.decide",),
            ReintegrationStatus.DENIED: ("reintegration.decide",),
        },
    ),
    Machine(
        _("Révocation"),
        choices.REVOCATION_MOVES,
        {
            RevocationStatus.NOTIFIED: ("revocation.notify",),
            RevocationStatus.ANNULLED: ("revocation.annul",),
        },
    ),
)
