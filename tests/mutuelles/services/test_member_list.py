import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mutuelles.models import MemberList, MemberListRow, Membership
from mutuelles.services import member_list as lists
from portal.errors import BusinessError, NotAllowed
from portal.models import AuditEntry, Employer
from tests.cast import YEAR, member, neq
from tests.member_lists import csv_file, new_row, row


def upload(cast, content: bytes, actor=None, year: int = YEAR) -> MemberList:
    return lists.upload(
        actor=actor or cast.hubert,
        mutuelle=cast.mutuelle,
        year=year,
        content=content,
        name="membres.csv",
    )


def faults(member_list: MemberList) -> list[tuple]:
    return [(f["row"], f["column"], f["message"]) for f in member_list.faults]


def test_upload_keeps_rows_for_confirmation(cast):
    content = csv_file(row(cast.bakery, 1), row(cast.bakery, 2))

    member_list = upload(cast, content)

    assert (member_list.status, member_list.rows_read, member_list.faults) == ("TO_CONFIRM", 2, [])
    assert [r.row for r in member_list.rows.all()] == [2, 3]
    assert (member_list.size, member_list.uploaded_by) == (len(content), cast.hubert)
    assert Membership.objects.count() == 0


def test_upload_keeps_only_trace_of_faulty_file(cast):
    content = csv_file(row(cast.bakery, 1), row(cast.bakery, 1))

    member_list = upload(cast, content)

    assert member_list.status == "FAULTY"
    assert faults(member_list) == [(3, "I", "Cet établissement est déjà inscrit à la ligne 2.")]
    assert MemberListRow.objects.count() == 0
    assert AuditEntry.objects.filter(verb="upload").count() == 1


def test_upload_refuses_employer_bound_elsewhere_without_naming(cast):
    member(cast.other_mutuelle, cast.bakery)

    member_list = upload(cast, csv_file(row(cast.bakery)))

    assert faults(member_list) == [
        (2, "A", "Cet employeur est déjà lié à une autre mutuelle pour 2022.")
    ]
    assert cast.other_mutuelle.name not in str(member_list.faults)


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


@pytest.mark.parametrize("year", [2019, 2020, 2023])
def test_refuse_upload_for_year_that_is_closed(client, cast, year):
    client.force_login(cast.hubert)
    url = reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, year])

    answer = client.get(url)

    assert answer.status_code == 404
    with pytest.raises(BusinessError):
        upload(cast, csv_file(row(cast.bakery)), year=year)


def test_upload_refuses_establishment_of_other_employer(cast):
    theft = row(cast.bakery, establishment_number=cast.garage.establishments.get().number)

    member_list = upload(cast, csv_file(theft))

    assert faults(member_list) == [
        (2, "I", "Cet établissement est inscrit au registre sous un autre employeur.")
    ]


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


def test_upload_traces_file_over_limit(client, cast, settings):
    settings.LIST_MAX_MEGABYTES = 0
    client.force_login(cast.hubert)
    file = SimpleUploadedFile("membres.csv", csv_file(row(cast.bakery)))
    url = reverse("mutuelles:member_list_upload", args=[cast.mutuelle.number, YEAR])

    client.post(url, {"file": file})

    member_list = MemberList.objects.get()
    assert (member_list.status, member_list.faults_count) == ("FAULTY", 1)
    assert member_list.faults[0]["message"] == "« membres.csv » pèse plus de 0 Mo."


@pytest.mark.parametrize("stranger", ["rita", "maude", "odile"])
def test_refuse_upload_by_who_does_not_manage(cast, stranger):
    with pytest.raises(NotAllowed):
        upload(cast, csv_file(row(cast.bakery)), actor=getattr(cast, stranger))

    assert MemberList.objects.count() == 0


def test_confirm_enters_unknown_employer_to_verify(cast):
    member_list = upload(cast, csv_file(row(cast.bakery), new_row(employer_number=neq(77))))

    lists.confirm(actor=cast.hubert, member_list=member_list)

    member_list.refresh_from_db()
    newcomer = Employer.objects.get(neq=neq(77))
    assert (member_list.status, newcomer.standing) == ("SUBMITTED", "UNVERIFIED")
    assert [r.employer for r in member_list.rows.all()] == [cast.bakery, newcomer]


def test_confirm_leaves_register_as_it_was(cast):
    member_list = upload(cast, csv_file(row(cast.bakery, employer_name="Autre nom inc.")))

    lists.confirm(actor=cast.hubert, member_list=member_list)

    cast.bakery.refresh_from_db()
    assert cast.bakery.name == "Boulangerie Quatre-Temps inc."


def test_refuse_second_confirmation(cast):
    member_list = upload(cast, csv_file(row(cast.bakery)))
    lists.confirm(actor=cast.hubert, member_list=member_list)

    with pytest.raises(BusinessError):
        lists.confirm(actor=cast.hubert, member_list=member_list)

    assert AuditEntry.objects.filter(verb="confirm").count() == 1


def test_abandon_keeps_trace_without_rows(cast):
    member_list = upload(cast, csv_file(row(cast.bakery)))

    lists.abandon(actor=cast.hubert, member_list=member_list)

    member_list.refresh_from_db()
    assert (member_list.status, member_list.rows.count()) == ("ABANDONED", 0)
