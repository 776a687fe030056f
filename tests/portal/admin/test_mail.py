import re

import pytest
from django.urls import reverse

from portal.models import OutgoingMail
from portal.services import account
from tests.cast import person, staff


@pytest.fixture
def page(cast) -> str:
    account.invite(actor=cast.odile, email="neuve@pain.example", name="Nadia <b>Bois</b>")
    return reverse("admin:portal_outgoingmail_change", args=[OutgoingMail.objects.get().pk])


def test_read_mail_with_link(client, cast, page):
    client.force_login(cast.odile)

    html = client.get(page).content.decode()

    links = re.findall(r'<a href="(http[^"]*)">', html)
    link = re.search(r"http\S+/invitation/\S+", OutgoingMail.objects.get().body)[0]
    assert links == [link]
    assert "Nadia &lt;b&gt;Bois&lt;/b&gt;" in html


def test_leave_foreign_address_as_text(client, cast, page):
    OutgoingMail.objects.update(body="http://ailleurs.example/invitation/\n")
    client.force_login(cast.odile)

    html = client.get(page).content.decode()

    assert re.findall(r'<a href="(http[^"]*)">', html) == []


def test_hide_text_outside_demo(client, cast, page, settings):
    settings.PORTAL_KEEP_MAIL = False
    client.force_login(cast.odile)

    html = client.get(page).content.decode()

    assert re.findall(r"/invitation/", html) == []


def test_hide_text_to_who_may_not_change_the_account(client, cast):
    root = person("racine@guichet.example", "Racine", is_staff=True, is_superuser=True)
    account.send_invitation(actor=None, user=root)
    client.force_login(cast.odile)

    html = client.get(
        reverse("admin:portal_outgoingmail_change", args=[OutgoingMail.objects.get().pk])
    ).content.decode()

    assert re.findall(r"/invitation/", html) == []


@pytest.mark.parametrize(
    "lookup",
    [
        "portal_user_changelist?password__startswith=pbkdf2",
        "portal_user_changelist?invitations__digest__startswith=a",
        "portal_outgoingmail_changelist?body__contains=invitation",
        "portal_invitation_changelist?digest__startswith=a",
        "portal_invitation_changelist?user__password__startswith=pbkdf2",
    ],
)
def test_refuse_filter_that_guesses_secret(client, cast, page, lookup):
    client.force_login(staff("alice@guichet.example", "Alice Roy", "approbation"))
    name, query = lookup.split("?")

    answer = client.get(f"{reverse(f'admin:{name}')}?{query}")

    assert answer.status_code == 400
