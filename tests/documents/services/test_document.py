import hashlib
import io

import pikepdf
import pytest

from documents.models import Document
from documents.services import document as documents
from documents.services import file
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


def test_issue_each_certificate_as_file_of_its_own(cast):
    document = official(cast.mutuelle, cast.bakery)

    contents = [file.read(certificate) for certificate in document.certificates.all()]

    facts = [(hashlib.sha256(c).hexdigest(), len(c), content_pages(c)) for c in contents]
    assert facts == [(c.sha256, c.size, 1) for c in document.certificates.all()]


def test_give_same_bytes_from_same_snapshot(cast):
    document = official(cast.mutuelle, cast.bakery)

    again = file.read(Document.objects.get())

    assert hashlib.sha256(again).hexdigest() == document.sha256


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


@pytest.mark.parametrize("blank", ["", " ", " \t", "\u00a0", "\u202f", "\u200b\u2060"])
def test_refuse_blank_name_by_its_place(cast, blank):
    place = cast.bakery.establishments.last()
    place.name = blank
    place.save()

    with pytest.raises(BusinessError) as refusal:
        official(cast.mutuelle, cast.bakery)

    sentence = f"Champ vide\N{NO-BREAK SPACE}: nom de l’établissement {place.number}."
    assert (str(refusal.value), Document.objects.count()) == (sentence, 0)


@pytest.mark.parametrize(
    ("whose", "fields", "places"),
    [
        ("bakery", {"name": " "}, "nom de l’employeur"),
        ("mutuelle", {"name": "\u202f"}, "nom de la mutuelle"),
        (
            "firm",
            {"name": "", "contact": "\u00a0"},
            "nom du gestionnaire, responsable du gestionnaire",
        ),
    ],
)
def test_refuse_blank_of_whomever_the_paper_names(cast, whose, fields, places):
    for name, value in fields.items():
        setattr(getattr(cast, whose), name, value)
    cast.mutuelle.firm = cast.firm

    with pytest.raises(BusinessError) as refusal:
        official(cast.mutuelle, cast.bakery)

    assert str(refusal.value) == f"Champ vide\N{NO-BREAK SPACE}: {places}."


def test_refuse_letter_to_nobody(cast):
    cast.bakery.name = "\u00a0"

    with pytest.raises(BusinessError, match="nom de l’employeur"):
        letter(cast.bakery)
