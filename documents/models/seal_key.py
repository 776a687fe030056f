"""The keys of the seal: their certificates stay for ever; the private halves never come here."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEY_ID = 4  # bytes of the fingerprint by which a QR names the key that signed it


class SealKey(models.Model):
    """The certificate (X.509, DER) of a key that seals, or has sealed."""

    fingerprint = models.CharField(_("empreinte"), max_length=64, unique=True)
    certificate = models.BinaryField(_("certificat"))
    made_at = models.DateTimeField(_("créée le"), default=timezone.now)
    retired_at = models.DateTimeField(_("retirée le"), null=True)

    class Meta:
        verbose_name = _("clé du sceau")
        verbose_name_plural = _("clés du sceau")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.fingerprint[:16]

    @property
    def key_id(self) -> bytes:
        return bytes.fromhex(self.fingerprint)[:KEY_ID]
