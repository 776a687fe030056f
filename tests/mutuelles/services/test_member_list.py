import datetime as dt

import pytest
from django.core.files.storage import default_storage

from mutuelles.choices import Change
from mutuelles.models import MemberList, MemberListRow, Membership, Project, ProjectMember
from mutuelles.services import member_list as lists
from mutuelles.services.member_list import AlreadySent
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import AuditEntry, Employer, clock
from tests.cast import YEAR, Cast, member, neq
from tests.member_lists import KEYS, csv_file, new_row, row


def upload(cast: Cast, content: bytes, actor=None, year: int = YEAR) -> MemberList:
    return lists.upload(
        actor=actor or cast.hubert,
        mutuelle=cast.mutuelle,
        year=year,
        content=content,
        name="membres.csv",
    )


def confirm(cast: Cast, member_list: MemberList, revision: int = 0, **options) -> None:
    lists.confirm(actor=cast.hubert, member_list=member_list, revision=revision, **options)


def faults(member_list: MemberList) -> list[tuple]:
    return [(f["row"], f["column"], f["message"]) for f in member_list.faults]


def rows(member_list: MemberList) -> list[tuple]:
    """Number, employer, whether it is to mend."""
    found = member_list.rows.values_list("row", "employer", "raw")
    return [(number, employer, raw is not None) for number, employer, raw in found]


def test_upload_keeps_rows_for_confirmation(cast):
    content = csv_file(row(cast.bakery, 1), row(cast.bakery, 2))

    member_list = upload(cast, content)

    assert (member_list.status, member_list.rows_read, member_list.faults) == ("TO_CONFIRM", 2, [])
    assert rows(member_list) == [(2, cast.bakery.pk, False), (3, cast.bakery.pk, False)]
    assert (member_list.size, member_list.uploaded_by) == (len(content), cast.hubert)
    assert member_list.file_format == "CSV, UTF-8, séparateur\N{NO-BREAK SPACE}: point-virgule"
    assert (Membership.objects.count(), ProjectMember.objects.count()) == (0, 0)


def test_upload_opens_draft_and_keeps_bytes(cast):
    content = csv_file(row(cast.bakery))

    member_list = upload(cast, content)

    assert member_list.project == Project.objects.get(mutuelle=cast.mutuelle, year=YEAR)
    assert default_storage.open(member_list.file.name).read() == content


def test_upload_keeps_text_as_it_is(cast):
    name = "Barre oblique \\ et\N{NO-BREAK SPACE}fils, « l’Été »\\N inc."

    member_list = upload(cast, csv_file(new_row(employer_number=neq(77), employer_name=name)))

    assert member_list.rows.get().employer_name == name.replace("\N{NO-BREAK SPACE}", " ")


def test_upload_keeps_faulty_rows_to_mend(cast):
    content = csv_file(row(cast.bakery, 1), row(cast.bakery, 1), row(cast.garage, capacity=""))

    member_list = upload(cast, content)

    assert (member_list.status, member_list.faults_count) == ("FAULTY", 2)
    assert faults(member_list) == [
        (3, "I", "Cet établissement est déjà inscrit à la ligne 2."),
        (4, "P", "Cette cellule est vide."),
    ]
    assert rows(member_list) == [(2, cast.bakery.pk, False), (3, None, True), (4, None, True)]
    assert AuditEntry.objects.filter(verb="upload").count() == 1


def test_upload_keeps_employer_bound_elsewhere(cast):
    member(cast.other_mutuelle, cast.bakery)

    member_list = upload(cast, csv_file(row(cast.bakery)))

    assert (member_list.status, member_list.faults) == ("TO_CONFIRM", [])


def test_upload_refuses_employer_under_two_numbers(cast):
    cast.bakery.number = "ENL12345678"
    cast.bakery.save()
    twice = row(cast.bakery, 2, employer_number="ENL12345678", employer_name="Autre nom ltée")

    member_list = upload(cast, csv_file(row(cast.bakery), twice))

    assert faults(member_list) == [
        (
            3,
            "A",
            f"Cet employeur figure déjà à la ligne 2, sous le numéro {cast.bakery.neq}.",
        )
    ]
    assert rows(member_list) == [(2, cast.bakery.pk, False), (3, None, True)]


def test_upload_refuses_establishment_of_other_employer(cast):
    theft = row(cast.bakery, establishment_number=cast.garage.establishments.get().number)

    member_list = upload(cast, csv_file(theft))

    assert faults(member_list) == [
        (2, "I", "Cet établissement est inscrit au registre sous un autre employeur.")
    ]


@pytest.mark.parametrize("year", [2019, 2020, 2023])
def test_refuse_upload_for_year_that_is_closed(cast, year):
    with pytest.raises(BusinessError):
        upload(cast, csv_file(row(cast.bakery)), year=year)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "«\N{NO-BREAK SPACE}membres.csv\N{NO-BREAK SPACE}» est vide."),
        (b"PK\x03\x04 not a workbook", None),
        (csv_file(), None),
    ],
    ids=["empty", "not-a-workbook", "titles-only"],
)
def test_upload_traces_unreadable_file(cast, content, message):
    member_list = upload(cast, content)

    assert (member_list.status, member_list.faults_count) == ("FAULTY", 1)
    assert message is None or member_list.faults[0]["message"] == message
    assert member_list.rows.count() == 0


