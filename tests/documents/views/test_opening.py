"""What leaves a line in the Historique, and what does not (seed 000)."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from documents.models import Document
from tests.cast import letter, mandate, official


@pytest.fixture
def document(cast) -> Document:
    return letter(cast.bakery)


def lines(document: Document) -> list[tuple[str, str | None]]:
    history = document.history.order_by("id").select_related("user")
    return [(line.status, line.user and line.user.name) for line in history]


UNREAD = ("TO_CONSULT", None)
READ = ("CONSULTED", "Maude Trépanier")


def page(document: Document, mark: str = "marque") -> str:
    return reverse("documents:detail", args=[document.public_id]) + f"?o={mark}"


def pdf(document: Document, mark: str = "marque") -> str:
    return reverse("documents:pdf", args=[document.public_id]) + f"?o={mark}"


ABSENT = "01890a5d-ac96-774b-bcce-b302099a8057"


def without_address(response, document: Document) -> str:
    """The page less what every page has of its own: the address asked for, and its CSRF token."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return text.replace(str(document.public_id), "").replace(ABSENT, "")


def test_add_line_for_opening_from_list(client, cast, document):
    client.force_login(cast.maude)
    listed = client.get(reverse("documents:list")).content.decode()
    link = re.search(rf'href="(/documents/{document.public_id}/\?o=[\w-]+)"', listed)[1]

    client.get(link)

    assert lines(document) == [UNREAD, READ]


def test_add_one_line_for_same_opening_reloaded(client, cast, document):
    client.force_login(cast.maude)

    client.get(page(document))
    client.get(page(document))

    assert lines(document) == [UNREAD, READ]


def test_add_line_for_each_drawing_of_list(client, cast, document):
    client.force_login(cast.maude)

    for mark in ("premier", "second"):
        client.get(page(document, mark))

    assert lines(document) == [UNREAD, READ, READ]


def test_add_line_for_page_and_pdf_apart(client, cast, document):
    client.force_login(cast.maude)

    client.get(page(document))
    b"".join([client.get(pdf(document)).content])

    assert lines(document) == [UNREAD, READ, READ]


def test_give_mark_to_bare_address(client, cast, document):
    client.force_login(cast.maude)

    response = client.get(reverse("documents:detail", args=[document.public_id]), follow=True)

    assert response.status_code == HTTPStatus.OK
    assert lines(document) == [UNREAD, READ]


def test_add_line_for_same_address_in_other_session(client, cast, document):
    client.force_login(cast.maude)
    client.get(page(document))
    client.logout()
    client.force_login(cast.maude)

    client.get(page(document))

    assert lines(document) == [UNREAD, READ, READ]


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("head", {}, HTTPStatus.OK),
        ("get", {"sec-purpose": "prefetch;prerender"}, HTTPStatus.NO_CONTENT),
        ("get", {"purpose": "prefetch"}, HTTPStatus.NO_CONTENT),
    ],
)
@pytest.mark.parametrize("address", [page, pdf])
def test_add_no_line_for_reading_ahead(client, cast, document, address, method, headers, status):
    client.force_login(cast.maude)

    response = getattr(client, method)(address(document), headers=headers)

    assert response.status_code == status
    assert lines(document) == [UNREAD]


def test_add_no_line_for_part(client, cast, document):
    client.force_login(cast.maude)

    response = client.get(pdf(document), headers={"range": "bytes=0-99"})

    assert response.status_code == HTTPStatus.PARTIAL_CONTENT
    assert len(response.content) == 100
    assert response.headers["Content-Range"] == f"bytes 0-99/{document.size}"
    assert lines(document) == [UNREAD]


def test_count_range_of_everything_as_whole(client, cast, document):
    client.force_login(cast.maude)

    response = client.get(pdf(document), headers={"range": "bytes=0-"})

    assert response.status_code == HTTPStatus.OK
    assert lines(document) == [UNREAD, READ]


def test_refuse_range_beyond_end(client, cast, document):
    client.force_login(cast.maude)

    response = client.get(pdf(document), headers={"range": "bytes=99999999-"})

    assert response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE


def test_add_no_line_for_unchanged_file(client, cast, document):
    client.force_login(cast.maude)
    etag = client.get(pdf(document)).headers["ETag"]

    response = client.get(pdf(document, "autre"), headers={"if-none-match": etag})

    assert response.status_code == HTTPStatus.NOT_MODIFIED
    assert lines(document) == [UNREAD, READ]


def test_add_no_line_for_staff_and_managers(client, cast):
    document = official(cast.mutuelle, cast.bakery)

    for person in (cast.odile, cast.hubert):
        client.force_login(person)
        assert client.get(page(document)).status_code == HTTPStatus.OK
        assert client.get(pdf(document)).status_code == HTTPStatus.OK

    assert lines(document) == [UNREAD]


def test_add_line_for_manager_who_acts_for_employer(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    mandate(cast.hubert, cast.bakery)
    client.force_login(cast.hubert)

    client.get(page(document))

    assert lines(document) == [UNREAD, ("CONSULTED", "Hubert Lacasse")]


def test_show_same_page_for_document_of_other_as_for_none(client, cast, document):
    client.force_login(cast.serge)

    hidden = client.get(page(document))
    absent = client.get(f"/documents/{ABSENT}/?o=marque")

    assert (hidden.status_code, absent.status_code) == (HTTPStatus.NOT_FOUND,) * 2
    assert without_address(hidden, document) == without_address(absent, document)
    assert lines(document) == [UNREAD]


def test_hide_letter_of_member_from_manager(client, cast, document):
    official(cast.mutuelle, cast.bakery)
    client.force_login(cast.hubert)

    response = client.get(page(document))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_hide_document_after_mandate(client, cast, document):
    cast.maude.mandates.update(ends_on="2021-12-15")
    client.force_login(cast.maude)

    response = client.get(page(document))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_print_one_certificate(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    certificate = document.certificates.first()
    client.force_login(cast.maude)

    response = client.get(
        reverse("documents:certificate", args=[document.public_id, certificate.number]) + "?o=a"
    )

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert lines(document) == [UNREAD, READ]


def test_refuse_certificate_of_other_document(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    client.force_login(cast.maude)

    response = client.get(
        reverse("documents:certificate", args=[document.public_id, "2022-99999-1-01"]) + "?o=a"
    )

    assert response.status_code == HTTPStatus.NOT_FOUND
