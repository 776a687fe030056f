"""All addresses: the ground floor's own, and the other floors by name."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from portal.views.account import accept_invitation
from portal.views.employer import employer_choose
from portal.views.page import page

portal_patterns = [
    path("agir-pour/", employer_choose, name="employer_choose"),
    path("invitation/<str:token>/", accept_invitation, name="invitation"),
    path("pages/<slug:slug>/", page, name="page"),
]

urlpatterns = [
    path("", include((portal_patterns, "portal"))),
    path("", include("documents.urls")),
    path("", include("mutuelles.urls")),
    path("compte/", include("allauth.account.urls")),
    path("langue/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
