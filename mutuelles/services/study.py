"""The study of a member list by staff: accepted, it makes memberships and the Entente."""

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mutuelles.access import may_study_lists
from mutuelles.choices import MemberListStatus
from mutuelles.models import (
    Entente,
    EntenteEdition,
    MemberList,
    MemberListRow,
    Membership,
    Mutuelle,
)
from mutuelles.models.membership import ONE_MUTUELLE
from mutuelles.services import register
from mutuelles.services.member_list import claim
from portal.choices import MandateRole, RatingMode, Standing
from portal.errors import BusinessError, NotAllowed
from portal.models import Employer, Mandate, User, clock
from portal.services import account, audit

BATCH = 5000


def remark(employer: Employer) -> str:
    """Why an employer may not be a member (seed 001), or an empty string."""
    if employer.standing == Standing.BAD:
        return _("Cet employeur n’est pas en règle.")
    if employer.rating_mode == RatingMode.RETROSPECTIVE:
        return _("Cet employeur est à la tarification rétrospective.")
    return ""


@transaction.atomic
def accept(*, actor: User, member_list: MemberList, recognized: Collection[int] = ()) -> int:
    """Make the members of a list, its Entente and the invitations; the number of members.

    `recognized`: keys of the employers *à vérifier* that staff enter in the register; the others,
    and those that may not be members, are set aside with the reason.
    """
    _decide(actor, member_list, MemberListStatus.ACCEPTED)
    rows = list(member_list.rows.select_related("employer"))
    _recognize(actor, rows, recognized)
    _set_aside(member_list, rows)
    kept = [row for row in rows if not row.set_aside]
    register.enter_establishments(kept)
    _make_members(member_list, kept)
    conclude(member_list.mutuelle, member_list.year)
    _invite(actor, kept)
    members = len({row.employer_id for row in kept})
    audit.record(actor=actor, verb="accept", subject=member_list, members=members)
    return members


@transaction.atomic
def refuse(*, actor: User, member_list: MemberList, reason: str) -> None:
    """Send the list back to its manager, who reads why."""
    if not reason.strip():
        raise BusinessError(_("Indiquez le motif du refus : le gestionnaire le lira."))
    _decide(actor, member_list, MemberListStatus.REFUSED)
    member_list.reason = reason.strip()
    member_list.save(update_fields=["reason"])
    audit.record(actor=actor, verb="refuse", subject=member_list, reason=reason.strip())


def _decide(actor: User, member_list: MemberList, status: MemberListStatus) -> None:
    if not may_study_lists(actor):
        raise NotAllowed(_("Seul le personnel d’étude décide d’une liste."))
    if member_list.uploaded_by_id == actor.pk:
        raise NotAllowed(_("Qui a déposé une liste ne peut pas en décider."))
    claim(member_list, status)
    member_list.decided_by, member_list.decided_at = actor, clock.now()
    member_list.save(update_fields=["decided_by", "decided_at"])


def _recognize(actor: User, rows: list[MemberListRow], recognized: Collection[int]) -> None:
    """Enter unverified employers in the register, in good standing, on the word of staff."""
    for row in rows:
        if row.employer_id in recognized and row.employer.standing == Standing.UNVERIFIED:
            row.employer.standing = Standing.GOOD
    employers = {row.employer_id: row.employer for row in rows if row.employer_id in recognized}
    Employer.objects.bulk_update(employers.values(), ["standing"], batch_size=BATCH)
    for employer in employers.values():
        audit.record(actor=actor, verb="recognize", subject=employer)


def _set_aside(member_list: MemberList, rows: list[MemberListRow]) -> None:
    employers = {row.employer_id for row in rows}
    year = Membership.objects.filter(year=member_list.year, employer__in=employers)
    elsewhere = set(
        year.active(member_list.year)
        .exclude(mutuelle=member_list.mutuelle)
        .values_list("employer", flat=True)
    )
    gone = set(
        year.filter(mutuelle=member_list.mutuelle)
        .exclude(pk__in=year.active(member_list.year))
        .values_list("employer", flat=True)
    )
    for row in rows:
        row.set_aside = _reason(row.employer, elsewhere, gone)
    MemberListRow.objects.bulk_update(rows, ["set_aside"], batch_size=BATCH)


def _reason(employer: Employer, elsewhere: set[int], gone: set[int]) -> str:
    if employer.standing == Standing.UNVERIFIED:
        return _("Cet employeur n’est pas reconnu.")
    if employer.pk in elsewhere:
        return _("Cet employeur est déjà membre d’une autre mutuelle pour cette année.")
    if employer.pk in gone:
        return _("Cet employeur a quitté cette mutuelle pour cette année.")
    return remark(employer)


def _make_members(member_list: MemberList, rows: list[MemberListRow]) -> None:
    """One membership per employer; one it has already in this mutuelle stays as it is."""
    present = set(
        member_list.mutuelle.memberships.filter(year=member_list.year).values_list(
            "employer", flat=True
        )
    )
    new = {row.employer_id: row for row in rows if row.employer_id not in present}
    try:
        with transaction.atomic():
            Membership.objects.bulk_create(
                (_membership(member_list, row) for row in new.values()), batch_size=BATCH
            )
    except IntegrityError as error:
        if ONE_MUTUELLE in str(error):
            raise BusinessError(
                _("Un employeur de cette liste vient d’être accepté ailleurs : reprenez l’étude.")
            ) from error
        raise


def _membership(member_list: MemberList, row: MemberListRow) -> Membership:
    return Membership(
        mutuelle=member_list.mutuelle,
        employer_id=row.employer_id,
        year=member_list.year,
        member_list=member_list,
        paper=row.cells["paper"],
        signatory=row.cells["signatory"],
        capacity=row.cells["capacity"],
    )


def conclude(mutuelle: Mutuelle, year: int) -> Entente:
    """The Entente of the year, on the last text published for it or before."""
    edition = EntenteEdition.objects.filter(year__lte=year).first()
    if edition is None:
        raise BusinessError(_("Aucun texte de l’Entente n’est publié pour cette année."))
    entente, _created = Entente.objects.get_or_create(
        mutuelle=mutuelle,
        year=year,
        defaults={
            "edition": edition,
            "concluded_on": clock.today(),
            # signed and returned by 31 December before it takes effect (seed 001)
            "due_on": dt.date(year - 1, 12, 31),
        },
    )
    return entente


def _invite(actor: User, rows: list[MemberListRow]) -> None:
    """Invite the contact of each employer that nobody represents yet.

    An employer that has its people keeps them: a list of members gives nobody a way in.
    """
    first = {row.employer_id: row for row in reversed(rows)}
    represented = set(
        Mandate.objects.filter(employer__in=first)
        .exclude(ends_on__lt=clock.today())
        .values_list("employer", flat=True)
    )
    for employer_id, row in sorted(first.items()):
        if employer_id not in represented:
            user = account.invite(
                actor=actor, email=row.cells["contact_email"], name=row.cells["contact_name"]
            )
            Mandate.objects.create(
                user=user,
                employer_id=employer_id,
                role=MandateRole.DESIGNATED,
                starts_on=clock.today(),
            )
