"""*Gestion des documents*: the list, its filter, its sorts, its pages (seed 000)."""

import datetime as dt
import re
import uuid
from http import HTTPStatus

import pytest
from django.urls import reverse

from documents.models import Document, DocumentType
from documents.services.consultation import consult
from portal.choices import AccountKind
from tests.cast import TODAY, mandate, official
from tests.rows import deliver, deliver_all, deliver_one, paper

QUERIES = 8  # day, session, person, mandate, types, rows, badge, firms
NONE = "Aucun document pour ces critères."


@pytest.fixture
def ask(client, cast):
    """The list as the bakery's person gets it, for some criteria."""
    client.force_login(cast.maude)
    return lambda query="": client.get(reverse("documents:list") + query)


def titles(response) -> list[str]:
    return [row.title for row in response.context["rows"]]


def dates(response) -> list[str]:
    return [row.issued_on for row in response.context["rows"]]


def options(response, field: str) -> list[str]:
    """Labels of a select; the one that is chosen ends with a star."""
    text = response.content.decode()
    select = re.search(rf'<select name="{field}"[^>]*>(.*?)</select>', text, re.DOTALL)[1]
    found = re.findall(r'<option value="[^"]*"( selected)?>([^<]*)</option>', select)
    return [label + ("*" if chosen else "") for chosen, label in found]


def faults(response) -> dict[str, list[str]]:
    return response.context["filter"].form.errors


def read(cast, document: Document) -> None:
    consult(user=cast.maude, document=document, opening=uuid.uuid4())


def test_show_row_and_criteria_of_seed(ask, cast):
    read(cast, official(cast.mutuelle, cast.bakery))

    response = ask("?sujet=MUTUELLE")

    [row] = response.context["rows"]
    assert (row.issued_on, row.title, row.status_on, row.status_label) == (
        "2021-12-15",
        "Information officielle - Mutuelle de prévention",
        "2021-12-16",
        "Consulté",
    )
    assert (
        response.context["heading"]
        == "Liste des documents de type «\u00a0Mutuelle de prévention\u00a0»"
    )
    assert response.context["criteria"] == [
        ("Sujet\u00a0:", "Mutuelle de prévention"),
        ("Document\u00a0:", "Tous"),
        ("Date d’émission incluse dans la période", "2021-06-16 au 2021-12-16"),
    ]


@pytest.mark.parametrize("count", [1, 3, 25])
def test_draw_any_number_of_rows_with_same_queries(ask, cast, django_assert_num_queries, count):
    deliver([cast.bakery], count)

    with django_assert_num_queries(QUERIES):
        response = ask()

    assert len(titles(response)) == min(count, 20)


def test_say_that_nothing_meets_criteria(ask):
    response = ask("?sujet=MUTUELLE")

    assert titles(response) == []
    assert response.content.decode().count(NONE) == 1


def test_send_person_without_employer_to_start(client, cast):
    cast.maude.mandates.update(ends_on=TODAY - dt.timedelta(days=1))
    client.force_login(cast.maude)

    response = client.get(reverse("documents:list"))

    assert (response.status_code, response.url) == (HTTPStatus.FOUND, reverse("documents:start"))


def test_send_person_who_has_not_chosen_to_start(client, cast):
    mandate(cast.maude, cast.garage)
    client.force_login(cast.maude)

    response = client.get(reverse("documents:list"))

    assert (response.status_code, response.url) == (HTTPStatus.FOUND, reverse("documents:start"))


def test_list_nothing_of_other_employers(ask, cast):
    deliver_one(cast.garage)

    assert titles(ask()) == []


# --- the filter


def test_keep_documents_of_subject(ask, cast):
    deliver_one(cast.bakery, "avis-cotisation")
    deliver_one(cast.bakery, "decision-classification")

    response = ask("?sujet=COTISATION")

    assert titles(response) == ["Avis de cotisation"]
    assert options(response, "document") == ["Tous*", "Avis de cotisation"]


def test_keep_documents_of_type(ask, cast):
    deliver_one(cast.bakery, "avis-cotisation")
    deliver_one(cast.bakery, "decision-classification")

    response = ask("?document=decision-classification")

    assert titles(response) == ["Décision de classification"]
    assert response.context["criteria"][1] == ("Document\u00a0:", "Décision de classification")


@pytest.mark.parametrize("start", ["20211201", "2021-12-01"])
def test_keep_documents_of_period_both_days_included(ask, cast, start):
    for day in (30, 1, 2, 3):
        month = 11 if day == 30 else 12
        deliver_one(cast.bakery, issued_on=dt.date(2021, month, day))

    response = ask(f"?debut={start}&fin=2021-12-02")

    assert dates(response) == ["2021-12-02", "2021-12-01"]
    assert response.context["filter"].form["debut"].value() == "2021-12-01"


def test_list_six_months_when_no_date_is_asked(ask, cast):
    for issued_on in (dt.date(2021, 6, 15), dt.date(2021, 6, 16), TODAY):
        deliver_one(cast.bakery, issued_on=issued_on)

    assert dates(ask("?debut=&fin=")) == ["2021-12-16", "2021-06-16"]


