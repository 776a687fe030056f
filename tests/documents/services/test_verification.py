"""What anyone who holds a paper learns of it: every verdict, and what is kept of the question."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.choices import DocumentStatus, Means, Verdict
from documents.models import Verification
from documents.services import file, paper, replacement, seal_key, status, verification
from documents.services.verification import Line, canonical
from portal.models import clock
from tests import cast as printed
from tests.cast import TODAY
from tests.documents.issued import NEW_YEAR, content_of, letter, official, token_of

UNISSUED = "2022-00042-999999-01"


@pytest.fixture
def document(cast):
    return official(cast)


@pytest.fixture
def certificate(document):
    return document.certificates.first()


def logged() -> list[tuple[str, str, int | None, int | None]]:
    rows = Verification.objects.order_by("id")
    return list(rows.values_list("means", "verdict", "certificate", "document"))


def end(document, cast, how: DocumentStatus) -> None:
    status.add(document=document, status=how, user=cast.odile, reason="Maladie de M. Roy.")


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (NEW_YEAR - dt.timedelta(1), Verdict.NOT_YET),
        (NEW_YEAR, Verdict.VALID),
        (NEW_YEAR.replace(month=12, day=31), Verdict.VALID),
        (NEW_YEAR.replace(year=2023), Verdict.EXPIRED),
    ],
)
def test_by_code_answers_for_simulated_day(certificate, day, verdict):
    with clock.held(day):
        answer = verification.by_code(certificate.code)

    assert (answer.verdict, answer.number, answer.at.date()) == (verdict, certificate.number, day)
    assert answer.period == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))


def test_by_code_says_what_the_paper_says(certificate, cast):
    answer = verification.by_code(certificate.code)

    assert sorted(answer.says) == ["employer", "establishment", "firm", "issued_on", "mutuelle"]
    assert answer.says["employer"]["neq"] == cast.bakery.neq
    assert answer.says["establishment"]["name"] == certificate.establishment.name
    assert answer.fingerprint == paper.fingerprint(certificate.document.snapshot)
    assert len(answer.words) == 4


def test_by_code_tells_withdrawn_before_expired(certificate, cast):
    end(certificate.document, cast, DocumentStatus.WITHDRAWN)

    with clock.held(dt.date(2024, 1, 1)):
        answer = verification.by_code(certificate.code)

    assert (answer.verdict, answer.ended_on) == (Verdict.REVOKED, TODAY)


def test_by_code_names_what_replaces_it(document, cast):
    newer = official(cast, replaces=document)
    codes = [each.code for each in document.certificates.all()]

    answers = [verification.by_code(code) for code in codes]

    assert [(each.verdict, each.ended_on) for each in answers] == [(Verdict.REPLACED, TODAY)] * 2
    assert [each.replaced_by for each in answers] == [
        each.number for each in newer.certificates.all()
    ]


def test_by_code_names_the_last_of_those_that_replace_it(document, certificate, cast):
    last, _membership = document, printed.member(cast.mutuelle, cast.bakery)
    for _again in range(2):
        last = replacement.replace(actor=cast.odile, document=last, reason="Nom mal écrit.")

    answer = verification.by_code(certificate.code)

    assert (answer.newest, answer.newest_is_revoked) == (last, False)
    assert answer.replaced_by == last.certificates.first().number


def test_by_code_tells_that_the_last_is_revoked_too(document, certificate, cast):
    last = official(cast, replaces=document)
    end(last, cast, DocumentStatus.WITHDRAWN)

    answer = verification.by_code(certificate.code)

    assert (answer.verdict, answer.newest_is_revoked) == (Verdict.REPLACED, True)


@pytest.mark.parametrize(
    "typed",
    [
        "K7QM-2T4X-9RVD",
        "k7qm2t4x9rvd",
        " K7QM 2T4X\u00a09RVD. ",
        "K7OM—2T4X—9RUD",
        "k70m-2t4x-9rvd",
    ],
)
def test_canonical_forgives_how_a_code_is_typed(typed):
    assert canonical(typed) == "K7QM-2T4X-9RVD"


def test_by_code_asks_the_database_the_same_for_wrong_and_malformed(certificate):
    wrong = certificate.code[:-1] + ("2" if certificate.code[-1] != "2" else "3")
    asked, answers = [], []

    for code in (wrong, "AAAA-AAAA-AAAA", "x", "", certificate.number):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answers.append(verification.by_code(code))
        asked.append(len(queries))

    assert len(set(asked)) == 1
    assert {(a.verdict, a.document, a.number) for a in answers} == {(Verdict.UNKNOWN, None, "")}


def test_by_token_reads_what_the_qr_signed(certificate):
    answer = verification.by_token(token_of(certificate))

    assert (answer.verdict, answer.certificate) == (Verdict.NOT_YET, certificate)


def test_by_token_knows_retired_key(certificate, cast):
    seal_key.rotate(actor=cast.odile)

    answer = verification.by_token(token_of(certificate))

    assert answer.certificate == certificate


@pytest.mark.parametrize(
    "damage", [lambda text: "", lambda text: text[:-1] + "A7"[text[-1] == "A"]]
)
def test_by_token_believes_no_other(certificate, damage):
    answer = verification.by_token(damage(token_of(certificate)))

    assert (answer.verdict, answer.document) == (Verdict.UNKNOWN, None)


@pytest.mark.parametrize("size", [7, 1 << 16])
def test_by_file_knows_certificate_and_whole_document(document, certificate, size):
    contents = [content_of(certificate.number), content_of(document.number)]
    parts = [[c[i : i + size] for i in range(0, len(c), size)] for c in contents]

    answers = [verification.by_file(part) for part in parts]

    assert [(a.document, a.certificate, a.verdict) for a in answers] == [
        (document, certificate, Verdict.NOT_YET),
        (document, None, Verdict.NOT_YET),
    ]


def test_by_file_finds_letter_authentic_whatever_the_day(cast):
    paper = letter(cast)

    with clock.held(dt.date(2031, 1, 1)):
        answer = verification.by_file([content_of(paper.number)])

    assert (answer.verdict, answer.number, answer.period) == (Verdict.VALID, paper.number, None)


@pytest.mark.parametrize("size", [7, 1 << 16])
def test_by_file_tells_altered_whether_or_not_the_number_exists(certificate, size):
    """Else the answer would tell which numbers exist."""
    contents = [content_of(number) + b" " for number in (certificate.number, UNISSUED)]
    parts = [[c[i : i + size] for i in range(0, len(c), size)] for c in contents]

    answers = [verification.by_file(part) for part in parts]

    assert [(a.verdict, a.claimed, a.document) for a in answers] == [
        (Verdict.ALTERED, certificate.number, None),
        (Verdict.ALTERED, UNISSUED, None),
    ]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b'"numero":"<script>"'])
def test_by_file_does_not_know_any_other(certificate, content):
    answer = verification.by_file([content])

    assert (answer.verdict, answer.claimed) == (Verdict.UNKNOWN, "")


def test_by_file_knows_and_tells_altered_what_is_really_printed(cast):
    papers = [printed.official(cast.mutuelle, cast.bakery), printed.letter(cast.garage)]
    papers.append(papers[0].certificates.last())
    contents = [file.read(paper) for paper in papers]

    known = [verification.by_file([content]) for content in contents]
    altered = [verification.by_file([content + b"\n"]) for content in contents]

    assert [answer.number for answer in known] == [paper.number for paper in papers]
    assert [(answer.verdict, answer.claimed) for answer in altered] == [
        (Verdict.ALTERED, paper.number) for paper in papers
    ]


def test_by_list_wants_number_and_code_of_one_certificate(document):
    one, other = document.certificates.all()
    lines = [
        Line("", one.number, one.code),
        Line("", one.number, other.code),
        Line("", one.number),
        Line("", "", one.code),
        Line("n’importe quoi"),
    ]

    answers = verification.by_list(lines)

    assert [answer.verdict for answer in answers] == [Verdict.NOT_YET] + [Verdict.UNKNOWN] * 4


def test_by_list_asks_the_database_the_same_for_one_and_for_many(document, cast):
    official(cast, replaces=document)
    lines = [Line("", each.number, each.code) for each in document.certificates.all()]
    asked = []
    verification.by_list(lines)  # what the process keeps

    for some in (lines[:1], lines):
        with clock.held(TODAY), CaptureQueriesContext(connection) as queries:
            found = [answer.replaced_by for answer in verification.by_list(some)]
        asked.append((len(queries), len(found)))

    assert asked == [(asked[0][0], 1), (asked[0][0], 2)]


def test_log_keeps_answer_and_nobody(document, certificate):
    verification.by_code(certificate.code)
    verification.by_token("")
    verification.by_file([content_of(UNISSUED)])
    verification.by_sha256(document.sha256)
    verification.by_list([Line("", certificate.number, certificate.code), Line("x")])

    assert logged() == [
        (Means.CODE, Verdict.NOT_YET, certificate.pk, document.pk),
        (Means.QR, Verdict.UNKNOWN, None, None),
        (Means.FILE, Verdict.ALTERED, None, None),
        (Means.FILE, Verdict.NOT_YET, None, document.pk),
        (Means.LIST, Verdict.NOT_YET, certificate.pk, document.pk),
        (Means.LIST, Verdict.UNKNOWN, None, None),
    ]
    assert {field.name for field in Verification._meta.fields} == {
        *("id", "at", "recorded_at", "means", "verdict", "certificate", "document")
    }
