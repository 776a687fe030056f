"""Rows with faults, mended on the screen."""

import pytest

from mutuelles.models import MemberList
from mutuelles.services import member_list as lists
from mutuelles.services import mending
from mutuelles.services.mending import Mended
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry
from tests.cast import YEAR, Cast, neq
from tests.member_lists import csv_file, new_row, row


def upload(cast: Cast, *rows: dict[str, str]) -> MemberList:
    return lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=csv_file(*rows), name="l.csv"
    )


def save(cast: Cast, member_list: MemberList, typed: dict[int, dict[str, str]]) -> Mended:
    mended = mending.save(actor=cast.hubert, member_list=member_list, typed=typed)
    member_list.refresh_from_db()
    return mended


def set_aside(cast: Cast, member_list: MemberList, *numbers: int) -> Mended:
    mended = mending.set_aside(actor=cast.hubert, member_list=member_list, numbers=numbers)
    member_list.refresh_from_db()
    return mended


def left(member_list: MemberList) -> list[tuple]:
    return [(fault["row"], fault["message"]) for fault in member_list.faults]


def test_show_faulty_cells_and_the_others(cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage, capacity="", postal_code="G0X"))

    (found,) = mending.rows_to_mend(member_list, after=0, size=20)

    assert [(cell.key, cell.letter, cell.value) for cell in found.to_type] == [
        ("postal_code", "F", "G0X"),
        ("capacity", "P", ""),
    ]
    assert (found.row, len(found.to_read)) == (3, 14)


def test_show_page_of_rows(cast):
    member_list = upload(cast, *(row(cast.garage, capacity="") for _ in range(3)))

    pages = [mending.rows_to_mend(member_list, after=after, size=2) for after in (0, 3, 4)]

    assert [[found.row for found in page] for page in pages] == [[2, 3], [4], []]


def test_mend_last_row_makes_list_ready(cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage, capacity=""))

    mended = save(cast, member_list, {3: {"capacity": "Présidente"}})

    assert mended == Mended(mended=1, left=0)
    assert (member_list.status, member_list.faults_count, left(member_list)) == (
        "TO_CONFIRM",
        0,
        [],
    )
    assert member_list.rows.get(row=3).employer == cast.garage
    assert AuditEntry.objects.filter(verb="mend").count() == 1


def test_keep_what_is_still_wrong(cast):
    member_list = upload(cast, row(cast.bakery, capacity=""), row(cast.garage, capacity=""))

    mended = save(
        cast, member_list, {2: {"capacity": "Président", "city": ""}, 3: {"capacity": ""}}
    )

    assert mended == Mended(mended=0, left=2)
    assert left(member_list) == [(2, "Cette cellule est vide."), (3, "Cette cellule est vide.")]
    assert member_list.rows.get(row=2).raw["capacity"] == "Président"


def test_read_mended_row_beside_the_others(cast):
    member_list = upload(cast, row(cast.bakery, 1), row(cast.bakery, 2, contact_email="a@b"))

    mended = save(cast, member_list, {3: {"contact_email": "autre@caps.example"}})

    nbsp = "\N{NO-BREAK SPACE}"
    assert (mended.left, left(member_list)) == (
        1,
        [
            (
                3,
                f"L’employeur {cast.bakery.neq} a ici «{nbsp}autre@caps.example{nbsp}», mais "
                f"«{nbsp}lea@caps.example{nbsp}» à la ligne 2.",
            )
        ],
    )


def test_read_mended_row_with_the_register(cast):
    number = cast.garage.establishments.get().number
    member_list = upload(cast, row(cast.bakery, establishment_number="ETA1"))

    mended = save(cast, member_list, {2: {"establishment_number": number}})

    assert (mended.left, left(member_list)) == (
        1,
        [(2, "Cet établissement est inscrit au registre sous un autre employeur.")],
    )


def test_leave_untouched_rows_as_they_are(cast):
    member_list = upload(cast, row(cast.bakery, capacity=""), row(cast.garage, signatory=""))

    mended = save(cast, member_list, {2: {"capacity": "Président"}})

    assert mended == Mended(mended=1, left=1)
    assert left(member_list) == [(3, "Cette cellule est vide.")]


def test_ignore_row_that_has_no_fault(cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage, capacity=""))

    save(cast, member_list, {2: {"employer_name": "Autre nom inc."}})

    assert member_list.rows.get(row=2).employer_name == cast.bakery.name


def test_set_row_aside_and_say_so(cast):
    member_list = upload(cast, row(cast.bakery), row(cast.garage, capacity=""))

    mended = set_aside(cast, member_list, 3)

    dropped = member_list.rows.get(row=3)
    assert (mended, member_list.status) == (Mended(mended=0, left=0), "TO_CONFIRM")
    assert dropped.set_aside == "Mise de côté par le gestionnaire."
    assert AuditEntry.objects.get(verb="set_aside").details == {"rows": [3], "left": 0}


def test_free_row_that_contradicted_one_set_aside(cast):
    member_list = upload(
        cast,
        row(cast.garage),
        row(cast.bakery, 1, capacity="", contact_name="Autre personne"),
        row(cast.bakery, 2),
    )
    assert [row for row, _message in left(member_list)] == [3, 4]

    mended = set_aside(cast, member_list, 3)

    assert (mended, member_list.status) == (Mended(mended=1, left=0), "TO_CONFIRM")


def test_refuse_to_set_every_row_aside(cast):
    member_list = upload(cast, row(cast.garage, capacity=""))

    with pytest.raises(BusinessError, match="aucune ligne"):
        set_aside(cast, member_list, 2)

    assert member_list.rows.get().set_aside == ""


def test_wait_for_word_on_row_with_stray_value(cast):
    content = csv_file(row(cast.bakery), row(cast.garage, capacity=""))
    first_line = content.splitlines()[1]
    content = content.replace(first_line, first_line + b";perdu", 1)
    member_list = lists.upload(
        actor=cast.hubert, mutuelle=cast.mutuelle, year=YEAR, content=content, name="l.csv"
    )

    mended = save(cast, member_list, {3: {"capacity": "Président"}})

    (stray,) = mending.rows_to_mend(member_list, after=0, size=20)
    assert (mended.left, stray.row, stray.faults[0].value) == (1, 2, "perdu")
    assert len(stray.to_type) == 16
    assert save(cast, member_list, {2: {}}) == Mended(mended=1, left=0)


def test_mend_row_of_unknown_employer(cast):
    member_list = upload(cast, new_row(employer_number="1199", employer_name="Neuf inc."))

    save(cast, member_list, {2: {"employer_number": neq(77)}})

    kept = member_list.rows.get()
    assert (kept.employer_number, kept.employer, kept.raw) == (neq(77), None, None)


@pytest.mark.parametrize("stranger", ["rita", "maude", "odile"])
def test_refuse_mending_by_who_does_not_manage(cast, stranger):
    member_list = upload(cast, row(cast.bakery, capacity=""))

    with pytest.raises(NotAllowed):
        mending.save(actor=getattr(cast, stranger), member_list=member_list, typed={})


def test_refuse_mending_of_list_without_fault(cast):
    member_list = upload(cast, row(cast.bakery))

    with pytest.raises(Conflict, match="plus de faute"):
        save(cast, member_list, {2: {"capacity": "Président"}})