def test_tell_fault_at_date_and_keep_other_criteria(ask, cast):
    deliver_one(cast.bakery)

    response = ask("?sujet=CLASSIFICATION&debut=20211301")

    assert response.status_code == HTTPStatus.OK
    assert faults(response) == {"debut": ["Ce jour n’existe pas. Exemple\u00a0: 20211216."]}
    assert titles(response) == []
    form = response.context["filter"].form
    assert (form["debut"].value(), form["sujet"].value()) == ("20211301", "CLASSIFICATION")
    assert "Classification*" in options(response, "sujet")


def test_tell_fault_of_period_that_ends_before_it_starts(ask):
    response = ask("?debut=20211201&fin=20211101")

    assert faults(response) == {"fin": ["La date de fin précède la date de début."]}


@pytest.mark.parametrize("sujet", ["PERMIS", "INCONNU"])
def test_refuse_subject_that_account_has_not(ask, cast, sujet):
    deliver_one(cast.bakery)

    response = ask(f"?sujet={sujet}")

    assert list(faults(response)) == ["sujet"]
    assert titles(response) == []


def test_offer_subjects_of_full_account(ask):
    assert options(ask(), "sujet") == [
        "Tous*",
        "Conformité en matière de financement",
        "Indemnisation, réadaptation et imputation",
        "Tarification",
        "Classification",
        "Révision administrative",
        "Cotisation",
        "Recouvrement",
        "Versements périodiques",
        "Mutuelle de prévention",
        "Prévention - inspection",
    ]


def test_offer_subjects_of_employer_account(ask, cast):
    set_account(cast, AccountKind.EMPLOYER)

    assert options(ask("?sujet=PERMIS"), "sujet") == [
        "Tous",
        "Conformité en matière de financement",
        "Tarification",
        "Classification",
        "Permis d’agence*",
        "Cotisation",
        "Recouvrement",
        "Versements périodiques",
        "Mutuelle de prévention",
    ]


def test_hide_documents_of_subjects_that_account_has_not(ask, cast):
    set_account(cast, AccountKind.EMPLOYER)
    deliver_one(cast.bakery, "rapport-intervention")

    assert titles(ask()) == []


def set_account(cast, kind: AccountKind) -> None:
    cast.bakery.account_kind = kind
    cast.bakery.save(update_fields=["account_kind"])


# --- sorts and pages


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("emission", ["Élan", "étape", "Zone"]),
        ("-emission", ["Zone", "étape", "Élan"]),
        ("document", ["Élan", "étape", "Zone"]),
        ("-document", ["Zone", "étape", "Élan"]),
        ("date-etat", ["étape", "Zone", "Élan"]),
        ("-date-etat", ["Élan", "Zone", "étape"]),
        ("etat", ["étape", "Zone", "Élan"]),
        ("-etat", ["Élan", "Zone", "étape"]),
        ("couleur", ["Zone", "étape", "Élan"]),
    ],
)
def test_sort_by_column(ask, cast, sort, expected):
    type = DocumentType.objects.get(code="avis-cotisation")
    papers = [paper(cast.bakery, type, dt.date(2021, 12, day)) for day in (10, 11, 12)]
    for document, title in zip(papers, ["Élan", "étape", "Zone"], strict=True):
        document.title = title
    first, *_others = deliver_all(papers)
    read(cast, first)

    assert titles(ask(f"?tri={sort}")) == expected


def test_tell_sort_of_each_column(ask, cast):
    deliver_one(cast.bakery)

    response = ask("?sujet=CLASSIFICATION&tri=document&apres=rien")

    links = response.context["sort_links"]
    assert [now for _url, now in links.values()] == ["none", "ascending", "none", "none"]
    assert links["document"][0] == "?sujet=CLASSIFICATION&tri=-document"
    assert links["emission"][0] == "?sujet=CLASSIFICATION&tri=emission"


@pytest.mark.parametrize("sort", ["emission", "-emission", "document", "-etat", "date-etat"])
def test_turn_pages_there_and_back(ask, cast, sort):
    delivered = deliver([cast.bakery], 45, days=9)
    read(cast, delivered[7])

    first = ask(f"?tri={sort}")
    second = ask(first.context["older_url"])
    third = ask(second.context["older_url"])
    pages = [numbers(page) for page in (first, second, third)]
    back = ask(third.context["newer_url"])

    assert [len(page) for page in pages] == [20, 20, 5]
    assert {row for page in pages for row in page} == {str(d.public_id) for d in delivered}
    assert (first.context["newer_url"], third.context["older_url"]) == (None, None)
    assert numbers(back) == pages[1]
    assert numbers(ask(back.context["newer_url"])) == pages[0]


def numbers(response) -> list[str]:
    """The documents of a page, by what their addresses say."""
    return [re.search(r"[0-9a-f-]{36}", row.url)[0] for row in response.context["rows"]]


def test_begin_at_first_page_for_row_of_other_employer(ask, cast):
    deliver_one(cast.bakery)
    other = deliver_one(cast.garage)

    assert len(titles(ask(f"?apres={other.public_id}"))) == 1
