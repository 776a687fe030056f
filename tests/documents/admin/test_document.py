import re
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Document
from documents.services import consultation, replacement
from documents.services import document as documents
from tests.cast import employer, letter, member, official, person

LIST = reverse("admin:documents_document_changelist")


def page_of(document: Document) -> str:
    return reverse("admin:documents_document_change", args=[document.pk])


def tools(client, document: Document) -> list[str]:
    html = client.get(page_of(document)).content.decode()
    items = re.search(r'<ul class="object-tools">(.*?)</ul>', html, re.S)[1]
    return re.findall(r'<a href="([^"]+)"', items)


def queries_of(client, **search: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST, search)
    return [query["sql"] for query in queries]


def test_list_at_fixed_cost(client, cast):
    letter(cast.bakery)
    client.force_login(cast.odile)
    client.get(LIST)  # what the process keeps

    one = queries_of(client)
    letter(cast.garage)
    letter(cast.garage)
    three = queries_of(client)

    assert len(three) == len(one)


def test_list_leaves_what_documents_say(client, cast):
    client.force_login(cast.odile)

    queries = queries_of(client)

    assert [sql for sql in queries if '"snapshot"' in sql] == []


def test_search_by_employer_mutuelle_or_number(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    letter(cast.garage)
    client.force_login(cast.simon)
    texts = ["boulangerie", cast.bakery.neq, "mut00042", document.number, "charcuterie"]

    found = {text: list(client.get(LIST, {"q": text}).context["cl"].result_list) for text in texts}

    assert found == {text: [document] for text in texts} | {"charcuterie": []}


def test_search_by_name_of_mutuelle(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    pain = employer(3, "Dépôt de pain enr.")
    other = letter(pain)
    letter(cast.garage)
    client.force_login(cast.simon)
    texts = ["Mutuelle du PAIN", "pain"]

    found = {text: set(client.get(LIST, {"q": text}).context["cl"].result_list) for text in texts}

    assert found == {"Mutuelle du PAIN": {document}, "pain": {document, other}}


def test_search_employers_before_documents(client, cast):
    letter(cast.bakery)
    client.force_login(cast.odile)

    queries = queries_of(client, q="boulangerie")

    by_name = [sql for sql in queries if "LIKE" in sql]
    assert [re.search(r'FROM "(\w+)"', sql)[1] for sql in by_name] == [
        "portal_employer",
        "mutuelles_mutuelle",
    ]


def test_page_shows_history_and_certificates(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    consultation.consult(user=cast.maude, document=document, opening=uuid.uuid4())
    client.force_login(cast.simon)

    history, certificates = client.get(page_of(document)).context["inline_admin_formsets"]

    assert [(line.original.status, line.original.user) for line in history] == [
        ("TO_CONSULT", None),
        ("CONSULTED", cast.maude),
    ]
    assert [row.original for row in certificates] == list(document.certificates.all())


def test_lead_to_portal_and_withdrawal(client, cast):
    document = letter(cast.bakery)
    client.force_login(cast.odile)

    links = tools(client, document)

    assert links == [
        reverse("documents:detail", args=[document.public_id]),
        reverse("documents:withdraw", args=[document.public_id]),
    ]


def test_hide_withdrawal_from_consultation(client, cast):
    document = letter(cast.bakery)
    client.force_login(cast.simon)

    links = tools(client, document)

    assert links == [reverse("documents:detail", args=[document.public_id])]


def test_hide_withdrawal_of_withdrawn(client, cast):
    document = letter(cast.bakery)
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur de destinataire.")
    client.force_login(cast.odile)

    links = tools(client, document)

    assert links == [reverse("documents:detail", args=[document.public_id])]


def test_lead_to_replacement_of_last_official_document(client, cast):
    member(cast.mutuelle, cast.bakery)
    old = official(cast.mutuelle, cast.bakery)
    new = replacement.replace(actor=cast.odile, document=old, reason="Nom mal écrit.")
    client.force_login(cast.odile)

    links = [tools(client, document) for document in (old, new)]

    assert links == [
        [reverse("documents:detail", args=[old.public_id])],
        [
            reverse(f"documents:{name}", args=[new.public_id])
            for name in ("detail", "replace", "withdraw")
        ],
    ]


def test_list_tells_what_replaces_what(client, cast):
    member(cast.mutuelle, cast.bakery)
    old = official(cast.mutuelle, cast.bakery)
    new = replacement.replace(actor=cast.odile, document=old, reason="Nom mal écrit.")
    client.force_login(cast.simon)

    html = client.get(LIST).content.decode()

    numbers = re.findall(r'class="field-number"><a [^>]+>([^<]+)', html)
    older = re.findall(r'class="field-older">([^<]*)', html)
    assert list(zip(numbers, older, strict=True)) == [(new.number, old.number), (old.number, "-")]


def test_refuse_to_write_even_to_superuser(client, cast):
    document = official(cast.mutuelle, cast.bakery)
    rows = [document, document.certificates.first(), document.history.first()]
    root = person("racine@guichet.example", "Racine", is_staff=True, is_superuser=True)
    client.force_login(root)

    answers = [
        client.post(reverse(f"admin:documents_{row._meta.model_name}_{verb}", args=[row.pk]))
        for row in rows
        for verb in ("change", "delete")
    ]

    assert [answer.status_code for answer in answers] == [403] * 6
