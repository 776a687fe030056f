"""Keys of the seal, to read: a command makes and rotates them."""

import ssl

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from documents.models import SealKey
from portal.admin_base import ReadOnly


@admin.register(SealKey)
class SealKeyAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["fingerprint", "made_at", "retired_at"]
    fields = ["fingerprint", "made_at", "retired_at", "pem"]

    @admin.display(description=_("certificat"))
    def pem(self, key: SealKey) -> str:
        return ssl.DER_cert_to_PEM_cert(bytes(key.certificate))
