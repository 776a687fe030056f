"""The mutuelles of a manager, a new one, and the table of states."""

import pytest
from django.urls import reverse

from mutuelles import states
from mutuelles.choices import Step
from mutuelles.models import Firm, ManagerMandate, Mutuelle, Project
from tests.cast import TODAY, YEAR, employer
from tests.cast import member as membership
from tests.projects import draft, member


def test_list_a_card_per_mutuelle(client, cast):
    member(draft(cast), cast.bakery)
    membership(cast.mutuelle, cast.bakery, YEAR)
    client.force_login(cast.hubert)

    context = client.get(reverse("mutuelles:list")).context

    [card] = context["cards"]
    assert (card["mutuelle"], card["project"]) == (cast.mutuelle, Project.objects.get())
    assert (card["members"], card["declared"]) == (0, 1)
    assert (card["next"].step, card["next"].when) == (Step.SIGNATURE, "dans 15 jours")


def test_list_those_of_no_one(client, cast):
    client.force_login(cast.serge)

    context = client.get(reverse("mutuelles:list")).context

    assert (context["cards"], context["may_found"]) == ([], False)


@pytest.mark.parametrize("more", [0, 2])
def test_list_in_as_many_queries_whatever_the_mutuelles(
    client, cast, more, django_assert_num_queries
):
    client.force_login(cast.odile)
    for serial in range(more):
        number = f"MUT0010{serial}"
        mutuelle = Mutuelle.objects.create(number=number, name="Autre", firm=cast.firm)
        member(draft(cast, mutuelle), employer(20 + serial, f"Ferme {serial} inc."))
    client.get(reverse("mutuelles:list"))

    with django_assert_num_queries(18):
        client.get(reverse("mutuelles:list"))


def test_list_page_by_page(client, cast):
    for serial in range(30):
        Mutuelle.objects.create(number=f"MUT001{serial:02d}", name="Autre", firm=cast.firm)
    client.force_login(cast.odile)

    first = client.get(reverse("mutuelles:list")).context
    second = client.get(reverse("mutuelles:list") + first["older_url"]).context

    assert [len(page["cards"]) for page in (first, second)] == [20, 12]
    assert second["cards"][-1]["mutuelle"].number == "MUT00129"


def test_found_a_mutuelle(client, cast):
    client.force_login(cast.hubert)

    answer = client.post(
        reverse("mutuelles:project_new"), {"name": "Mutuelle du sel", "firm": cast.firm.pk}
    )

    assert answer.url == reverse("mutuelles:project_edit", args=["MUT00044", YEAR])
    assert Mutuelle.objects.get(number="MUT00044").name == "Mutuelle du sel"


def test_found_a_mutuelle_for_another_s_firm(client, cast):
    client.force_login(cast.rita)

    answer = client.post(
        reverse("mutuelles:project_new"), {"name": "Mutuelle du sel", "firm": cast.firm.pk}
    )

    assert list(answer.context["form"].errors) == ["firm"]


def test_choose_among_the_firms_of_one_s_mandates(client, cast):
    ManagerMandate.objects.create(user=cast.hubert, firm=cast.other_mutuelle.firm, starts_on=TODAY)
    client.force_login(cast.hubert)

    form = client.get(reverse("mutuelles:project_new")).context["form"]

    assert list(form.fields["firm"].queryset) == list(Firm.objects.all())


def test_show_every_state(client, cast):
    client.force_login(cast.simon)

    answer = client.get(reverse("mutuelles:states"))

    assert answer.context["machines"] == states.MACHINES
