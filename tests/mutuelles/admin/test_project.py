from django.urls import reverse

from tests.projects import draft, submitted


def test_list_projects_of_a_state(client, cast):
    draft(cast, cast.other_mutuelle)
    project = submitted(cast)
    client.force_login(cast.simon)

    answer = client.get(reverse("admin:mutuelles_project_changelist"), {"status": "SUBMITTED"})

    assert list(answer.context["cl"].result_list) == [project]


def test_read_a_project(client, cast):
    project = submitted(cast)
    client.force_login(cast.odile)

    answer = client.get(reverse("admin:mutuelles_project_change", args=[project.pk]))

    assert (answer.status_code, answer.context["has_change_permission"]) == (200, False)
