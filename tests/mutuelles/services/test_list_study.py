import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from mutuelles.models import Entente, MemberList, Membership
from mutuelles.services import list_study
from mutuelles.services import member_list as lists
from portal.errors import BusinessError, NotAllowed
from portal.models import Employer, Establishment, Mandate, OutgoingMail, User
from tests.cast import YEAR, member, neq
from tests.member_lists import csv_file, new_row, row


def submitted(cast, *rows: dict[str, str]) -> MemberList:
    member_list = lists.upload(
        actor=cast.hubert,
        mutuelle=cast.mutuelle,
        year=YEAR,
        content=csv_file(*rows),
        name="membres.csv",
    )
    lists.confirm(actor=cast.hubert, member_list=member_list)
    return member_list


def set_aside(member_list: MemberList) -> list[str]:
    return [row.set_aside for row in member_list.rows.all()]


def test_accept_makes_members_and_entente(cast):
    member_list = submitted(cast, row(cast.bakery, 1), row(cast.bakery, 2))

    count = list_study.accept(actor=cast.odile, member_list=member_list)

    membership = Membership.objects.get()
    assert (count, membership.employer, membership.mutuelle) == (1, cast.bakery, cast.mutuelle)
    assert (membership.signatory, membership.paper) == ("Jean Caron", "RESOLUTION")
    entente = Entente.objects.get()
    assert (entente.mutuelle, entente.due_on) == (cast.mutuelle, dt.date(2021, 12, 31))


def test_accept_invites_contact_of_unrepresented_employer(cast):
    member_list = submitted(cast, new_row(employer_number=neq(77)))
    newcomer = Employer.objects.get(neq=neq(77))

    list_study.accept(actor=cast.odile, member_list=member_list, recognized=[newcomer.pk])

    mandate = Mandate.objects.get(employer=newcomer)
    assert (mandate.user.email, mandate.user.name) == ("lea@caps.example", "Léa Caron")
    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["lea@caps.example"]
    newcomer.refresh_from_db()
    assert newcomer.standing == "GOOD"
    assert Establishment.objects.get(employer=newcomer).number == "ETA990000001"


def test_accept_invites_nobody_for_represented_employer(cast):
    member_list = submitted(cast, row(cast.bakery, contact_email="intrus@ailleurs.example"))

    list_study.accept(actor=cast.odile, member_list=member_list)

    assert not User.objects.filter(email="intrus@ailleurs.example").exists()
    assert OutgoingMail.objects.count() == 0


def test_accept_sets_unrecognized_employer_aside(cast):
    member_list = submitted(cast, row(cast.bakery), new_row(employer_number=neq(77)))

    list_study.accept(actor=cast.odile, member_list=member_list)

    assert set_aside(member_list) == ["", "Cet employeur n’est pas reconnu."]
    assert [m.employer for m in Membership.objects.all()] == [cast.bakery]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"standing": "BAD"}, "Cet employeur n’est pas en règle."),
        (
            {"rating_mode": "RETROSPECTIVE"},
            "Cet employeur est à la tarification rétrospective.",
        ),
    ],
)
def test_accept_sets_ineligible_employer_aside(cast, changes, reason):
    member_list = submitted(cast, row(cast.bakery))
    Employer.objects.filter(pk=cast.bakery.pk).update(**changes)

    list_study.accept(actor=cast.odile, member_list=member_list)

    assert set_aside(member_list) == [reason]
    assert Membership.objects.count() == 0


def test_accept_sets_employer_bound_meanwhile_aside(cast):
    member_list = submitted(cast, row(cast.bakery))
    member(cast.other_mutuelle, cast.bakery)

    list_study.accept(actor=cast.odile, member_list=member_list)

    assert set_aside(member_list) == [
        "Cet employeur est déjà membre d’une autre mutuelle pour cette année."
    ]


def test_accept_sets_employer_aside_that_names_establishment_of_another(cast):
    theirs = new_row(employer_number=neq(77))
    ours = new_row(employer_number=neq(78), employer_name="Voisin inc.")
    also_ours = ours | {"establishment_number": "ETA990000002"}
    first, second = submitted(cast, theirs), submitted(cast, ours, also_ours)
    newcomer, neighbour = Employer.objects.get(neq=neq(77)), Employer.objects.get(neq=neq(78))
    list_study.accept(actor=cast.odile, member_list=first, recognized=[newcomer.pk])

    list_study.accept(actor=cast.odile, member_list=second, recognized=[neighbour.pk])

    reason = "Un établissement de cette ligne est inscrit sous un autre employeur."
    assert set_aside(second) == [reason, reason]
    assert [m.employer for m in Membership.objects.all()] == [newcomer]
    assert [e.employer for e in Establishment.objects.filter(number__startswith="ETA99")] == [
        newcomer
    ]


def test_accept_second_list_keeps_present_member(cast):
    list_study.accept(actor=cast.odile, member_list=submitted(cast, row(cast.bakery)))

    count = list_study.accept(
        actor=cast.odile, member_list=submitted(cast, row(cast.bakery), row(cast.garage))
    )

    assert (count, Membership.objects.count()) == (2, 2)


def test_refuse_two_mutuelles_in_database(cast):
    member(cast.mutuelle, cast.bakery)

    with pytest.raises(IntegrityError), transaction.atomic():
        member(cast.other_mutuelle, cast.bakery)

    assert Membership.objects.count() == 1


def test_refuse_tells_manager_why(cast):
    member_list = submitted(cast, row(cast.bakery))

    list_study.refuse(actor=cast.odile, member_list=member_list, reason="Exposé absent.")

    member_list.refresh_from_db()
    assert (member_list.status, member_list.reason) == ("REFUSED", "Exposé absent.")
    assert member_list.decided_by == cast.odile


def test_refuse_decision_after_decision(cast):
    member_list = submitted(cast, row(cast.bakery))
    list_study.accept(actor=cast.odile, member_list=member_list)

    with pytest.raises(BusinessError):
        list_study.refuse(actor=cast.odile, member_list=member_list, reason="Trop tard.")

    assert Membership.objects.count() == 1


@pytest.mark.parametrize("person", ["hubert", "simon", "maude"])
def test_refuse_study_by_who_may_not(cast, person):
    member_list = submitted(cast, row(cast.bakery))

    with pytest.raises(NotAllowed):
        list_study.accept(actor=getattr(cast, person), member_list=member_list)

    assert Membership.objects.count() == 0
