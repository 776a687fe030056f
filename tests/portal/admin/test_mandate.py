"""Staff give mandates to others; another gives theirs."""

import pytest
from django.urls import reverse

from portal.models import Employer, Mandate, User
from tests.cast import mandate, person, staff

ADD = reverse("admin:portal_mandate_add")
NONE = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


@pytest.fixture
def approver(cast) -> User:
    return staff("alice@guichet.example", "Alice Roy", "approbation")


def filled(user: User, employer: Employer, starts_on: str = "2021-12-16") -> dict[str, object]:
    return {
        "user": user.pk,
        "employer": employer.pk,
        "role": "DESIGNATED",
        "starts_on": starts_on,
    }


def in_formset(*rows: dict[str, object], known: int = 0) -> dict[str, object]:
    cells = {
        f"mandates-{n}-{key}": value for n, row in enumerate(rows) for key, value in row.items()
    }
    return cells | {"mandates-TOTAL_FORMS": len(rows), "mandates-INITIAL_FORMS": known}


def test_give_mandate_to_somebody_else(client, cast, approver):
    client.force_login(approver)

    client.post(ADD, filled(cast.maude, cast.garage))

    assert Mandate.objects.filter(user=cast.maude, employer=cast.garage).exists()


def test_refuse_mandate_to_oneself(client, cast, approver):
    client.force_login(approver)

    answer = client.post(ADD, filled(approver, cast.bakery))

    assert answer.context["errors"] == [["Un autre membre du personnel donne votre mandat."]]
    assert not Mandate.objects.filter(user=approver).exists()


def test_refuse_mandate_to_oneself_on_own_page(client, cast, approver):
    client.force_login(approver)
    page = reverse("admin:portal_user_change", args=[approver.pk])
    person = {"email": approver.email, "name": approver.name, "is_staff": "on", "is_active": "on"}

    client.post(page, person | in_formset(filled(approver, cast.bakery)))

    assert not Mandate.objects.filter(user=approver).exists()


def test_refuse_to_extend_own_mandate(client, cast, approver):
    own = mandate(approver, cast.bakery, ends_on="2021-12-01")
    client.force_login(approver)
    page = reverse("admin:portal_mandate_change", args=[own.pk])

    client.post(page, filled(cast.maude, cast.garage) | {"starts_on": "2020-01-01"})

    own.refresh_from_db()
    assert (own.user, own.employer) == (approver, cast.bakery)


def test_save_employer_beside_own_mandate(client, cast):
    own = mandate(cast.odile, cast.garage)
    client.force_login(cast.odile)
    page = reverse("admin:portal_employer_change", args=[cast.garage.pk])
    form = client.get(page).context["adminform"].form
    rows = [
        filled(one.user, cast.garage, "2020-01-01") | {"id": one.pk}
        for one in (cast.garage.mandates.exclude(pk=own.pk).get(), own)
    ]
    places = {f"establishments-{key}": value for key, value in NONE.items()}

    client.post(
        page,
        form.initial | {"number": "", "city": "Québec"} | places | in_formset(*rows, known=2),
    )

    cast.garage.refresh_from_db()
    assert cast.garage.city == "Québec"


def test_superuser_gives_own_mandate(client, cast):
    root = person("racine@guichet.example", "Racine", is_staff=True, is_superuser=True)
    client.force_login(root)

    client.post(ADD, filled(root, cast.bakery))

    assert Mandate.objects.filter(user=root).exists()
