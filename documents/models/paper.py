"""The paper that documents are printed on: versions of its templates, and what they compile to."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models.user import User


class PaperVersionQuerySet(models.QuerySet["PaperVersion"]):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)


class PaperVersion(models.Model):
    """The templates and the style sheet of all papers, by file name.

    A draft changes; once published, a version is never edited and is kept for ever (triggers):
    documents of many years ago are still printed from it.
    """

    number = models.PositiveSmallIntegerField(_("numéro"), unique=True)
    sources = models.JSONField(_("gabarits"))
    # fonts and pictures are files of the portal: this tells which ones the version was made with
    assets = models.CharField(_("empreinte des images et des polices"), max_length=64)
    note = models.CharField(_("ce qui change"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    published_at = models.DateTimeField(_("publiée le"), null=True)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("publiée par")
    )

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version du papier")
        verbose_name_plural = _("versions du papier")
        ordering = ["-number"]
        permissions = [("publish_paperversion", _("Peut publier une version du papier"))]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class PaperPart(models.Model):
    """A compiled template (documents/pdf/shelf.py): what documents are made of, kept for ever."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("gabarit compilé")
        verbose_name_plural = _("gabarits compilés")

    def __str__(self) -> str:
        return self.key[:16]


class PaperBlob(models.Model):
    """What compiled templates share: fonts, pictures, long runs of operators; named by its hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("objet de gabarit")
        verbose_name_plural = _("objets de gabarits")

    def __str__(self) -> str:
        return self.sha256[:16]
