"""Debian's Chromium for the journeys, with the portal served to it."""

import os
from collections.abc import Callable

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import FSFilesHandler
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD

CHROMIUM = "/usr/bin/chromium"

# Playwright keeps a loop running in this thread, and Django then fears for its connections; here
# nothing else runs beside the test
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


# a page takes its time on a busy machine; one that is there is seen at once
expect.set_options(timeout=20_000)


@pytest.fixture(autouse=True, scope="session")
def files_as_in_production():
    """Static files by WhiteNoise: the handler of pytest-django does not know their fingerprinted
    names. Stored files by our pages alone: Django's live server would give any of them to anyone.
    """
    with pytest.MonkeyPatch.context() as patch:
        for handler in (StaticFilesHandler, FSFilesHandler):
            patch.setattr(handler, "_should_handle", lambda self, path: False)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "fr-CA"}


SignIn = Callable[..., None]


@pytest.fixture
def sign_in(live_server) -> SignIn:
    """Enter by the form, as a person does."""

    def fill(page: Page, email: str, password: str = PASSWORD) -> None:
        page.goto(live_server.url)
        page.get_by_label("Adresse courriel").fill(email)
        page.get_by_label("Mot de passe", exact=True).fill(password)
        page.get_by_role("button", name="Ouvrir une session").click()

    return fill
