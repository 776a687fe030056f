"""What people of the journeys do before anything else."""

from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD


def signed_in(email: str, password: str = PASSWORD) -> Client:
    """A browser of one's own, after the form of the entrance."""
    client = Client()
    address = reverse("account_login")
    response = client.post(address, {"login": email, "password": password})
    assert response.url == reverse("documents:start")
    return client
