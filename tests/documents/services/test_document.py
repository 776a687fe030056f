import hashlib
import io

import pikepdf
import pytest

from documents.services import document as documents
from documents.services import file, paper
from portal.errors import BusinessError, NotAllowed
from tests.cast import letter, official


def content_pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_keep_hash_of_bytes(cast):
    document = official(cast.mutuelle, cast.bakery)

    content = file.read(document)

    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert len(content) == document.size
    assert document.detail == "Certificat 2022 (2 établissements), Entente"
    assert document.pages == content_pages(content)


def test_give_same_bytes_from_same_snapshot(cast):
    document = official(cast.mutuelle, cast.bakery)

    again = paper.render(document.snapshot, file.edition_of(document.snapshot)).content

    assert hashlib.sha256(again).hexdigest() == document.sha256


def test_make_lost_bytes_again(cast, files):
    document = letter(cast.bakery)
    path = files / file.path_of(document.sha256)
    path.unlink()

    content = file.read(document)

    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert path.read_bytes() == content


def test_make_bytes_again_after_cut_short_write(cast, files):
    document = letter(cast.bakery)
    path = files / file.path_of(document.sha256)
    path.write_bytes(path.read_bytes()[:100])

    content = file.read(document)

    assert len(content) == document.size


def test_say_what_was_true_on_day_of_issue(cast):
    document = letter(cast.bakery)
    cast.bakery.name = "Un autre nom inc."
    cast.bakery.save()

    document.refresh_from_db()

    assert document.snapshot["employer"]["name"] == "Boulangerie Quatre-Temps inc."


def test_withdraw_keeps_history_and_says_why(cast):
    document = letter(cast.bakery)

    documents.withdraw(actor=cast.odile, document=document, reason="Mauvais employeur.")

    document.refresh_from_db()
    assert document.status == "WITHDRAWN"
    assert [(line.status, line.reason) for line in document.history.all()] == [
        ("TO_CONSULT", ""),
        ("WITHDRAWN", "Mauvais employeur."),
    ]


def test_refuse_withdrawal_without_reason(cast):
    document = letter(cast.bakery)

    with pytest.raises(BusinessError):
        documents.withdraw(actor=cast.odile, document=document, reason="  ")

    assert document.history.count() == 1


def test_refuse_withdrawal_by_consultation_group(cast):
    document = letter(cast.bakery)

    with pytest.raises(NotAllowed):
        documents.withdraw(actor=cast.simon, document=document, reason="Erreur.")

    assert document.history.count() == 1


def test_refuse_second_withdrawal(cast):
    document = letter(cast.bakery)
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur.")
    document.refresh_from_db()

    with pytest.raises(BusinessError):
        documents.withdraw(actor=cast.odile, document=document, reason="Encore.")

    assert document.history.count() == 2
