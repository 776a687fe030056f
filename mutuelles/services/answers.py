"""The answers to the checks of a project's members, in words, and the refusals that they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.utils import translation

from mutuelles.choices import Check
from mutuelles.models import CheckOverride, Project, ProjectMember
from mutuelles.services import checks
from mutuelles.services.check_words import SPEAKERS, Said
from portal.models import User, clock

WRITE_REFUSALS = """
update mutuelles_projectmember as member
set status = 'REFUSED', reason = refusal.reason, decided_by_id = %s, decided_at = %s
from unnest(%s::bigint[], %s::text[]) as refusal (id, reason)
where member.id = refusal.id
"""


@dataclass(frozen=True)
class Answer:
    """One check of one member. `words` for the staff, `told` for its manager; `final`: no
    « dérogation » can help."""

    check: Check
    passes: bool
    final: bool
    words: str
    told: str
    override: CheckOverride | None

    @property
    def blocks(self) -> bool:
        return not self.passes and (self.final or self.override is None)


def of(project: Project, members: Sequence[ProjectMember]) -> dict[int, list[Answer]]:
    """The answers of members of one project (`checks.judged`, with their employer), by key.

    One query per check at most, whatever the number of members.
    """
    overrides = _overrides(members)
    said = {check: speak(project, members) for check, speak in SPEAKERS.items()}
    return {
        member.pk: [
            _answer(check, member, said[check][member.pk], overrides.get((member.pk, check)))
            for check in Check
        ]
        for member in members
    }


def _answer(
    check: Check, member: ProjectMember, said: Said, override: CheckOverride | None
) -> Answer:
    fails: bool = getattr(member, checks.failing(check))
    bound: bool = getattr(member, "bound")  # noqa: B009 (annotated)
    final = check == Check.REGISTERED or (check == Check.ONE_MUTUELLE and bound)
    return Answer(
        check=check,
        passes=not fails,
        final=fails and final,
        words=said.words,
        told=said.told or said.words,
        override=override,
    )


def _overrides(members: Iterable[ProjectMember]) -> dict[tuple[int, str], CheckOverride]:
    given = CheckOverride.objects.filter(member__in=members).select_related("by")
    return {(each.member_id, each.check_name): each for each in given}


def refuse(*, actor: User, project: Project, members: QuerySet[ProjectMember]) -> None:
    """Refuse members, each for what its checks say, in words that its manager may read."""
    rows = list(checks.judged(members).select_related("employer"))
    with translation.override("fr"):  # kept, and read later by others
        found = of(project, rows)
    reasons = [" ".join(each.told for each in found[row.pk] if each.blocks) for row in rows]
    with connection.cursor() as cursor:
        keys = [row.pk for row in rows]
        cursor.execute(WRITE_REFUSALS, [actor.pk, clock.now(), keys, reasons])
