"""The study of a member list by staff: accepted, it makes memberships and the Entente."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from mutuelles.access import may_study_lists
from mutuelles.choices import MemberListStatus
from mutuelles.models import (
    MemberList,
    MemberListRow,
    Membership,
)
from mutuelles.models.membership import ONE_MUTUELLE
from mutuelles.services import contact, register
from mutuelles.services.entente import conclude
from mutuelles.services.listed import ListedMember, ineligible, members
from mutuelles.services.member_list import claim
from portal.choices import Standing
from portal.errors import BusinessError, NotAllowed
from portal.models import Employer, User, clock
from portal.services import audit

BATCH = 5000


@transaction.atomic
def accept(
    *,
    actor: User,
    member_list: MemberList,
    recognized: Collection[int] = (),
    admitted: Collection[int] = (),
) -> int:
    """Make the members of a list, its Entente and the invitations; the number of members.

    `recognized`: keys of the employers *à vérifier* that staff enter in the register; the others,
    and those that may not be members, are set aside with the reason. `admitted`: keys of the
    employers whose contact, who has an account already, may act for them.
    """
    _decide(actor, member_list, MemberListStatus.ACCEPTED)
    _take_turns(member_list)
    listed = members(member_list)
    _recognize(actor, [member for member in listed if member.employer.pk in recognized])
    _set_aside(member_list, listed)
    register.enter_establishments(_kept(listed))
    # once more: another list may have entered one of these establishments meanwhile
    _set_aside(member_list, listed)
    kept = _kept(listed)
    _make_members(member_list, kept)
    conclude(member_list.mutuelle, member_list.year)
    _admit(actor, kept, admitted)
    audit.record(actor=actor, verb="accept", subject=member_list, members=len(kept))
    return len(kept)


@transaction.atomic
def refuse(*, actor: User, member_list: MemberList, reason: str) -> None:
    """Send the list back to its manager, who reads why."""
    if not reason.strip():
        raise BusinessError(_("Indiquez le motif du refus : le gestionnaire le lira."))
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


def _take_turns(member_list: MemberList) -> None:
    """Acceptances that name the same employer follow one another; each sees what was made."""
    employers = Employer.objects.filter(pk__in=member_list.rows.values("employer"))
    # in one order, so that none waits for another that waits for it
    list(employers.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _recognize(actor: User, listed: list[ListedMember]) -> None:
    """Enter unverified employers in the register, in good standing, on the word of staff."""
    employers = [member.employer for member in listed if member.unverified]
    for employer in employers:
        employer.standing = Standing.GOOD
        audit.record(actor=actor, verb="recognize", subject=employer)
    Employer.objects.bulk_update(employers, ["standing"], batch_size=BATCH)


def _set_aside(member_list: MemberList, listed: list[ListedMember]) -> None:
    memberships = Membership.objects.filter(
        year=member_list.year, employer__in=[member.employer.pk for member in listed]
    )
    active = memberships.active(member_list.year)
    here = memberships.filter(mutuelle=member_list.mutuelle)
    elsewhere = set(
        active.exclude(mutuelle=member_list.mutuelle).values_list("employer", flat=True)
    )
    gone = set(here.exclude(pk__in=active).values_list("employer", flat=True))
    held = register.naming_another_s(listed)
    changed = []
    for member in listed:
        with translation.override("fr"):  # kept, and read later by others
            reason = _reason(member.employer, elsewhere, gone, held)
        for row in member.rows:
            if row.set_aside != reason:
                row.set_aside = reason
                changed.append(row)
    MemberListRow.objects.bulk_update(changed, ["set_aside"], batch_size=BATCH)


def _reason(employer: Employer, elsewhere: set[int], gone: set[int], held: set[int]) -> str:
    if employer.standing == Standing.UNVERIFIED:
        return _("Cet employeur n’est pas reconnu.")
    if employer.pk in elsewhere:
        return _("Cet employeur est déjà membre d’une autre mutuelle pour cette année.")
    if employer.pk in gone:
        return _("Cet employeur a quitté cette mutuelle pour cette année.")
    if employer.pk in held:
        return _("Un établissement de cette ligne est inscrit sous un autre employeur.")
    return ineligible(employer)


def _kept(listed: list[ListedMember]) -> list[ListedMember]:
    return [member for member in listed if not member.remark]


def _make_members(member_list: MemberList, listed: list[ListedMember]) -> None:
    """One membership per employer; one it has already in this mutuelle stays as it is."""
    known = Membership.objects.filter(mutuelle=member_list.mutuelle, year=member_list.year)
    present = set(known.values_list("employer", flat=True))
    new = [member for member in listed if member.employer.pk not in present]
    try:
        with transaction.atomic():
            Membership.objects.bulk_create(
                (_membership(member_list, member) for member in new), batch_size=BATCH
            )
    except IntegrityError as error:
        if ONE_MUTUELLE in str(error):
            raise BusinessError(
                _("Un employeur de cette liste vient d’être accepté ailleurs : reprenez l’étude.")
            ) from error
        raise


def _membership(member_list: MemberList, member: ListedMember) -> Membership:
    return Membership(
        mutuelle=member_list.mutuelle,
        employer=member.employer,
        year=member_list.year,
        member_list=member_list,
        paper=member.first.paper,
        signatory=member.first.signatory,
        capacity=member.first.capacity,
    )


def _admit(actor: User, listed: list[ListedMember], admitted: Collection[int]) -> None:
    """In the order of addresses: two lists that invite the same people never block each other."""
    for member in sorted(listed, key=lambda member: member.contact.email.lower()):
        contact.admit(
            actor=actor,
            employer=member.employer,
            contact=member.contact,
            agreed=member.employer.pk in admitted,
        )
