import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.models import AuditEntry, Invitation, OutgoingMail, User
from portal.services import account
from tests.cast import person, staff

ADD = reverse("admin:portal_user_add")
LIST = reverse("admin:portal_user_changelist")
NO_MANDATE = {"mandates-TOTAL_FORMS": 0, "mandates-INITIAL_FORMS": 0}


def page_of(user: User) -> str:
    return reverse("admin:portal_user_change", args=[user.pk])


def filled(email: str, name: str, *groups: str, **more: object) -> dict[str, object]:
    chosen = list(Group.objects.filter(name__in=groups).values_list("pk", flat=True))
    return NO_MANDATE | {"email": email, "name": name, "groups": chosen} | more


@pytest.fixture
def approver(cast) -> User:
    """May add and change people, but has no right of study."""
    return staff("alice@guichet.example", "Alice Roy", "approbation")


@pytest.fixture
def root(db) -> User:
    return person("racine@guichet.example", "Racine", is_staff=True, is_superuser=True)


def test_add_person_mails_link(client, cast):
    client.force_login(cast.odile)

    client.post(ADD, filled("Neuve@Pain.example", "Nadia Bois"))

    user = User.objects.get(email="neuve@pain.example")
    assert (user.has_usable_password(), user.is_staff) == (False, False)
    assert OutgoingMail.objects.get().recipient == "neuve@pain.example"
    assert list(AuditEntry.objects.values_list("actor", "verb", "subject")) == [
        (cast.odile.pk, "add", f"portal.user:{user.pk}"),
        (cast.odile.pk, "invite", f"portal.user:{user.pk}"),
    ]


def test_add_staff_with_own_groups(client, approver):
    client.force_login(approver)

    client.post(ADD, filled("neuve@guichet.example", "Nadia Bois", "approbation", is_staff="on"))

    user = User.objects.get(email="neuve@guichet.example")
    assert [group.name for group in user.groups.all()] == ["approbation"]


def test_refuse_group_that_actor_lacks(client, approver):
    client.force_login(approver)

    answer = client.post(ADD, filled("neuve@guichet.example", "Nadia", "étude", is_staff="on"))

    assert list(answer.context["adminform"].form.errors) == ["groups"]
    assert not User.objects.filter(email="neuve@guichet.example").exists()


def test_refuse_group_of_person_outside_staff(client, cast):
    client.force_login(cast.odile)

    answer = client.post(ADD, filled("neuve@pain.example", "Nadia Bois", "étude"))

    assert answer.context["errors"] == [["Un groupe se donne à un membre du personnel."]]


def test_ignore_superuser_typed_by_staff(client, cast):
    client.force_login(cast.odile)

    client.post(page_of(cast.maude), filled(cast.maude.email, "Maude", is_superuser="on"))

    cast.maude.refresh_from_db()
    assert (cast.maude.name, cast.maude.is_superuser) == ("Maude", False)


def test_refuse_own_promotion(client, approver):
    client.force_login(approver)

    client.post(page_of(approver), filled(approver.email, "Alice", "étude", is_staff="on"))

    assert [group.name for group in approver.groups.all()] == ["approbation"]


def test_refuse_change_of_superuser(client, cast, root):
    client.force_login(cast.odile)

    answer = client.post(page_of(root), filled("odile2@guichet.example", "Racine"))

    root.refresh_from_db()
    assert (answer.status_code, root.email) == (403, "racine@guichet.example")


def test_refuse_change_of_staff_who_may_more(client, cast, approver):
    client.force_login(approver)

    answer = client.post(page_of(cast.odile), filled("alice2@guichet.example", "Odile"))

    cast.odile.refresh_from_db()
    assert (answer.status_code, cast.odile.email) == (403, "odile@guichet.example")


def test_superuser_gives_rights(client, cast, root):
    client.force_login(root)

    client.post(page_of(cast.simon), filled(cast.simon.email, "Simon", "étude", is_staff="on"))

    assert [group.name for group in cast.simon.groups.all()] == ["étude"]


def test_page_holds_no_password(client, cast):
    client.force_login(cast.odile)

    answer = client.get(page_of(cast.maude))

    assert cast.maude.password not in answer.content.decode()
    assert list(answer.context["adminform"].form.fields) == [
        "email",
        "name",
        "is_staff",
        "groups",
        "is_active",
    ]


def test_invite_again_only_who_has_no_password(client, cast):
    waiting = User.objects.create_user("neuve@pain.example", name="Nadia Bois")
    client.force_login(cast.odile)

    client.post(LIST, {"action": "invite_again", "_selected_action": [waiting.pk, cast.maude.pk]})

    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["neuve@pain.example"]


def test_refuse_change_by_consultation(client, cast):
    client.force_login(cast.simon)

    read = client.get(page_of(cast.maude))
    written = client.post(page_of(cast.maude), filled("x@pain.example", "X"))

    assert (read.status_code, written.status_code) == (200, 403)


def test_refuse_groups_to_staff(client, cast):
    client.force_login(cast.odile)

    answer = client.get(reverse("admin:auth_group_changelist"))

    assert answer.status_code == 403


def test_end_invitations_when_address_changes(client, cast):
    waiting = account.invite(actor=cast.odile, email="fautive@pain.example", name="Nadia Bois")
    client.force_login(cast.odile)

    client.post(page_of(waiting), filled("juste@pain.example", "Nadia Bois", is_active="on"))

    waiting.refresh_from_db()
    assert waiting.email == "juste@pain.example"
    assert not Invitation.objects.open().exists()


def test_keep_invitation_when_name_changes(client, cast):
    waiting = account.invite(actor=cast.odile, email="neuve@pain.example", name="Nadia")
    client.force_login(cast.odile)

    client.post(page_of(waiting), filled("Neuve@pain.example", "Nadia Bois", is_active="on"))

    waiting.refresh_from_db()
    assert waiting.name == "Nadia Bois"
    assert Invitation.objects.open().count() == 1
