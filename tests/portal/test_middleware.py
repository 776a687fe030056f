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
