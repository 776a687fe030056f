"""The yearly Entente of a mutuelle, and the editions of its text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mutuelles.entente_text.model import Edition
from mutuelles.models.mutuelle import Mutuelle
from portal.models.user import User


class EntenteEdition(models.Model):
    """The text for one year, clauses as data; the database refuses to change a published one."""

    year = models.PositiveSmallIntegerField(_("année"), unique=True)
    clauses = models.JSONField(_("clauses"))
    sha256 = models.CharField(_("empreinte"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("texte de l’Entente")
        verbose_name_plural = _("textes de l’Entente")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def text(self) -> Edition:
        return Edition.from_json(self.clauses)


class Entente(models.Model):
    """« Entente relative au regroupement d'employeurs… »: one per mutuelle and year."""

    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="ententes")
    year = models.PositiveSmallIntegerField(_("année"))
    edition = models.ForeignKey(EntenteEdition, models.PROTECT, verbose_name=_("texte"))
    concluded_on = models.DateField(_("créée le"))
    due_on = models.DateField(_("signature due le"))
    # of the text as this mutuelle signs it, its own facts filled in
    text_sha256 = models.CharField(_("empreinte du texte"), max_length=64, blank=True)
    closed_on = models.DateField(_("signatures closes le"), null=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("closes par")
    )

    class Meta:
        verbose_name = _("Entente")
        constraints = [
            models.UniqueConstraint(fields=["mutuelle", "year"], name="entente_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.mutuelle.number} {self.year}"
