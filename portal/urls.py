"""All addresses: the ground floor's own, and the other floors by name."""

from allauth.account import views as account
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.templatetags.static import static
from django.urls import include, path, re_path
from django.utils.functional import lazy
from django.views.generic import RedirectView
from django.views.i18n import set_language

from portal.views.account import accept_invitation
from portal.views.employer import employer_choose
from portal.views.page import page

# found at the first request: its name may carry a hash
FAVICON = lazy(static, str)("portal/favicon.svg")

portal_patterns = [
    # browsers ask for it here, whatever the pages say
    path("favicon.ico", login_not_required(RedirectView.as_view(url=FAVICON)), name="favicon"),
    path("agir-pour/", employer_choose, name="employer_choose"),
    path("invitation/<str:token>/", accept_invitation, name="invitation"),
    path("pages/<slug:slug>/", page, name="page"),
]

# allauth's views one by one: an address, once given by invitation, is not changed by its owner
account_patterns = [
    path("ouvrir/", account.login, name="account_login"),
    path("fermer/", account.logout, name="account_logout"),
    path("inactif/", account.account_inactive, name="account_inactive"),
    path("inscription/", account.signup, name="account_signup"),  # says that it is closed
    path("confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/", account.password_change, name="account_change_password"),
    path("mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/nouveau/fait/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include((portal_patterns, "portal"))),
    path("", include("documents.urls")),
    path("", include("mutuelles.urls")),
    path("compte/", include(account_patterns)),
    path("langue/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
