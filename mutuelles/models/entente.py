"""The yearly Entente of a mutuelle, and the editions of its text."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mutuelles.entente_text.model import Edition
from mutuelles.models.membership import Membership, MembershipQuerySet
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


class EntenteQuerySet(models.QuerySet["Entente"]):
    def visible_to(self, user: User) -> Self:
        """Those of the mutuelles that one may see, and those that bind one's own employers."""
        own = Membership.objects.acted_for(user).filter(
            mutuelle=OuterRef("mutuelle"), year=OuterRef("year")
        )
        managed = Q(mutuelle__in=Mutuelle.objects.visible_to(user).values("pk"))
        return self.filter(managed | Exists(own))


class Entente(models.Model):
    """« Entente relative au regroupement d'employeurs… »: one per mutuelle and year.

    `facts` are what fills the text of the edition for this mutuelle, by name of the place, as they
    were when the Entente was concluded: text and facts, never edited (trigger), are what is signed.
    """

    mutuelle = models.ForeignKey(Mutuelle, models.PROTECT, related_name="ententes")
    year = models.PositiveSmallIntegerField(_("année"))
    edition = models.ForeignKey(EntenteEdition, models.PROTECT, verbose_name=_("texte"))
    concluded_on = models.DateField(_("créée le"))
    due_on = models.DateField(_("signature due le"))
    facts = models.JSONField(_("mentions propres à la mutuelle"))
    # of the text as this mutuelle signs it, its own facts filled in
    text_sha256 = models.CharField(_("empreinte du texte"), max_length=64)
    closed_on = models.DateField(_("signatures closes le"), null=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("closes par")
    )

    objects = EntenteQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entente")
        constraints = [
            models.UniqueConstraint(fields=["mutuelle", "year"], name="entente_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.mutuelle.number} {self.year}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def text(self) -> Edition:
        """The text that the members of this mutuelle sign, word for word."""
        return self.edition.text.filled(self.facts)

    @property
    def members(self) -> MembershipQuerySet:
        """Whom it binds, signed or not: who was excluded or has left is a member no more."""
        return Membership.objects.active(self.year).filter(mutuelle=self.mutuelle_id)
