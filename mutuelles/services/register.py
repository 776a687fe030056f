"""A member list against the register: what contradicts it, and what enters it."""

from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from mutuelles.member_list.columns import HEADING_OF
from mutuelles.member_list.employers import ListedEmployer
from mutuelles.member_list.faults import Fault
from mutuelles.member_list.reading import Reading
from mutuelles.models import MemberList, MemberListRow, Membership, Mutuelle
from mutuelles.services.listed import ListedMember
from portal.choices import Standing
from portal.models import Employer, Establishment

BATCH = 5000


def employers_by_number(numbers: Iterable[str]) -> dict[str, Employer]:
    """Employers by NEQ or employer number, as the lists name them."""
    numbers = list(numbers)
    found = Employer.objects.filter(Q(neq__in=numbers) | Q(number__in=numbers))
    by_neq = {employer.neq: employer for employer in found if employer.neq}
    return by_neq | {employer.number: employer for employer in found if employer.number}


def faults(reading: Reading, mutuelle: Mutuelle, year: int) -> Iterator[Fault]:
    """Faults that only the register shows; no other mutuelle is ever named."""
    employers = employers_by_number({row.employer_number for row in reading.rows})
    bound = _bound_elsewhere(employers.values(), mutuelle, year)
    holders = _holders(row.establishment_number for row in reading.rows)
    yield from _listed_under_two_numbers(reading, employers)
    for listed in reading.employers:
        employer = employers.get(listed.employer_number)
        if employer and employer.pk in bound:
            yield _already_bound(reading, listed.row, listed.employer_number, year)
        for establishment in listed.establishments:
            holder = holders.get(establishment.number)
            if holder and (employer is None or holder != employer.pk):
                yield _held_by_another(reading, establishment.row, establishment.number)


def _listed_under_two_numbers(reading: Reading, employers: dict[str, Employer]) -> Iterator[Fault]:
    """The NEQ on one row and the employer number on another: nothing compared them so far."""
    seen: dict[int, ListedEmployer] = {}
    for listed in reading.employers:
        employer = employers.get(listed.employer_number)
        first = seen.setdefault(employer.pk, listed) if employer else listed
        if first is not listed:
            message = _("Cet employeur figure déjà à la ligne %(row)s, sous le numéro %(number)s.")
            facts = {"row": first.row, "number": first.employer_number}
            remedy = _("Employer un seul numéro pour toutes ses lignes.")
            number = listed.employer_number
            yield _fault(reading, listed.row, "employer_number", number, message % facts, remedy)


def _bound_elsewhere(employers: Iterable[Employer], mutuelle: Mutuelle, year: int) -> set[int]:
    elsewhere = Membership.objects.active(year).exclude(mutuelle=mutuelle)
    return set(elsewhere.filter(employer__in=employers).values_list("employer", flat=True))


def _holders(numbers: Iterable[str]) -> dict[str, int]:
    """The employer that holds each known establishment."""
    known = Establishment.objects.filter(number__in=set(numbers))
    return dict(known.values_list("number", "employer"))


def _already_bound(reading: Reading, row: int, number: str, year: int) -> Fault:
    message = _("Cet employeur est déjà lié à une autre mutuelle pour %(year)s.") % {"year": year}
    remedy = _("Retirer ses lignes, ou joindre la révocation de son ancienne mutuelle.")
    return _fault(reading, row, "employer_number", number, message, remedy)


def _held_by_another(reading: Reading, row: int, number: str) -> Fault:
    message = _("Cet établissement est inscrit au registre sous un autre employeur.")
    remedy = _("Vérifier le numéro d’établissement, et celui de l’employeur.")
    return _fault(reading, row, "establishment_number", number, message, remedy)


def _fault(reading: Reading, row: int, key: str, value: str, message: str, remedy: str) -> Fault:
    return Fault(row, reading.letters.get(key), HEADING_OF[key], value, message, remedy)


def enter_unknown(member_list: MemberList) -> None:
    """Create the employers that the register does not know, *à vérifier*, for staff to decide."""
    rows = {row.employer_number: row for row in member_list.rows.order_by("-row")}
    known = employers_by_number(rows)
    Employer.objects.bulk_create(
        (_unverified(row) for number, row in sorted(rows.items()) if number not in known),
        batch_size=BATCH,
        ignore_conflicts=True,  # another list may bring the same employer at the same moment
    )


def _unverified(row: MemberListRow) -> Employer:
    is_neq = row.employer_number.isdigit()
    return Employer(
        neq=row.employer_number if is_neq else None,
        number=None if is_neq else row.employer_number,
        name=row.employer_name,
        street=row.street,
        city=row.city,
        province=row.province,
        postal_code=row.postal_code,
        standing=Standing.UNVERIFIED,
    )


def link(member_list: MemberList) -> None:
    """Point each row at its employer of the register."""
    rows = list(member_list.rows.all())
    employers = employers_by_number({row.employer_number for row in rows})
    for row in rows:
        row.employer = employers[row.employer_number]
    MemberListRow.objects.bulk_update(rows, ["employer"], batch_size=BATCH)


def enter_establishments(listed: Iterable[ListedMember]) -> None:
    """Create the establishments of accepted members that the register does not know."""
    named = (
        Establishment(
            employer=member.employer,
            number=row.establishment_number,
            name=row.establishment_name,
            street=row.establishment_street,
            city=row.establishment_city,
            postal_code=row.establishment_postal_code,
        )
        for member in listed
        for row in member.rows
    )
    Establishment.objects.bulk_create(
        # in one order: two lists that name the same ones wait for each other, and no more
        sorted(named, key=lambda establishment: establishment.number),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def naming_another_s(listed: Iterable[ListedMember]) -> set[int]:
    """Keys of the employers under whom a list names an establishment that another one holds."""
    named = [
        (row.establishment_number, member.employer.pk) for member in listed for row in member.rows
    ]
    holders = _holders(number for number, _employer in named)
    return {employer for number, employer in named if holders.get(number, employer) != employer}
