import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import BusinessError
from portal.models import Invitation, OutgoingMail, User
from portal.services import account

EMAIL = "neuf@ferme.example"
PASSWORD = "quatre saules au bord"


def link_of(mail: OutgoingMail) -> str:
    return re.search(r"/invitation/([\w-]+)/", mail.body)[1]


def invited() -> tuple[User, str]:
    user = account.invite(actor=None, email=EMAIL, name="Léa Neuf")
    return user, link_of(OutgoingMail.objects.get(recipient=EMAIL))


def test_invite_mails_link_to_new_account(db):
    user, _token = invited()

    mail = OutgoingMail.objects.get()
    assert mail.subject == "Votre accès au Guichet SST (simulation)"
    assert not user.has_usable_password()


def test_invite_leaves_known_account_alone(cast):
    user = account.invite(actor=None, email="MAUDE@pain.example", name="Autre")

    assert (user, OutgoingMail.objects.count()) == (cast.maude, 0)


def test_accept_invitation_sets_password_once(client, db):
    _user, token = invited()
    url = reverse("portal:invitation", args=[token])

    first = client.post(url, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    client.logout()
    second = client.get(url)

    assert (first.status_code, second.status_code) == (302, 404)
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


def test_refuse_invitation_past_its_end(db):
    _user, token = invited()
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    with pytest.raises(BusinessError):
        account.accept_invitation(token=token, password=PASSWORD)

    assert not User.objects.get(email=EMAIL).has_usable_password()


def test_refuse_invitation_of_account_that_has_a_password(client, db):
    user, token = invited()
    user.set_password("choisi sur une autre page")
    user.save()

    page = client.get(reverse("portal:invitation", args=[token]))
    with pytest.raises(BusinessError):
        account.accept_invitation(token=token, password=PASSWORD)

    assert page.status_code == 404
    assert User.objects.get(email=EMAIL).check_password("choisi sur une autre page")


def test_refuse_invitation_sent_to_former_address(client, db):
    user, token = invited()
    User.objects.filter(pk=user.pk).update(email="autre@ferme.example")

    page = client.get(reverse("portal:invitation", args=[token]))
    with pytest.raises(BusinessError):
        account.accept_invitation(token=token, password=PASSWORD)

    assert page.status_code == 404
    assert not User.objects.get(email="autre@ferme.example").has_usable_password()


def test_keep_page_of_invitation_out_of_caches(client, db):
    _user, token = invited()

    page = client.get(reverse("portal:invitation", args=[token]))

    assert (
        page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    )


def test_end_former_link_with_new_one(db):
    user, token = invited()

    account.send_invitation(actor=None, user=user)

    assert not Invitation.objects.for_token(token).exists()
    assert Invitation.objects.open().count() == 1


def test_keep_no_token_in_database(db):
    _user, token = invited()

    assert Invitation.objects.get().digest != token
