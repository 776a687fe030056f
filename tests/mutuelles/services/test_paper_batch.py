"""Many files at once: what is right is kept, the rest is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mutuelles.choices import PaperKind, PaperStatus
from mutuelles.models import MemberPaper, Project
from mutuelles.services import paper_batch
from mutuelles.services.paper_batch import Outcome
from portal.errors import NotAllowed
from tests.cast import Cast, employer, neq
from tests.member_lists import row
from tests.mutuelles.paper_file.files import pdf, png
from tests.papers import of_form, without_neq
from tests.projects import draft, listed, member

BAKERY, GARAGE = neq(1), neq(2)


@pytest.fixture
def project(cast) -> Project:
    """A draft of the bakery and the garage."""
    project = draft(cast)
    member(project, cast.bakery)
    member(project, cast.garage)
    return project


def send(cast: Cast, project: Project, **files: bytes) -> list[Outcome]:
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return paper_batch.receive_all(actor=cast.hubert, project=project, files=sent)


def told(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    """By file: what was received for whom, or the fault."""
    return [
        (outcome.name, f"{outcome.paper.kind} {outcome.paper.member.employer.name}")
        if outcome.paper
        else (outcome.name, outcome.fault.replace("\N{NO-BREAK SPACE}", " "))
        for outcome in outcomes
    ]


def test_receive_files_named_by_number(cast, project):
    outcomes = send(
        cast,
        project,
        **{
            f"{BAKERY}_résolution.pdf": pdf(),
            f"{GARAGE}.pdf": pdf(2),
            f"{GARAGE}-révoc.png": png(),
        },
    )

    assert told(outcomes) == [
        (f"{BAKERY}_résolution.pdf", "RESOLUTION Boulangerie Quatre-Temps inc."),
        (f"{GARAGE}.pdf", "RESOLUTION Garage du Rang ltée"),
        (f"{GARAGE}-révoc.png", "REVOCATION Garage du Rang ltée"),
    ]
    assert MemberPaper.objects.filter(status=PaperStatus.RECEIVED).count() == 3


def test_keep_what_is_right_and_tell_the_rest_first(cast, project):
    outcomes = send(
        cast,
        project,
        **{
            f"{BAKERY}.pdf": pdf(),
            f"{GARAGE}.pdf": b"MZ",
            f"{neq(9)}.pdf": pdf(),
            "résolution.pdf": pdf(),
        },
    )

    assert told(outcomes) == [
        (f"{neq(9)}.pdf", f"{neq(9)} n’est pas dans ce projet."),
        ("résolution.pdf", "Le nom du fichier ne porte ni NEQ ni numéro d’employeur."),
        (f"{GARAGE}.pdf", "C’est un programme, et non une pièce."),
        (f"{BAKERY}.pdf", "RESOLUTION Boulangerie Quatre-Temps inc."),
    ]


def test_refuse_two_files_for_one_paper(cast, project):
    outcomes = send(
        cast, project, **{f"{BAKERY}.pdf": pdf(), f"{BAKERY}_resolution (1).pdf": pdf(2)}
    )

    fault = (
        "Plusieurs fichiers pour la même pièce de Boulangerie Quatre-Temps inc. : "
        "ne déposer que le bon."
    )
    assert told(outcomes) == [
        (f"{BAKERY}.pdf", fault),
        (f"{BAKERY}_resolution (1).pdf", fault),
    ]
    assert MemberPaper.objects.count() == 0


def test_say_that_file_is_known(cast, project):
    send(cast, project, **{f"{BAKERY}.pdf": pdf()})

    [outcome] = send(cast, project, **{f"{BAKERY}.pdf": pdf()})

    assert outcome.is_known
    assert MemberPaper.objects.count() == 1


def test_expect_kind_of_legal_form(cast, project):
    sole = of_form("22", 7, "Jean Caron, menuisier")
    member(project, sole)

    outcomes = send(cast, project, **{f"{sole.neq}.pdf": pdf()})

    assert told(outcomes) == [(f"{sole.neq}.pdf", "PROCURATION Jean Caron, menuisier")]


def test_expect_kind_that_list_announces(cast, project):
    known = without_neq(8, "Coop du Cap")
    listed(member(project, known), row(known, paper="Procuration"))

    outcomes = send(cast, project, **{"enl00000008.pdf": pdf()})

    assert told(outcomes) == [("enl00000008.pdf", "PROCURATION Coop du Cap")]


def test_ask_for_kind_that_nothing_tells(cast, project):
    partners = of_form("33", 8, "Associés s.e.n.c.")
    member(project, partners)

    outcomes = send(cast, project, **{f"{partners.neq}.pdf": pdf()})

    assert told(outcomes) == [
        (
            f"{partners.neq}.pdf",
            "Dire dans le nom du fichier si c’est une résolution ou une procuration.",
        )
    ]


def test_find_member_by_either_number(cast, project):
    both = employer(8, "Coop du Cap", number="ENL00000008")
    member(project, both)

    outcomes = send(
        cast, project, **{f"{both.neq}.pdf": pdf(), "ENL00000008_revocation.pdf": pdf(2)}
    )

    assert [outcome.paper.kind for outcome in outcomes if outcome.paper] == [
        PaperKind.RESOLUTION,
        PaperKind.REVOCATION,
    ]


def test_take_files_from_manager_alone(cast, project):
    with pytest.raises(NotAllowed):
        paper_batch.receive_all(actor=cast.rita, project=project, files=[])
