"""What the command says of files, line by line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.models import SealKey
from documents.services import document as documents
from documents.services import file, seal_key
from tests.cast import official

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast):
    return official(cast.mutuelle, cast.bakery)


def said(capsys, *paths: Path) -> list[list[str]]:
    """The lines under the name of the file, cut after their title."""
    call_command("validate_pdf", *map(str, paths))
    return pairs(capsys)


def pairs(capsys) -> list[list[str]]:
    lines = capsys.readouterr().out.splitlines()
    return [[line[2:14].strip(), line[14:]] for line in lines if line.startswith("  ")]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "reçu.pdf"
    path.write_bytes(content)
    return path


def test_tell_certificate_as_it_was_issued(document, tmp_path, capsys):
    certificate = document.certificates.first()
    content = file.read(certificate)

    lines = said(capsys, written(tmp_path, content))

    key = SealKey.objects.get()
    assert lines == [
        ["SHA-256", certificate.sha256],
        ["émission", f"certificat {certificate.number}"],
        ["état", "À consulter, 2021-12-15"],
        ["sceau", f"intact, tout le fichier, clé {key}, en vigueur"],
        ["horodatage", "aucun"],
        ["conformité", "PDF/UA-1 et PDF/A : aucune faute"],
        ["données", lines[-1][1]],
    ]
    assert lines[-1][1].startswith("donnees.json (")


def test_tell_withdrawn_document_of_a_retired_key(cast, document, tmp_path, capsys, settings):
    old, settings.SEAL_KEYS = document.key, tmp_path / "keys"
    seal_key.rotate()
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur de saisie")
    old.refresh_from_db()

    lines = dict(said(capsys, written(tmp_path, file.read(document))))

    assert lines["émission"] == f"document {document.number}"
    assert lines["état"] == "Retiré, 2021-12-16"
    retired = f"{old.retired_at:%Y-%m-%d}"
    assert lines["sceau"] == f"intact, tout le fichier, clé {old}, retirée le {retired}"


def test_refuse_altered_file(document, tmp_path, capsys):
    content = file.read(document)
    path = written(tmp_path, content.replace(b"%PDF-1.7", b"%PDF-1.6"))

    with pytest.raises(CommandError, match="n’est pas tel"):
        call_command("validate_pdf", str(path))

    lines = dict(pairs(capsys))
    assert lines["émission"] == "le portail n’a pas émis ce fichier, ou il a été modifié"
    assert lines["sceau"] == "rompu ou illisible"


def test_refuse_what_is_no_pdf(tmp_path, capsys):
    with pytest.raises(CommandError):
        call_command("validate_pdf", str(written(tmp_path, b"Rien de tel.")))

    lines = dict(pairs(capsys))
    assert (lines["sceau"], lines["données"]) == ("aucun", "aucune")


def test_refuse_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("validate_pdf", str(tmp_path / "absent.pdf"))
