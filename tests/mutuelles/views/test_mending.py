"""Pages on which the faults of a list are mended."""

import pytest
from django.test import Client
from django.urls import reverse

from mutuelles.models import MemberList
from mutuelles.services import member_list as lists
from tests.cast import YEAR, Cast, employer
from tests.member_lists import KEYS, csv_file, row


@pytest.fixture
def hubert(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.hubert)
    return client


def upload(cast: Cast, content: bytes) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=content, name="liste.csv"
    )


def page(name: str, member_list: MemberList) -> str:
    return reverse(f"mutuelles:{name}", args=[member_list.public_id])


def with_doubt(content: bytes) -> bytes:
    return content.replace(b";Ville;", b";Lieu;", 1)


def test_show_faults_with_their_kinds(hubert, cast):
    rows = [row(cast.bakery, capacity=""), row(cast.garage, capacity="", city="")]
    member_list = upload(cast, csv_file(*rows))

    context = hubert.get(page("member_list_detail", member_list)).context

    kinds = [(kind.heading, kind.says, kind.count) for kind in context["kinds"]]
    assert kinds == [
        ("Qualité du signataire", "Cette cellule est vide.", 2),
        ("Ville", "Cette cellule est vide.", 1),
    ]
    assert (len(context["faults"]), context["to_mend"], context["sound"]) == (3, 2, 0)


def test_show_faults_page_by_page(hubert, cast):
    numbers = [f"ETA{rank:09d}" for rank in range(101)]
    rows = [row(cast.bakery, capacity="", establishment_number=number) for number in numbers]
    member_list = upload(cast, csv_file(*rows))

    first, last = (
        hubert.get(page("member_list_detail", member_list), {"page": number}).context
        for number in (1, 2)
    )

    assert (len(first["faults"]), first["older_url"]) == (100, "?page=2")
    assert (len(last["faults"]), last["newer_url"], last["older_url"]) == (1, "?page=1", "")


def test_give_annotated_file(hubert, cast):
    member_list = upload(cast, csv_file(row(cast.bakery, capacity="")))

    answer = hubert.get(page("member_list_annotated", member_list))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="liste-fautes.csv"'
    assert "P : Cette cellule est vide." in answer.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_give_no_annotated_file_without_fault(hubert, cast):
    member_list = upload(cast, csv_file(row(cast.bakery)))

    assert hubert.get(page("member_list_annotated", member_list)).status_code == 404


def test_propose_likeliest_columns(hubert, cast):
    content = csv_file(row(cast.bakery)).replace(b";Courriel;", b";Corriel;", 1)
    member_list = upload(cast, with_doubt(content))

    form = hubert.get(page("member_list_columns", member_list)).context["form"]

    initial = {key: form[key].initial for key in KEYS}
    assert initial == {key: index for index, key in enumerate(KEYS)}


def test_read_again_with_columns(hubert, cast):
    member_list = upload(cast, with_doubt(csv_file(row(cast.bakery))))
    chosen = {key: str(index) for index, key in enumerate(KEYS)}

    hubert.post(page("member_list_columns", member_list), chosen)

    member_list.refresh_from_db()
    assert (member_list.status, member_list.rows.count()) == ("TO_CONFIRM", 1)


def test_refuse_one_column_twice(hubert, cast):
    member_list = upload(cast, with_doubt(csv_file(row(cast.bakery))))
    chosen = {key: str(index) for index, key in enumerate(KEYS)} | {"city": "1"}

    form = hubert.post(page("member_list_columns", member_list), chosen).context["form"]

    nbsp = "\N{NO-BREAK SPACE}"
    assert form.errors == {
        "city": [
            f"Cette colonne du fichier est déjà choisie pour «{nbsp}Nom de l’employeur{nbsp}»."
        ]
    }


def test_mend_rows_of_page(hubert, cast):
    rows = [row(cast.bakery, capacity=""), row(cast.garage, signatory="")]
    member_list = upload(cast, csv_file(*rows))

    answer = hubert.post(
        page("member_list_mend", member_list),
        {"2-capacity": "Président", "3-signatory": "Léa Roy"},
    )

    member_list.refresh_from_db()
    assert (answer.url, member_list.status) == (
        page("member_list_detail", member_list),
        "TO_CONFIRM",
    )


def test_mend_one_row_and_keep_what_is_typed_in_others(hubert, cast):
    rows = [row(cast.bakery, capacity=""), row(cast.garage, signatory="")]
    member_list = upload(cast, csv_file(*rows))

    answer = hubert.post(
        page("member_list_mend", member_list),
        {"2-capacity": "Président", "3-signatory": "Léa Roy", "ligne": "2"},
    )

    (left,) = answer.context["rows"]
    assert (left.row, [cell.value for cell in left.to_type]) == (3, ["Léa Roy"])
    assert member_list.rows.get(row=3).raw["signatory"] == ""


def test_set_row_aside_from_page(hubert, cast):
    rows = [row(cast.bakery), row(cast.garage, signatory="")]
    member_list = upload(cast, csv_file(*rows))

    hubert.post(page("member_list_mend", member_list), {"ecarter": "3"})

    member_list.refresh_from_db()
    assert (member_list.status, member_list.rows.get(row=3).set_aside) == (
        "TO_CONFIRM",
        "Mise de côté par le gestionnaire.",
    )


def test_ignore_fields_that_are_no_cells(hubert, cast):
    member_list = upload(cast, csv_file(row(cast.bakery, capacity="")))
    odd = {"2-capacity": "Président\0", "2-employer_id": "1", "x": "y", "99-city": "Lévis"}

    answer = hubert.post(page("member_list_mend", member_list), odd)

    assert (answer.status_code, answer.context["left"]) == (200, 1)
    assert sorted(member_list.rows.get().raw) == sorted(KEYS)


@pytest.mark.parametrize("count", [1, 3])
def test_ask_same_number_of_queries(hubert, cast, django_assert_num_queries, count):
    others = [employer(200 + rank, f"Atelier {rank} inc.") for rank in range(count)]
    member_list = upload(cast, csv_file(*(row(each, capacity="") for each in others)))
    address = page("member_list_mend", member_list)
    hubert.get(address)

    with django_assert_num_queries(9):
        hubert.get(address)
