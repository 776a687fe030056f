"""A project studied by the staff: taken up, accepted with what that makes, or refused."""

import datetime as dt
from decimal import Decimal

import pytest

from mutuelles.choices import Decision, ProjectStatus
from mutuelles.models import Entente, Membership, Project
from mutuelles.services import decision, study
from mutuelles.services.decision import Outcome
from mutuelles.services.study import Premiums
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, Establishment, Mandate, OutgoingMail, clock
from tests.cast import YEAR, employer, member
from tests.member_lists import new_row
from tests.projects import in_study, listed, past, submitted


def memberships() -> list[str]:
    return list(Membership.objects.order_by("pk").values_list("employer__name", flat=True))


def decisions(project: Project) -> list[tuple[str, str]]:
    return list(project.members.order_by("pk").values_list("status", "reason"))


def test_start(cast):
    project = submitted(cast, cast.bakery)

    study.start(actor=cast.odile, project=project)

    project.refresh_from_db()
    assert (project.status, AuditEntry.objects.get().verb) == (ProjectStatus.IN_STUDY, "study")


def test_start_what_another_took_up(cast):
    project = in_study(cast, cast.bakery)

    with pytest.raises(Conflict, match="Ce projet est à l’étude"):
        study.start(actor=cast.odile, project=project)


@pytest.mark.parametrize("person", ["hubert", "simon", "maude"])
def test_accept_by_who_may_not(cast, person):
    project = in_study(cast, cast.bakery)

    with pytest.raises(NotAllowed, match="Seul le personnel"):
        study.accept(actor=getattr(cast, person), project=project)

    assert memberships() == []


def test_accept_what_one_submitted(cast):
    project = in_study(cast, cast.bakery, by=cast.odile)

    with pytest.raises(NotAllowed, match="Qui a soumis un projet ne peut pas en décider"):
        study.accept(actor=cast.odile, project=project)


def test_accept_makes_members_entente_and_tells_correspondent(cast):
    project = in_study(cast, cast.bakery, cast.garage)

    outcome = study.accept(actor=cast.odile, project=project)

    project.refresh_from_db()
    assert (outcome, project.status, project.decided_by) == (
        Outcome(accepted=2, refused=0),
        ProjectStatus.ACCEPTED,
        cast.odile,
    )
    assert memberships() == [cast.bakery.name, cast.garage.name]
    entente = Entente.objects.get()
    assert (entente.mutuelle, entente.due_on) == (cast.mutuelle, dt.date(2021, 12, 31))
    mail = OutgoingMail.objects.get(recipient="hubert@firme.example")
    assert mail.subject == "Projet 2022 de MUT00042\N{NO-BREAK SPACE}: accepté"


def test_accept_asks_the_people_of_members_to_sign(cast):
    project = in_study(cast, cast.bakery, cast.garage)

    study.accept(actor=cast.odile, project=project)

    asked = OutgoingMail.objects.filter(subject="L’Entente 2022 attend votre signature")
    assert {mail.recipient for mail in asked} == {cast.maude.email, cast.serge.email}


def test_accept_takes_signatory_from_list(cast):
    farm = employer(5, "Ferme du Cap inc.")
    project = in_study(cast, farm)
    listed(project.members.get(), new_row(paper="Procuration"), new_row(signatory="Autre"))

    study.accept(actor=cast.odile, project=project)

    made = Membership.objects.get()
    assert (made.paper, made.signatory, made.capacity) == ("PROCURATION", "Jean Caron", "Président")
    assert made.member_list == project.members.get().member_list


def test_accept_takes_signatory_of_kept_member_from_last_year(cast):
    project = in_study(cast, cast.bakery)
    past(cast.mutuelle, cast.bakery, signatory="Maude Trépanier")

    study.accept(actor=cast.odile, project=project)

    assert Membership.objects.get(year=YEAR).signatory == "Maude Trépanier"


def test_accept_enters_establishments_and_invites_contact(cast):
    farm = employer(5, "Ferme du Cap inc.", establishments=0)
    project = in_study(cast, farm)
    listed(project.members.get(), new_row())

    study.accept(actor=cast.odile, project=project)

    assert Establishment.objects.get(employer=farm).number == "ETA990000001"
    assert Mandate.objects.get(employer=farm).user.email == "lea@caps.example"
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {
        "hubert@firme.example",
        "lea@caps.example",
    }


def test_accept_refuses_undecided_that_fail_in_words_for_manager(cast):
    project = in_study(cast, cast.bakery, cast.garage)
    member(cast.other_mutuelle, cast.garage)

    study.accept(actor=cast.odile, project=project)

    assert decisions(project) == [
        ("ACCEPTED", ""),
        ("REFUSED", "Cet employeur est déjà membre d’une autre mutuelle pour 2022."),
    ]
    assert Membership.objects.filter(mutuelle=cast.mutuelle).count() == 1


