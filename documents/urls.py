"""Addresses of the floor `documents`."""

app_name = "documents"
urlpatterns = []
