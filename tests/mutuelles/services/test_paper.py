"""Papers of members: received, replaced, verified, refused, and seen by whom they may be."""

import datetime as dt
import hashlib

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from mutuelles.choices import PaperKind, PaperStatus, ProjectStatus
from mutuelles.models import MemberPaper, Project, ProjectMember, Revocation
from mutuelles.services import paper as papers
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, OutgoingMail
from tests.cast import YEAR, Cast, employer
from tests.mutuelles.paper_file.files import encrypted, pdf, png
from tests.papers import of_form, receive, status
from tests.projects import draft, member, past, submitted

RESOLUTION, PROCURATION = PaperKind.RESOLUTION, PaperKind.PROCURATION


@pytest.fixture
def bakery(cast) -> ProjectMember:
    """The bakery in a project that waits for the staff."""
    return submitted(cast, cast.bakery).members.get()


def close(cast: Cast, project: Project, status: ProjectStatus) -> None:
    stamp = {"decided_by": cast.odile, "decided_at": timezone.now()}
    Project.objects.filter(pk=project.pk).update(status=status, **stamp)


def refusal(error: pytest.ExceptionInfo[BusinessError]) -> str:
    return str(error.value).replace("\N{NO-BREAK SPACE}", " ")


def verbs(paper: MemberPaper) -> list[tuple[str, str]]:
    lines = AuditEntry.objects.filter(subject=f"mutuelles.memberpaper:{paper.pk}").order_by("id")
    return [(line.verb, line.actor.name) for line in lines]


