import pytest
from django.urls import reverse

from portal.choices import Standing
from portal.models import AuditEntry, Employer
from tests.cast import employer

LIST = reverse("admin:portal_employer_changelist")


def found(client, url: str, text: str) -> list[str]:
    return [str(row) for row in client.get(url, {"q": text}).context["cl"].result_list]


@pytest.mark.parametrize("text", ["1199000010", "enl00000007", "Épicerie", "epicerie dû"])
def test_search_by_number_or_name(client, cast, text):
    shop = employer(7, "Épicerie du Port", number="ENL00000007")
    Employer.objects.filter(pk=cast.bakery.pk).update(neq=None, number="ENL00000008")
    Employer.objects.filter(pk=shop.pk).update(neq="1199000010")
    client.force_login(cast.simon)

    rows = found(client, LIST, text)

    assert rows == ["Épicerie du Port"]


def test_search_establishments_through_employer(client, cast):
    client.force_login(cast.simon)

    rows = found(client, reverse("admin:portal_establishment_changelist"), "garage")

    assert rows == ["Garage du Rang ltée 1 (ETA000002001)"]


def test_search_establishment_by_number(client, cast):
    client.force_login(cast.simon)

    rows = found(client, reverse("admin:portal_establishment_changelist"), "eta000001002")

    assert rows == ["Boulangerie Quatre-Temps inc. 2 (ETA000001002)"]


def test_search_mandate_by_address(client, cast):
    client.force_login(cast.simon)

    rows = found(client, reverse("admin:portal_mandate_changelist"), "Serge@garage.example")

    assert rows == ["Serge Roy — Garage du Rang ltée"]


def test_mark_unverified_leaves_one_line(client, cast):
    client.force_login(cast.odile)
    data = {"action": "mark_unverified", "_selected_action": [cast.bakery.pk]}

    client.post(LIST, data)
    client.post(LIST, data)

    cast.bakery.refresh_from_db()
    assert cast.bakery.standing == Standing.UNVERIFIED
    assert list(AuditEntry.objects.values_list("verb", "details")) == [
        ("mark_standing", {"before": "GOOD", "after": "UNVERIFIED"})
    ]


def test_change_by_form_leaves_line(client, cast):
    client.force_login(cast.odile)
    page = reverse("admin:portal_employer_change", args=[cast.garage.pk])
    form = client.get(page).context["adminform"].form
    none = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    formsets = {f"{p}-{k}": v for p in ("establishments", "mandates") for k, v in none.items()}

    client.post(page, form.initial | formsets | {"number": "", "city": "Québec"})

    assert list(AuditEntry.objects.values_list("verb", "subject", "details")) == [
        (
            "change",
            f"portal.employer:{cast.garage.pk}",
            {"changes": [{"changed": {"fields": ["Ville"]}}]},
        )
    ]


def test_refuse_mark_by_consultation(client, cast):
    client.force_login(cast.simon)

    client.post(LIST, {"action": "mark_unverified", "_selected_action": [cast.bakery.pk]})

    cast.bakery.refresh_from_db()
    assert cast.bakery.standing == Standing.GOOD
