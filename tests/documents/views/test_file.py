"""The PDFs as browsers ask for them: whole, in part, again, by a proxy, or altered."""

import hashlib
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertTemplateUsed

from documents.models import Document, DocumentType
from documents.services import document as documents
from documents.services import file, snapshot
from tests.cast import ISSUED_ON, official

PARTS = {
    "bytes=0-99": (0, 100),
    "Bytes=0-99": (0, 100),
    "bytes=100-": (100, None),
    "bytes=-50": (-50, None),
    "bytes=10-99999999": (10, None),
}
WHOLES = ["bytes=0-", "bytes=-99999999", "bytes=-", "bytes=0-1,5-6", "pages=1-2", "bytes=a-b"]
BEYOND = ["bytes=99999999-", "bytes=-0", "bytes=9-3"]


@pytest.fixture
def document(cast, django_capture_on_commit_callbacks) -> Document:
    with django_capture_on_commit_callbacks(execute=True):
        return official(cast.mutuelle, cast.bakery)


@pytest.fixture
def maude(client, cast) -> Client:
    client.force_login(cast.maude)
    return client


def pdf(document: Document, mark: str = "marque") -> str:
    return reverse("documents:pdf", args=[document.public_id]) + f"?o={mark}"


def certificate_pdf(document: Document, number: str) -> str:
    return reverse("documents:certificate", args=[document.public_id, number]) + "?o=marque"


def etag(document: Document) -> str:
    return f'"{document.sha256}"'


def delivered_altered(cast) -> Document:
    """A document whose bytes are not those of its hash."""
    type = DocumentType.objects.get(code="decision-classification")
    said = snapshot.letter(
        employer=cast.bakery, type=type, issued_on=ISSUED_ON, paragraphs=["Texte fictif."]
    )
    printed = documents.print_order(documents.Order(type, cast.bakery, said))
    printed.document.sha256 = hashlib.sha256(b"autre chose").hexdigest()
    documents.deliver([printed])
    return printed.document


def test_serve_bytes_of_issue(maude, document):
    response = maude.get(pdf(document))

    assert hashlib.sha256(response.content).hexdigest() == document.sha256
    assert {name: response.headers[name] for name in ("ETag", "Content-Type", "Accept-Ranges")} == {
        "ETag": etag(document),
        "Content-Type": "application/pdf",
        "Accept-Ranges": "bytes",
    }
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Disposition"] == f'inline; filename="{document.number}.pdf"'


def test_serve_each_certificate_by_itself(maude, document):
    certificates = document.certificates.all()

    contents = [maude.get(certificate_pdf(document, c.number)).content for c in certificates]

    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    assert hashes == [certificate.sha256 for certificate in certificates]


def test_tell_headers_alone_to_head(maude, document):
    response = maude.head(pdf(document))

    assert (response.status_code, response.content) == (HTTPStatus.OK, b"")
    assert response.headers["Content-Length"] == str(document.size)
    assert response.headers["ETag"] == etag(document)


@pytest.mark.parametrize("asked", PARTS)
def test_serve_part(maude, document, asked):
    content = file.read(document)

    response = maude.get(pdf(document), headers={"range": asked})

    part = content[slice(*PARTS[asked])]
    start = content.index(part)
    assert (response.status_code, response.content) == (HTTPStatus.PARTIAL_CONTENT, part)
    last = start + len(part) - 1
    assert response.headers["Content-Range"] == f"bytes {start}-{last}/{document.size}"


@pytest.mark.parametrize("asked", WHOLES)
def test_serve_whole_when_no_part_is_named(maude, document, asked):
    response = maude.get(pdf(document), headers={"range": asked})

    assert (response.status_code, len(response.content)) == (HTTPStatus.OK, document.size)


@pytest.mark.parametrize("asked", BEYOND)
def test_refuse_part_beyond_end(maude, document, asked):
    response = maude.get(pdf(document), headers={"range": asked})

    assert response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert response.headers["Content-Range"] == f"bytes */{document.size}"


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ("the same", HTTPStatus.PARTIAL_CONTENT),
        ('"another"', HTTPStatus.OK),
        ("Wed, 15 Dec 2021 10:00:00 GMT", HTTPStatus.OK),
    ],
)
def test_continue_only_the_same_file(maude, document, known, status):
    known = etag(document) if known == "the same" else known

    response = maude.get(pdf(document), headers={"range": "bytes=5-", "if-range": known})

    assert response.status_code == status


def test_spare_who_has_the_file(maude, document):
    response = maude.get(pdf(document), headers={"if-none-match": etag(document)})

    assert (response.status_code, response.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert response.headers["ETag"] == etag(document)


@pytest.fixture
def behind_proxy(settings) -> None:
    settings.KEEP_FILES = True
    settings.ACCEL_REDIRECT = "/interne/"


def test_leave_kept_file_to_proxy(behind_proxy, maude, document):
    response = maude.get(pdf(document))

    path = f"/interne/{document.sha256[:2]}/{document.sha256}.pdf"
    assert (response.headers["X-Accel-Redirect"], response.content) == (path, b"")
    assert document.history.count() == 2


def test_leave_part_of_kept_file_to_proxy_without_line(behind_proxy, maude, document):
    response = maude.get(pdf(document), headers={"range": "bytes=0-99"})

    assert response.headers["X-Accel-Redirect"].endswith(".pdf")
    assert document.history.count() == 1


def test_make_file_that_proxy_cannot_find(behind_proxy, maude, document, files):
    (files / file.path_of(document.sha256)).unlink()

    response = maude.get(pdf(document))

    assert (len(response.content), "X-Accel-Redirect" in response.headers) == (document.size, False)


def test_leave_no_damaged_file_to_proxy(behind_proxy, maude, document, files):
    path = files / file.path_of(document.sha256)
    maude.get(pdf(document))
    path.write_bytes(path.read_bytes().replace(b"%PDF", b"%XXX"))

    response = maude.get(pdf(document))
    after = maude.get(pdf(document))

    assert hashlib.sha256(response.content).hexdigest() == document.sha256
    assert "X-Accel-Redirect" in after.headers


def test_serve_no_altered_file(maude, cast):
    document = delivered_altered(cast)

    response = maude.get(pdf(document))

    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assertTemplateUsed(response, "documents/file_altered.html")
    assert "ETag" not in response.headers
    assert document.history.count() == 1


def test_read_file_at_fixed_cost(maude, document):
    maude.get(pdf(document, "premier"))  # what the process keeps
    certificate = document.certificates.last()

    with CaptureQueriesContext(connection) as of_document:
        maude.get(pdf(document, "second"))
    with CaptureQueriesContext(connection) as of_certificate:
        maude.get(certificate_pdf(document, certificate.number))

    # the day, session, person; the right; whether it counts; begin, lock, line, commit
    assert (len(of_document), len(of_certificate)) == (9, 9)
    reads = [query["sql"] for query in [*of_document, *of_certificate]]
    assert len([sql for sql in reads if '"snapshot"' in sql]) == 2
