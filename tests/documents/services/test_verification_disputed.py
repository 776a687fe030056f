"""What is affirmed when the register no longer agrees with what was sealed: nothing at all."""

import datetime as dt
import io
import logging

import pikepdf
import pytest

from documents.choices import Verdict
from documents.models import Certificate, Document
from documents.pdf import token
from documents.pdf.seal import Known
from documents.services import printing, seal_key, verification
from documents.services.verification import Line
from tests.cast import ISSUED_ON
from tests.documents.issued import NEW_YEAR, content_of, official, token_of
from tests.documents.tampering import write

UNISSUED = "2022-00042-999999-01"


@pytest.fixture
def document(cast):
    return official(cast)


@pytest.fixture
def certificate(document):
    return document.certificates.first()


def alarms(caplog) -> int:
    return sum(record.levelno == logging.CRITICAL for record in caplog.records)


def signed(certificate, **changes) -> str:
    """A token that our key has signed."""
    row, key = seal_key.current()
    said = {
        "number": certificate.number,
        "establishment": certificate.establishment.number,
        "valid_from": NEW_YEAR,
        "valid_until": NEW_YEAR.replace(month=12, day=31),
    }
    return token.make(token.Claim(**said | changes), key.sign, row.key_id)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": UNISSUED},
        {"establishment": "ETA999999999"},
        {"valid_from": dt.date(2021, 1, 1)},
        {"valid_until": dt.date(2029, 12, 31)},
    ],
)
def test_by_token_affirms_nothing_when_the_register_differs(certificate, caplog, changes):
    same = verification.by_token(signed(certificate))
    other = verification.by_token(signed(certificate, **changes))

    assert (same.certificate, same.is_disputed) == (certificate, False)
    assert (other.verdict, other.is_disputed, other.document) == (Verdict.ALTERED, True, None)
    assert alarms(caplog) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"employer": {"name": "Un autre nom inc.", "neq": "1", "number": "", "address": "x"}},
        {"year": 2029},
        {"issued_on": "2021-01-01"},
        {"certificates": []},
        {"firm": None},
    ],
)
def test_affirm_nothing_of_what_was_tampered_with(document, certificate, caplog, facts):
    write(Document.objects.filter(pk=document.pk), snapshot=document.snapshot | facts)

    answers = [
        verification.by_code(certificate.code),
        verification.by_token(token_of(certificate)),
        verification.by_sha256(certificate.sha256),
        *verification.by_list([Line("", certificate.number, certificate.code)]),
    ]

    said = {(a.verdict, a.is_disputed, a.document, a.number, a.period) for a in answers}
    assert said == {(Verdict.ALTERED, True, None, "", None)}
    assert {answer.label for answer in answers} == {"Réponse impossible"}
    assert alarms(caplog) == 4


def test_affirm_nothing_of_a_file_printed_again_under_an_old_seal(document, caplog):
    """From another snapshot, with the hash and the size that it then has."""
    document.snapshot["employer"]["name"] = "Un autre nom inc."
    known = Known(bytes(document.key.certificate), bytes(document.seal))
    forged = printing.print_document(document.snapshot, document.paper, known).issued
    rows = Document.objects.filter(pk=document.pk)
    write(rows, snapshot=document.snapshot, sha256=forged.sha256, size=forged.size)

    answer = verification.by_file([forged.content])

    assert (answer.verdict, answer.is_disputed, answer.says) == (Verdict.ALTERED, True, {})
    assert alarms(caplog) == 1


def test_affirm_nothing_by_a_code_that_was_not_printed(certificate, caplog):
    write(Certificate.objects.filter(pk=certificate.pk), code="2222-2222-2222")

    answer = verification.by_code("2222-2222-2222")

    assert (answer.verdict, answer.is_disputed) == (Verdict.ALTERED, True)
    assert alarms(caplog) == 1


def test_believe_the_snapshot_and_not_the_columns(document, certificate):
    columns = {"year": 2029, "issued_on": dt.date(2029, 1, 1), "number": "2029-00042-1"}
    write(Document.objects.filter(pk=document.pk), **columns)

    of_certificate = verification.by_code(certificate.code)
    of_document = verification.by_sha256(document.sha256)

    assert of_certificate.period == (NEW_YEAR, NEW_YEAR.replace(month=12, day=31))
    assert of_certificate.verdict == Verdict.NOT_YET
    assert of_certificate.says["issued_on"] == ISSUED_ON
    assert of_document.number == document.number


@pytest.mark.parametrize("size", [700, 1 << 16])
def test_tell_altered_what_an_editor_saved_again(document, caplog, size):
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content_of(document.number))) as pdf:
        pdf.save(saved)
    content = saved.getvalue()

    answer = verification.by_file(content[i : i + size] for i in range(0, len(content), size))

    assert (answer.verdict, answer.claimed, answer.is_disputed) == (Verdict.ALTERED, "", False)
    assert alarms(caplog) == 0