@pytest.mark.parametrize("stranger", ["rita", "maude", "odile"])
def test_refuse_upload_by_who_does_not_manage(cast, stranger):
    with pytest.raises(NotAllowed):
        upload(cast, csv_file(row(cast.bakery)), actor=getattr(cast, stranger))

    assert MemberList.objects.count() == 0


def test_refuse_same_bytes_twice(cast):
    content = csv_file(row(cast.bakery))
    first = upload(cast, content)

    with pytest.raises(AlreadySent) as refusal:
        upload(cast, content)

    assert refusal.value.member_list == first


def test_upload_again_what_was_abandoned(cast):
    content = csv_file(row(cast.bakery))
    lists.abandon(actor=cast.hubert, member_list=upload(cast, content))

    assert upload(cast, content).status == "TO_CONFIRM"


def test_come_back_to_list_that_another_replaced(cast):
    content = csv_file(row(cast.bakery))
    confirm(cast, upload(cast, content))
    with pytest.raises(AlreadySent):
        upload(cast, content)
    with clock.held(dt.date(2021, 12, 17)):
        confirm(cast, upload(cast, csv_file(row(cast.garage))), revision=1)

    assert upload(cast, content).status == "TO_CONFIRM"


def other_titles(content: bytes) -> bytes:
    """The column of cities under a title that nobody knows."""
    return content.replace(b";Ville;", b";Emplacement;", 1)


def test_read_again_with_columns_chosen(cast):
    member_list = upload(cast, other_titles(csv_file(row(cast.bakery))))
    assert (member_list.status, member_list.rows.count()) == ("FAULTY", 0)
    mapping = {key: index for index, key in enumerate(KEYS)}

    chosen = lists.choose_columns(actor=cast.hubert, member_list=member_list, mapping=mapping)

    assert (chosen.status, chosen.mapping, rows(chosen)) == (
        "TO_CONFIRM",
        mapping,
        [(2, cast.bakery.pk, False)],
    )
    assert chosen.titles[3] == "Emplacement"


def test_confirm_enters_unknown_employer_to_verify(cast):
    member_list = upload(cast, csv_file(row(cast.bakery), new_row(employer_number=neq(77))))

    confirm(cast, member_list)

    member_list.refresh_from_db()
    newcomer = Employer.objects.get(neq=neq(77))
    assert (member_list.status, newcomer.standing) == ("CONFIRMED", "UNVERIFIED")
    assert [r.employer for r in member_list.rows.all()] == [cast.bakery, newcomer]


def test_confirm_leaves_register_as_it_was(cast):
    member_list = upload(cast, csv_file(row(cast.bakery, employer_name="Autre nom inc.")))

    confirm(cast, member_list)

    cast.bakery.refresh_from_db()
    assert cast.bakery.name == "Boulangerie Quatre-Temps inc."


@pytest.mark.parametrize("verb", ["confirm", "abandon"])
def test_remove_bytes_once_decided(cast, verb, django_capture_on_commit_callbacks):
    member_list = upload(cast, csv_file(row(cast.bakery)))
    name = member_list.file.name

    with django_capture_on_commit_callbacks(execute=True):
        if verb == "confirm":
            confirm(cast, member_list)
        else:
            lists.abandon(actor=cast.hubert, member_list=member_list)

    member_list.refresh_from_db()
    assert (bool(member_list.file), default_storage.exists(name)) == (False, False)
    assert member_list.decided_by == cast.hubert


def test_refuse_second_confirmation(cast):
    member_list = upload(cast, csv_file(row(cast.bakery)))
    confirm(cast, member_list)

    with pytest.raises(Conflict, match="déjà été versée"):
        confirm(cast, member_list, revision=1)

    assert AuditEntry.objects.filter(verb="confirm").count() == 1


def test_refuse_confirmation_of_what_another_list_changed(cast):
    first, second = (upload(cast, csv_file(row(each))) for each in (cast.bakery, cast.garage))
    confirm(cast, first)

    with pytest.raises(Conflict, match="Une autre liste"):
        confirm(cast, second)

    assert ProjectMember.objects.get().employer == cast.bakery


def test_refuse_confirmation_once_project_is_submitted(cast):
    member_list = upload(cast, csv_file(row(cast.bakery)))
    Project.objects.update(status="WITHDRAWN")

    with pytest.raises(Conflict):
        confirm(cast, member_list)

    member_list.refresh_from_db()
    assert (member_list.status, ProjectMember.objects.count()) == ("TO_CONFIRM", 0)


def test_audit_groups_set_aside(cast):
    member_list = upload(cast, csv_file(row(cast.bakery), new_row(employer_number=neq(77))))

    confirm(cast, member_list, aside=[Change.UNKNOWN])

    entry = AuditEntry.objects.get(verb="confirm")
    assert entry.details == {"members": 1, "removed": 0, "aside": ["UNKNOWN"]}


def test_abandon_keeps_trace_without_rows(cast):
    member_list = upload(cast, csv_file(row(cast.bakery), row(cast.garage, capacity="")))

    lists.abandon(actor=cast.hubert, member_list=member_list)

    member_list.refresh_from_db()
    assert (member_list.status, MemberListRow.objects.count()) == ("ABANDONED", 0)


def test_refuse_to_confirm_with_faults(cast):
    member_list = upload(cast, csv_file(row(cast.bakery, capacity="")))

    with pytest.raises(Conflict, match="encore des fautes"):
        confirm(cast, member_list)
