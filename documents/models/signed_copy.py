"""The copy of a closed Entente that bears every signature."""

from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.document import IssuedFile
from documents.models.seal_key import SealKey
from mutuelles.models import Entente, Mutuelle
from portal.models.user import User


class SignedCopyQuerySet(models.QuerySet["SignedCopy"]):
    def visible_to(self, user: User) -> Self:
        """Managers of the mutuelle and staff: a member sees no other member."""
        return self.filter(entente__mutuelle__in=Mutuelle.objects.visible_to(user))


class SignedCopy(IssuedFile):
    """What the manager keeps (clause 7.6): text and signatures, sealed, for no employer.

    Laid out for itself alone, it is not made again: its bytes are in the storage.
    """

    entente = models.OneToOneField(Entente, models.PROTECT, related_name="signed_copy")
    number = models.CharField(_("numéro"), max_length=40, unique=True)
    snapshot = models.JSONField(_("ce que dit l’exemplaire"))
    key = models.ForeignKey(
        SealKey, models.PROTECT, related_name="+", verbose_name=_("clé du sceau"), db_index=False
    )
    issued_on = models.DateField(_("date d’émission"))
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SignedCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemplaire signé")
        verbose_name_plural = _("exemplaires signés")
        indexes = [models.Index(fields=["sha256"], name="signed_copy_file")]

    def __str__(self) -> str:
        return self.number

    @property
    def says(self) -> dict[str, Any]:
        """What whoever holds the file may hold it against: no member is named."""
        return {
            "mutuelle": self.snapshot["mutuelle"],
            "firm": self.snapshot["firm"],
            "signatures": len(self.snapshot["signatures"]),
            "issued_on": self.issued_on,
        }
