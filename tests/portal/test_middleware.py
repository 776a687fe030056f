import pytest
from django.conf import settings


@pytest.mark.parametrize(
    "address",
    ["/documents/%00/", "/invitation/\0/", "/admin/portal/user/?q=%00", "/accueil/?o=a\0"],
)
def test_refuse_nul_in_address(client, cast, address):
    client.force_login(cast.odile)

    answer = client.get(address)

    assert (answer.status_code, answer.templates[0].name) == (400, "400.html")


def test_refuse_nul_in_session_cookie(client, db):
    cookie = f'{settings.SESSION_COOKIE_NAME}="aaaaaaaaaa\\000"'

    answer = client.get("/documents/", headers={"cookie": cookie})

    assert answer.status_code == 400


class Unread:
    """A body that nobody may read."""

    def read(self, *arguments):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("address", ["/verifier/", "/admin/login/", "/absente/"])
def test_refuse_heavy_body_without_reading_it(client, db, address):
    body = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(300 * 1024 * 1024)}

    answer = client.post(address, content_type="multipart/form-data; boundary=b", **body)

    assert (answer.status_code, answer.templates[0].name) == (413, "413.html")


def test_take_a_list_of_the_largest_size_in_utf_16(client, db, settings):
    body = {"CONTENT_LENGTH": str(2 * settings.LIST_MAX_MEGABYTES * 1024 * 1024)}

    answer = client.post("/absente/", content_type="text/plain", **body)

    assert answer.status_code == 404
