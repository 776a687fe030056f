"""The copy of a closed Entente that bears every signature."""

import io
import json
import logging

import pikepdf
import pytest
from django.core.management import call_command
from django.db import DatabaseError

from documents.choices import Verdict
from documents.models import SignedCopy, Verification
from documents.pdf import conformance
from documents.pdf.reading import read
from documents.services import file, signed_copy, verification
from mutuelles.choices import MembershipStatus
from mutuelles.models import Entente
from mutuelles.services.signature import Signatory
from portal.errors import BusinessError, Conflict
from portal.models import clock
from tests.cast import ISSUED_ON, TODAY, employer, member
from tests.mutuelles.signatures import entente_of, record, sign

PAULE = Signatory("Paule Cap", "vice-présidente")


@pytest.fixture
def entente(cast) -> Entente:
    """The bakery has signed on the portal, the mill on paper; the farm was excluded since."""
    with clock.held(ISSUED_ON):
        bakery = member(cast.mutuelle, cast.bakery)
        sign(cast.maude, bakery)
        for rank, name in enumerate(("Moulin du Cap inc.", "Ferme du Cap inc."), 3):
            other = member(cast.mutuelle, employer(rank, name))
            record(cast, other, signatory=PAULE, signed_on=ISSUED_ON)
    other.status = MembershipStatus.EXCLUDED
    other.save()
    return entente_of(bakery)


@pytest.fixture
def copy(cast, entente, django_capture_on_commit_callbacks) -> SignedCopy:
    with clock.held(TODAY), django_capture_on_commit_callbacks(execute=True):
        signed_copy.close(actor=cast.odile, entente=entente)
        return signed_copy.issue(entente_id=entente.pk)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_issue_a_sealed_and_conformant_file(copy):
    content = file.read(copy)

    assert (copy.number, copy.issued_on, copy.is_kept) == ("2022-00042", TODAY, True)
    assert (len(content), conformance.faults(content)) == (copy.size, [])


def test_issue_shows_text_and_signatures(copy, entente):
    pages = [plain(page) for page in read(file.read(copy))]

    assert "dont les 3 signatures suivent le texte" in pages[0]
    assert "Le présent texte est fictif" in " ".join(pages)
    roll = pages[-1]
    assert "2 sur 2 membres" in roll
    assert "et celle d’un employeur qui n’est plus membre" in roll
    assert "1 sur le portail, 2 sur papier" in roll
    assert entente.text_sha256[:4] in roll
    for cell in ("Maude Trépanier", "présidente", "2021-12-15", "Sur le portail", "· exclu"):
        assert cell in roll


def test_issue_attaches_the_same_facts(copy, entente):
    with pikepdf.open(io.BytesIO(file.read(copy))) as pdf:
        (held,) = pdf.attachments.values()
        said = json.loads(held.get_file().read_bytes())

    assert (said["numero"], said["empreinte_du_texte"]) == ("2022-00042", entente.text_sha256)
    assert [signature["employeur"] for signature in said["signatures"]] == [
        "Boulangerie Quatre-Temps inc.",
        "Ferme du Cap inc.",
        "Moulin du Cap inc.",
    ]


def test_issue_twice_makes_one(copy, entente):
    assert signed_copy.issue(entente_id=entente.pk) == copy


def test_issue_before_closing_is_refused(entente):
    with pytest.raises(ValueError, match="not closed"):
        signed_copy.issue(entente_id=entente.pk)


def test_issue_with_a_character_that_no_font_draws(cast, entente):
    late = member(cast.mutuelle, employer(9, "Fleurs \U0001f33a inc."))
    with clock.held(ISSUED_ON):
        record(cast, late, signatory=PAULE, signed_on=ISSUED_ON)
    with clock.held(TODAY):
        signed_copy.close(actor=cast.odile, entente=entente)

    copy = signed_copy.issue(entente_id=entente.pk)

    assert [said["employer"]["name"] for said in copy.snapshot["signatures"]][2] == (
        "Fleurs \U0001f33a inc."
    )


def test_close_defers_the_copy(cast, entente, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "documents.tasks.issue_signed_copy.defer", lambda **arguments: asked.append(arguments)
    )

    signed_copy.close(actor=cast.odile, entente=entente)

    assert asked == [{"entente_id": entente.pk}]


def test_close_twice_is_refused(cast, entente):
    signed_copy.close(actor=cast.odile, entente=entente)

    with pytest.raises(Conflict):
        signed_copy.close(actor=cast.odile, entente=entente)


def test_close_as_the_manager_before_all_have_signed_is_refused(cast, entente):
    member(cast.mutuelle, employer(9, "Fleurs du Cap inc."))

    with pytest.raises(BusinessError, match="Des membres n’ont pas signé"):
        signed_copy.close(actor=cast.hubert, entente=entente)


def test_edit_a_copy_is_refused_by_the_database(copy):
    with pytest.raises(DatabaseError, match="append only"):
        SignedCopy.objects.update(number="2022-00043")


def test_read_a_copy_whose_file_is_gone_is_an_alarm(copy, files, caplog):
    (files / file.path_of(copy.sha256)).unlink()

    with pytest.raises(file.AlteredFile):
        file.read(copy)

    assert logging.CRITICAL in [record.levelno for record in caplog.records]


def test_verify_a_copy_by_its_file(copy):
    answer = verification.by_file([file.read(copy)])

    assert (answer.verdict, answer.number, answer.is_letter) == (
        Verdict.VALID,
        "2022-00042",
        True,
    )
    assert answer.says["signatures"] == 3
    assert Verification.objects.get().document is None


def test_verify_an_altered_copy(copy):
    answer = verification.by_file([file.read(copy) + b"\n"])

    assert (answer.verdict, answer.claimed) == (Verdict.ALTERED, "2022-00042")


def test_validate_a_copy_from_the_archives(copy, tmp_path, capsys):
    path = tmp_path / "exemplaire.pdf"
    path.write_bytes(file.read(copy))

    call_command("validate_pdf", path)

    assert "exemplaire signé 2022-00042" in capsys.readouterr().out
