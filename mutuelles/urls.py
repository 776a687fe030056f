"""Addresses of the floor `mutuelles`."""

app_name = "mutuelles"
urlpatterns = []
