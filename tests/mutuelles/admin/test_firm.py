from django.urls import reverse

from portal.models import AuditEntry
from tests.cast import person


def test_give_mandate_on_page_of_firm(client, cast):
    root = person("racine@guichet.example", "Racine", is_staff=True, is_superuser=True)
    client.force_login(root)
    page = reverse("admin:mutuelles_firm_change", args=[cast.firm.pk])
    form = client.get(page).context["adminform"].form
    mutuelles = {"mutuelles-TOTAL_FORMS": 1, "mutuelles-INITIAL_FORMS": 1}
    mandates = {
        "mandates-TOTAL_FORMS": 1,
        "mandates-INITIAL_FORMS": 0,
        "mandates-0-firm": cast.firm.pk,
        "mandates-0-user": cast.maude.pk,
        "mandates-0-starts_on": "2021-12-16",
    }

    answer = client.post(page, form.initial | mutuelles | mandates)

    assert answer.status_code == 302
    assert [str(user.user) for user in cast.firm.mandates.order_by("id")] == [
        "Hubert Lacasse",
        "Maude Trépanier",
    ]
    assert AuditEntry.objects.get().details == {
        "changes": [
            {
                "added": {
                    "name": "mandat de gestionnaire",
                    "object": "Maude Trépanier — Gestion Prévaction inc.",
                }
            }
        ]
    }
