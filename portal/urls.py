"""All addresses: the ground floor's own, and the other floors by name."""

from django.contrib import admin
from django.urls import include, path

from portal.views.account import InvitationView
from portal.views.employer import employer_choose
from portal.views.page import page

portal_patterns = [
    path("agir-pour/", employer_choose, name="employer_choose"),
    path("invitation/<str:token>/", InvitationView.as_view(), name="invitation"),
    path("pages/<slug:slug>/", page, name="page"),
]

urlpatterns = [
    path("", include((portal_patterns, "portal"))),
    path("", include("documents.urls")),
    path("", include("mutuelles.urls")),
    path("compte/", include("allauth.account.urls")),
    path("langue/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
