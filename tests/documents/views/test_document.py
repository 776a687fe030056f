"""The page of a document: its files, what it replaces, what replaces it, how to verify it."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from documents.models import Document
from documents.pdf import words as four_words
from documents.services import document as documents
from documents.services import paper, replacement
from tests.cast import Cast, employer, letter, member, official
from tests.journeys.reading import Page, words


@pytest.fixture
def document(cast) -> Document:
    member(cast.mutuelle, cast.bakery)
    return official(cast.mutuelle, cast.bakery)


def address(document: Document, name: str = "detail") -> str:
    return reverse(f"documents:{name}", args=[document.public_id])


def page(client: Client, document: Document) -> Page:
    return Page(client.get(address(document), {"o": "marque"}))


def replace(cast: Cast, document: Document) -> Document:
    return replacement.replace(actor=cast.odile, document=document, reason="Nom mal écrit.")


def boxes(page: Page) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page.texts("box")]


def read(client: Client, person: str, cast: Cast, document: Document) -> Page:
    client.force_login(getattr(cast, person))
    return page(client, document)


def links(page: Page) -> list[str]:
    return [words(link) for link in page.root.iter("a")]


def test_print_only_certificate_by_itself(client, cast):
    document = official(cast.other_mutuelle, cast.garage)

    shown = read(client, "serge", cast, document)

    [certificate] = document.certificates.all()
    url = f"{address(document)}certificats/{certificate.number}/"
    assert shown.link("Imprimer mon certificat").split("?")[0] == url
    assert "Imprimer le document" not in links(shown)


def test_tell_pages_of_certificates(client, cast, document):
    shown = read(client, "maude", cast, document)

    last = document.pages
    label = f"Imprimer les 2 certificats : pages {last - 1} et {last} du document"
    assert shown.link(label).endswith(f"#page={last - 1}")
    assert "Boulangerie Quatre-Temps inc. 2" in links(shown)


def test_tell_how_to_verify(client, cast, document):
    shown = read(client, "maude", cast, document)

    facts = [words(each) for each in shown.element("verifier-faits")]
    codes = (f"{c.code} {c.establishment.name}" for c in document.certificates.all())
    assert dict(zip(facts[::2], facts[1::2], strict=True)) == {
        "Quatre mots": " · ".join(four_words.four(paper.fingerprint(document.snapshot))),
        "Codes des 2 certificats": " ".join(["Par établissement", *codes]),
        "Fichier scellé": f"SHA-256 {document.sha256}",
    }


def test_lead_from_replaced_document_to_new_one(client, cast, document):
    new = replace(cast, document)

    shown = read(client, "maude", cast, document)

    assert boxes(shown)[0] == (
        "Ce document est remplacé "
        f"Remplacé le 16 décembre 2021 ; vaut à sa place le document {new.number}. "
        "Il ne vaut plus ; son fichier et son historique restent ci-dessous. "
        "Motif : Nom mal écrit."
    )
    assert shown.link(new.number) == address(new)
    assert shown.link("Version remplacée (PDF)").startswith(address(document))
    assert [each for each in links(shown) if each.startswith("Imprimer")] == []
    assert "Vous devez imprimer" not in words(shown.root)
    assert [row[0] for row in shown.table("historique")] == ["À consulter", "Remplacé"]


def test_lead_from_new_document_to_replaced_one(client, cast, document):
    new = replace(cast, document)

    shown = read(client, "maude", cast, new)

    assert boxes(shown)[0] == (
        "Ce document en corrige un autre "
        f"Remplace le document {document.number}, émis le 15 décembre 2021."
    )
    assert shown.link(document.number) == address(document)


def test_lead_to_the_last_that_replaces_and_say_that_it_is_withdrawn(client, cast, document):
    last = replace(cast, replace(cast, document))
    documents.withdraw(actor=cast.odile, document=last, reason="Erreur.")

    shown = read(client, "maude", cast, document)

    assert boxes(shown)[0] == (
        "Ce document est remplacé Remplacé le 16 décembre 2021. "
        "Il ne vaut plus ; son fichier et son historique restent ci-dessous. "
        f"Le dernier émis à sa place est retiré lui aussi : {last.number}. "
        "Motif : Nom mal écrit."
    )


def test_lead_from_withdrawn_document_to_new_one(client, cast, document):
    documents.withdraw(actor=cast.odile, document=document, reason="Erreur.")
    new = replace(cast, document)

    shown = read(client, "maude", cast, document)

    assert boxes(shown)[0] == (
        "Ce document est retiré Depuis le 16 décembre 2021, il ne vaut plus. "
        "Son historique reste ci-dessous. "
        f"Un autre a été émis à sa place : {new.number}. Motif : Erreur."
    )


def test_hide_new_document_from_manager_of_other_mutuelle(client, cast, document):
    cast.bakery.memberships.update(status="EXCLUDED")
    member(cast.other_mutuelle, cast.bakery)
    new = replace(cast, document)

    shown = read(client, "hubert", cast, document)

    assert boxes(shown)[0].startswith("Ce document est remplacé Remplacé le 16 décembre 2021. ")
    assert new.number not in shown.html


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        ("odile", ["Remplacer ce document", "Retirer ce document"]),
        ("simon", []),
        ("maude", []),
    ],
)
def test_offer_replacement_to_who_may(client, cast, document, person, offered):
    shown = read(client, person, cast, document)

    assert [each for each in links(shown) if each.endswith("ce document")] == offered


def test_offer_no_replacement_of_letter_or_of_replaced(client, cast, document):
    replace(cast, document)

    shown = [read(client, "odile", cast, each) for each in (letter(cast.bakery), document)]

    offers = [[link for link in links(each) if link.startswith("Remplacer")] for each in shown]
    assert offers == [[], []]


def test_show_what_changes_before_replacing(client, cast, document):
    cast.bakery.name = "Boulangerie Cinq-Saisons inc."
    cast.bakery.save()
    client.force_login(cast.odile)

    shown = Page(client.get(address(document, "replace")))

    assert shown.table("changements") == [
        [
            "Nom de l’employeur",
            "Le document dit : Boulangerie Quatre-Temps inc.",
            "Le document corrigé dira : Boulangerie Cinq-Saisons inc.",
        ]
    ]


def test_replace_from_its_page(client, cast, document):
    client.force_login(cast.odile)

    answer = client.post(address(document, "replace"), {"reason": "Nom."}, follow=True)

    new = Document.objects.get(replaces=document)
    assert answer.redirect_chain[0][0] == address(new)
    assert boxes(Page(answer))[0] == "Le document corrigé est émis ; l’ancien reste."


def test_ask_for_reason(client, cast, document):
    client.force_login(cast.odile)

    answer = client.post(address(document, "replace"), {"reason": " "})

    assert answer.context["form"].errors == {"reason": ["Ce champ est obligatoire."]}
    assert Document.objects.count() == 1


def refusal(answer: HttpResponse) -> tuple[str, str]:
    """Where one is sent, and what one reads there."""
    return answer.redirect_chain[0][0], boxes(Page(answer))[0]


@pytest.mark.parametrize("verb", ["get", "post"])
def test_say_who_replaced_first(client, cast, document, verb):
    new = replace(cast, document)
    client.force_login(cast.odile)

    answer = getattr(client, verb)(address(document, "replace"), {"reason": "Nom."}, follow=True)

    said = f"Ce document est déjà remplacé par le document {new.number}."
    assert refusal(answer) == (address(document), said)


def test_say_why_employer_gets_none(client, cast, document):
    cast.bakery.memberships.all().delete()
    client.force_login(cast.odile)

    answer = client.get(address(document, "replace"), follow=True)

    said = "L’employeur n’est plus membre d’une mutuelle pour 2022 : rien à certifier."
    assert refusal(answer) == (address(document), said)


def test_refuse_to_withdraw_replaced(client, cast, document):
    replace(cast, document)
    client.force_login(cast.odile)

    answer = client.post(address(document, "withdraw"), {"reason": "Erreur."}, follow=True)

    said = "Ce document est déjà retiré ou remplacé."
    assert refusal(answer) == (address(document), said)


def test_cost_the_same_with_more_certificates(client, cast, django_assert_num_queries):
    large = employer(9, "Fournil des Caps inc.", establishments=4)
    papers = [official(cast.mutuelle, each) for each in (cast.bakery, large)]
    client.force_login(cast.simon)
    page(client, papers[0])  # what the process keeps

    for each in papers:
        with django_assert_num_queries(15):
            page(client, each)