def test_accept_keeps_refusal_decided_before(cast):
    project = in_study(cast, cast.bakery, cast.garage)
    garage = project.members.get(employer=cast.garage)
    decision.decide_member(
        actor=cast.odile, member=garage, decision=Decision.REFUSED, reason="Sans travailleur."
    )

    study.accept(actor=cast.odile, project=project)

    assert decisions(project) == [("ACCEPTED", ""), ("REFUSED", "Sans travailleur.")]


def test_accept_when_accepted_member_fails_since(cast):
    project = in_study(cast, cast.bakery)
    decision.decide_all(actor=cast.odile, project=project)
    member(cast.other_mutuelle, cast.bakery)

    with pytest.raises(Conflict, match="Boulangerie Quatre-Temps inc"):
        study.accept(actor=cast.odile, project=project)

    project.refresh_from_db()
    assert (project.status, Entente.objects.filter(mutuelle=cast.mutuelle).count()) == (
        ProjectStatus.IN_STUDY,
        0,
    )


def test_accept_when_nobody_passes(cast):
    project = submitted(cast, cast.bakery, status=ProjectStatus.IN_STUDY)

    with pytest.raises(BusinessError, match="Aucun membre ne passe"):
        study.accept(actor=cast.odile, project=project)


def test_accept_otherwise_than_announced(cast):
    project = in_study(cast, cast.bakery, cast.garage)

    with pytest.raises(Conflict, match="2 acceptés au lieu de 1, 0 refusés au lieu de 1"):
        study.accept(actor=cast.odile, project=project, announced=Outcome(accepted=1, refused=1))

    assert decisions(project) == [("PENDING", ""), ("PENDING", "")]


def test_accept_with_longer_delay(cast):
    project = in_study(cast, cast.bakery)

    study.accept(actor=cast.odile, project=project, sign_until=dt.date(2022, 1, 15))

    project.refresh_from_db()
    assert (project.sign_until, Entente.objects.get().due_on) == (
        dt.date(2022, 1, 15),
        dt.date(2022, 1, 15),
    )


def test_accept_with_delay_too_short(cast):
    project = in_study(cast, cast.bakery)

    with pytest.raises(BusinessError, match="au moins jusqu’au 2022-01-15"):
        study.accept(actor=cast.odile, project=project, sign_until=dt.date(2022, 1, 14))


def test_accept_after_january_first(cast, settings):
    project = in_study(cast, cast.bakery)

    with clock.held(dt.date(2022, 1, 2)), pytest.raises(BusinessError, match="2022-01-01"):
        study.accept(actor=cast.odile, project=project)
    settings.JOIN_AFTER_JANUARY = True
    with clock.held(dt.date(2022, 1, 2)):
        study.accept(actor=cast.odile, project=project)

    assert memberships() == [cast.bakery.name]


def test_accept_keeps_premiums_in_trail(cast):
    project = in_study(cast, cast.bakery)
    premiums = Premiums(Decimal("500000.00"), Decimal("400000.00"))

    study.accept(actor=cast.odile, project=project, premiums=premiums)

    project.refresh_from_db()
    assert (project.premiums, project.premium_threshold) == (500_000, 400_000)
    details = AuditEntry.objects.get(verb="accept").details
    assert details == {
        "members": 1,
        "refused": 0,
        "premiums": "500000.00",
        "premium_threshold": "400000.00",
        "premium_reason": "",
    }


def test_accept_with_premiums_below_threshold(cast):
    project = in_study(cast, cast.bakery)
    short = Premiums(Decimal(100), Decimal(200))

    with pytest.raises(BusinessError, match="n’atteignent pas le seuil"):
        study.accept(actor=cast.odile, project=project, premiums=short)
    study.accept(
        actor=cast.odile,
        project=project,
        premiums=Premiums(Decimal(100), Decimal(200), "Deux membres s’ajoutent."),
    )

    assert memberships() == [cast.bakery.name]


def test_refuse_tells_why(cast):
    project = in_study(cast, cast.bakery)

    study.refuse(actor=cast.odile, project=project, reason=" Exposé trop court. ")

    project.refresh_from_db()
    assert (project.status, project.reason) == (ProjectStatus.REFUSED, "Exposé trop court.")
    assert OutgoingMail.objects.get().body.count("Exposé trop court.") == 1


def test_refuse_without_reason(cast):
    project = in_study(cast, cast.bakery)

    with pytest.raises(BusinessError, match="Indiquez le motif"):
        study.refuse(actor=cast.odile, project=project, reason=" ")


def test_refuse_after_acceptance(cast):
    project = in_study(cast, cast.bakery)
    study.accept(actor=cast.odile, project=project)

    with pytest.raises(Conflict, match="accepté par Odile Ferland"):
        study.refuse(actor=cast.odile, project=Project.objects.get(), reason="Trop tard.")

    assert memberships() == [cast.bakery.name]
