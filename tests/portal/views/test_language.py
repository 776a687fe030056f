import pytest
from django.urls import reverse

from tests.journeys.reading import Page, words


@pytest.mark.django_db
def test_show_english_once_chosen(client):
    address = reverse("account_login")
    assert words(Page(client.get(address)).root.find(".//h1")) == "Ouvrir une session"

    response = client.post(reverse("set_language"), {"language": "en", "next": address})

    page = Page(client.get(response.url))
    assert page.root.get("lang") == "en"
    assert words(page.root.find(".//h1")) == "Sign in"


@pytest.mark.django_db
def test_show_french_by_default(client):
    page = Page(client.get(reverse("account_login")))

    assert page.root.get("lang") == "fr"


def test_speak_french_to_browser_set_up_in_english(client, db):
    answer = client.get(reverse("account_login"), headers={"accept-language": "en-US,en;q=0.9"})

    assert answer.headers["Content-Language"] == "fr"
    assert '<html lang="fr' in answer.content.decode()
