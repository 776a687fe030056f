"""Members of 2021: most stay, some left, some were excluded, and some join in 2022 only."""

import datetime as dt

from documents.sample_year.accounts import STAFF
from documents.sample_year.invented.employers import SCENE_NAME, SECOND_NAME, PlannedEmployer
from documents.sample_year.invented.papers import EXCLUSION
from documents.sample_year.sizes import Say, Size
from mutuelles.choices import MembershipStatus, PaperKind
from mutuelles.entente_text.edition_2021 import EDITION
from mutuelles.models import EntenteEdition, Exclusion, Membership, Mutuelle
from mutuelles.services import entente as ententes
from portal.models import Employer, User, clock

YEAR = 2021
EVERY = 11  # one employer in so many has another fate than to stay
FATES = {3: MembershipStatus.LEFT, 7: MembershipStatus.EXCLUDED}
NEWCOMER = 9
CONCLUDED_ON = dt.date(2020, 11, 13)
REASON = "Le programme de prévention n’est pas appliqué."


def fate(plan: PlannedEmployer, rank: int) -> MembershipStatus | None:
    """What an employer was in 2021; None when it joins in 2022 only."""
    if plan.name in (SCENE_NAME, SECOND_NAME):
        return MembershipStatus.ACTIVE
    if rank % EVERY == NEWCOMER:
        return None
    return FATES.get(rank % EVERY, MembershipStatus.ACTIVE)


def stays(plan: PlannedEmployer, rank: int) -> bool:
    """Whether the list of 2022 names the employer: those who left or were excluded are gone."""
    return plan.is_member and fate(plan, rank) in (MembershipStatus.ACTIVE, None)


def load(size: Size, say: Say) -> None:
    mutuelles = dict(Mutuelle.objects.values_list("number", "pk"))
    employers = dict(Employer.objects.values_list("number", "pk"))
    memberships = Membership.objects.bulk_create(
        Membership(
            mutuelle_id=mutuelles[plan.trade.mutuelle],
            employer_id=employers[plan.number],
            year=YEAR,
            status=status,
            paper=PaperKind.RESOLUTION if plan.neq else PaperKind.PROCURATION,
            signatory=plan.signatory,
            capacity=plan.capacity,
        )
        for rank, plan in enumerate(size.employers())
        if plan.is_member and (status := fate(plan, rank))
    )
    _exclude([each for each in memberships if each.status == MembershipStatus.EXCLUDED])
    _conclude()
    say(f"{len(memberships)} adhésions de {YEAR}")


def _exclude(memberships: list[Membership]) -> None:
    """Why those of 2021 are out; the letter that told them is among the older papers."""
    staff = User.objects.get(email=STAFF.email)
    day = EXCLUSION.day
    Exclusion.objects.bulk_create(
        Exclusion(
            membership=membership,
            reason=REASON,
            decided_by=staff,
            decided_on=day,
            decided_at=clock.at_real_time(day),
        )
        for membership in memberships
    )


def _conclude() -> None:
    """The Ententes of 2021, with the text of that year: those of 2022 are compared with them."""
    EntenteEdition.objects.create(
        year=EDITION.year, clauses=EDITION.to_json(), sha256=EDITION.sha256()
    )
    with clock.held(CONCLUDED_ON):
        for mutuelle in Mutuelle.objects.filter(memberships__year=YEAR).distinct():
            ententes.conclude(mutuelle, YEAR)