def test_receive_paper_under_a_name_that_nobody_knows(cast, bakery):
    content = pdf()

    paper = receive(cast, bakery, content=content, name="résolution du pain\n.pdf")

    assert paper.file.name == f"pieces-recues/{paper.public_id}"
    assert default_storage.open(paper.file.name).read() == content
    assert (paper.file_name, paper.content_type) == ("résolution du pain.pdf", "application/pdf")
    assert (paper.size, paper.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (paper.status, paper.uploaded_by) == (PaperStatus.RECEIVED, cast.hubert)
    assert verbs(paper) == [("receive", "Hubert Lacasse")]


def test_receive_picture_whatever_its_name(cast, bakery):
    paper = receive(cast, bakery, content=png(), name="résolution.pdf")

    assert paper.content_type == "image/png"


@pytest.mark.parametrize("first", [PaperStatus.RECEIVED, PaperStatus.VERIFIED, PaperStatus.REFUSED])
def test_replace_paper_of_the_same_kind(cast, bakery, first):
    old = receive(cast, bakery)
    MemberPaper.objects.filter(pk=old.pk).update(status=first)

    new = receive(cast, bakery)

    assert (status(old), status(new)) == (PaperStatus.REPLACED, PaperStatus.RECEIVED)
    assert AuditEntry.objects.filter(verb="receive").first().details["replaces"] == [old.pk]


def test_replace_procuration_by_resolution(cast):
    theirs = member(draft(cast), of_form("33", 5, "Associés s.e.n.c."))
    old = receive(cast, theirs, PROCURATION)

    receive(cast, theirs, RESOLUTION)

    assert status(old) == PaperStatus.REPLACED


def test_keep_other_kinds_beside(cast, bakery):
    resolution = receive(cast, bakery, RESOLUTION)

    receive(cast, bakery, PaperKind.REVOCATION)

    assert status(resolution) == PaperStatus.RECEIVED


def test_refuse_kind_of_another_legal_form(cast, bakery):
    with pytest.raises(BusinessError) as error:
        receive(cast, bakery, PROCURATION)

    assert refusal(error) == (
        "Boulangerie Quatre-Temps inc. donne une pièce d’un autre genre : résolution."
    )


def test_refuse_file_that_is_no_paper(cast, bakery):
    with pytest.raises(BusinessError) as error:
        receive(cast, bakery, content=encrypted(user="secret"))

    assert refusal(error) == (
        "Ce PDF est protégé par un mot de passe. "
        "L’ouvrir, l’imprimer en PDF, puis déposer le nouveau fichier."
    )
    assert MemberPaper.objects.count() == 0


def test_change_nothing_when_same_file_comes_again(cast, bakery):
    paper = receive(cast, bakery, content=pdf())
    papers.verify(actor=cast.odile, paper=paper)

    with pytest.raises(papers.Identical) as error:
        receive(cast, bakery, content=pdf())

    assert refusal(error) == "Ce fichier est déjà reçu : rien n’a changé."
    assert status(paper) == PaperStatus.VERIFIED


def test_refuse_file_that_was_refused(cast, bakery):
    paper = receive(cast, bakery, content=pdf())
    papers.refuse(actor=cast.odile, paper=paper, reason="La signature manque.")

    with pytest.raises(BusinessError) as error:
        receive(cast, bakery, content=pdf())

    assert refusal(error) == "C’est le fichier qui a été refusé : La signature manque."


def test_refuse_paper_from_whom_does_not_manage(cast, bakery):
    for person in (cast.rita, cast.maude, cast.odile):
        with pytest.raises(NotAllowed):
            papers.receive(
                actor=person, member=bakery, kind=RESOLUTION, content=pdf(), name="piece.pdf"
            )


@pytest.mark.parametrize("closed", [ProjectStatus.ACCEPTED, ProjectStatus.WITHDRAWN])
def test_refuse_paper_once_project_is_closed(cast, bakery, closed):
    close(cast, bakery.project, closed)

    with pytest.raises(Conflict):
        receive(cast, bakery)


def test_refuse_paper_for_member_taken_out(cast, bakery):
    ProjectMember.objects.all().delete()

    with pytest.raises(Conflict) as error:
        receive(cast, bakery)

    assert refusal(error) == "Cet employeur vient d’être retiré du projet."


def test_ask_for_new_resolution_with_annulment(cast, bakery):
    old = receive(cast, bakery)
    revoke(cast, timezone.now() + dt.timedelta(minutes=1))

    annulment = receive(cast, bakery, PaperKind.ANNULMENT)

    assert (status(old), status(annulment)) == (PaperStatus.REPLACED, PaperStatus.RECEIVED)


def test_keep_resolution_newer_than_revocation(cast, bakery):
    revoke(cast, timezone.now() - dt.timedelta(days=3000))
    new = receive(cast, bakery)

    receive(cast, bakery, PaperKind.ANNULMENT)

    assert status(new) == PaperStatus.RECEIVED


def revoke(cast: Cast, at: dt.datetime) -> None:
    Revocation.objects.create(
        membership=past(cast.mutuelle, cast.bakery),
        notified_by=cast.maude,
        notified_at=at,
    )


def test_verify_paper(cast, bakery):
    paper = receive(cast, bakery)

    papers.verify(actor=cast.odile, paper=paper)

    assert (status(paper), paper.checked_by) == (PaperStatus.VERIFIED, cast.odile)
    assert verbs(paper) == [("receive", "Hubert Lacasse"), ("verify", "Odile Ferland")]
    assert OutgoingMail.objects.count() == 0


def test_refuse_paper_and_tell_correspondent(cast, bakery):
    paper = receive(cast, bakery)

    papers.refuse(actor=cast.odile, paper=paper, reason=" La signature manque. ")

    mail = OutgoingMail.objects.get()
    assert (status(paper), paper.reason) == (PaperStatus.REFUSED, "La signature manque.")
    assert mail.recipient == "hubert@firme.example"
    assert mail.subject == "Une pièce de Boulangerie Quatre-Temps inc. est refusée (simulation)"
    assert "Motif : La signature manque." in mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert f"/mutuelles/MUT00042/{YEAR}/pieces/{bakery.pk}/" in mail.body


def test_tell_sender_where_project_names_no_correspondent(cast, bakery):
    Project.objects.update(correspondent_email="")
    paper = receive(cast, ProjectMember.objects.get())

    papers.refuse(actor=cast.odile, paper=paper, reason="Illisible.")

    assert OutgoingMail.objects.get().recipient == cast.hubert.email


def test_refuse_what_was_verified(cast, bakery):
    paper = receive(cast, bakery)
    papers.verify(actor=cast.odile, paper=paper)

    papers.refuse(actor=cast.odile, paper=paper, reason="Signée par une autre personne.")

    assert status(paper) == PaperStatus.REFUSED


def test_refuse_only_with_a_reason(cast, bakery):
    paper = receive(cast, bakery)

    with pytest.raises(BusinessError) as error:
        papers.refuse(actor=cast.odile, paper=paper, reason="  ")

    assert refusal(error) == "Dire pourquoi la pièce est refusée."
    assert status(paper) == PaperStatus.RECEIVED


def test_leave_verdict_to_staff_of_study(cast, bakery):
    paper = receive(cast, bakery)

    for person in (cast.hubert, cast.maude, cast.simon):
        with pytest.raises(NotAllowed):
            papers.verify(actor=person, paper=paper)


def test_leave_verdict_to_another_than_the_sender(cast, bakery):
    paper = receive(cast, bakery)
    MemberPaper.objects.update(uploaded_by=cast.odile)
    paper.refresh_from_db()

    with pytest.raises(NotAllowed) as error:
        papers.verify(actor=cast.odile, paper=paper)

    assert refusal(error) == "Une autre personne que celle qui l’a déposée vérifie une pièce."


def test_wait_for_submission_to_verify(cast):
    paper = receive(cast, member(draft(cast), cast.bakery))

    with pytest.raises(Conflict):
        papers.verify(actor=cast.odile, paper=paper)


def test_say_what_happened_to_whoever_verifies_second(cast, bakery):
    paper = receive(cast, bakery)
    papers.verify(actor=cast.odile, paper=paper)

    with pytest.raises(Conflict) as error:
        papers.verify(actor=cast.odile, paper=paper)

    assert refusal(error) == "Cette pièce a déjà été vérifiée par Odile Ferland."


def test_show_papers_to_whom_they_concern(cast, bakery):
    receive(cast, bakery)
    others = employer(5, "Ferme du Cap inc.")
    receive(cast, member(bakery.project, others))

    seen = {
        name: set(
            MemberPaper.objects.visible_to(getattr(cast, name)).values_list(
                "member__employer__name", flat=True
            )
        )
        for name in ("serge", "maude", "hubert", "rita", "simon", "odile")
    }

    assert seen == {
        "serge": set(),
        "maude": {"Boulangerie Quatre-Temps inc."},
        "hubert": {"Boulangerie Quatre-Temps inc.", "Ferme du Cap inc."},
        "rita": set(),
        "simon": set(),
        "odile": {"Boulangerie Quatre-Temps inc.", "Ferme du Cap inc."},
    }
