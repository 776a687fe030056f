import re

import pytest
from django.urls import reverse

from portal.models import OutgoingMail
from portal.services import account


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
