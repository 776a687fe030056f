"""The log in the admin: to read, and found by the number of a document."""

from django.urls import reverse

from documents.services import verification
from tests.documents.issued import official


def test_list_answers_of_a_document(client, cast):
    document = official(cast)
    verification.by_sha256(document.sha256)
    verification.by_code("x")
    client.force_login(cast.odile)
    address = reverse("admin:documents_verification_changelist")

    everything = client.get(address).context["cl"].result_list
    found = client.get(address, {"q": document.number}).context["cl"].result_list

    assert [row.verdict for row in everything] == ["UNKNOWN", "NOT_YET"]
    assert [row.document for row in found] == [document]
