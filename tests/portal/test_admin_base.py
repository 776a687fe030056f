from portal.admin_base import CappedPaginator
from portal.models import Employer


class ToTwo(CappedPaginator):
    CAP = 2


def test_count_exactly_up_to_cap(cast):
    paginator = ToTwo(Employer.objects.order_by("pk"), 1)

    assert (paginator.count, paginator.is_capped) == (2, False)


def test_count_no_further_than_cap(cast, django_assert_num_queries):
    Employer.objects.create(number="ENL00000009", name="Ferme", street="1", city="Lévis")
    paginator = ToTwo(Employer.objects.order_by("pk"), 1)

    with django_assert_num_queries(1):
        counted = (paginator.count, paginator.is_capped, paginator.num_pages)

    assert counted == (2, True, 2)


def test_say_more_than_cap(client, cast, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "CAP", 1)
    client.force_login(cast.simon)

    html = client.get("/admin/portal/employer/").content.decode()

    assert "plus de 1 employeur" in " ".join(html.split())
