"""What the console tells of a request that was refused."""

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def console(monkeypatch):
    """What goes to the standard error of the portal."""
    told = io.StringIO()
    for handler in logging.getLogger().handlers:
        if type(handler) is logging.StreamHandler:
            monkeypatch.setattr(handler, "stream", told)
    return told


def test_mask_link_of_invitation(db, console):
    address = reverse("portal:invitation", args=["jeton-vivant"])

    Client(enforce_csrf_checks=True).post(address, {"password1": "x"})

    assert console.getvalue() == "Forbidden (CSRF cookie not set.): /invitation/…/\n"


def test_mask_link_of_new_password(db, console):
    address = reverse("account_reset_password_from_key", args=["1a", "cle-vivante"])

    Client(enforce_csrf_checks=True).post(address, {"password1": "x"})

    assert console.getvalue() == (
        "Forbidden (CSRF cookie not set.): /compte/mot-de-passe/nouveau/…/\n"
    )


def test_tell_other_addresses_whole(db, console):
    Client().get("/nulle-part/ailleurs/")

    assert console.getvalue() == "Not Found: /nulle-part/ailleurs/\n"
