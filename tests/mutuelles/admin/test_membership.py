import pytest
from django.urls import reverse

from tests.cast import member

LIST = reverse("admin:mutuelles_membership_changelist")


@pytest.mark.parametrize("text", ["mut00042", "boulangerie", "1199000010"])
def test_search_by_mutuelle_or_employer(client, cast, text):
    membership = member(cast.mutuelle, cast.bakery)
    member(cast.other_mutuelle, cast.garage)
    client.force_login(cast.simon)

    rows = client.get(LIST, {"q": text}).context["cl"].result_list

    assert list(rows) == [membership]


@pytest.mark.parametrize(("year", "count"), [("2022", 1), ("2021", 0), ("deux", 1)])
def test_filter_by_year(client, cast, year, count):
    member(cast.mutuelle, cast.bakery)
    client.force_login(cast.simon)

    rows = client.get(LIST, {"year": year}).context["cl"].result_list

    assert len(rows) == count
