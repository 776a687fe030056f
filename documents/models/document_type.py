"""What can be issued: types of documents by subject, with the words of their page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.choices import Subject

OFFICIAL_INFORMATION = "information-officielle"
EXCLUSION_LETTER = "lettre-exclusion"


class Contact(models.Model):
    """The block « Pour nous joindre » of a document's page."""

    name = models.CharField(_("service"), max_length=200, unique=True)
    purpose = models.CharField(_("objet"), max_length=250)
    email = models.EmailField(_("courriel"))
    phone = models.CharField(_("téléphone"), max_length=30)
    fax = models.CharField(_("télécopieur"), max_length=30, blank=True)
    address = models.TextField(_("adresse postale"))

    class Meta:
        verbose_name = _("coordonnées")
        verbose_name_plural = _("coordonnées")

    def __str__(self) -> str:
        return self.name


class Publication(models.Model):
    """« Information supplémentaire, publication(s) »."""

    title = models.CharField(_("titre"), max_length=200, unique=True)
    url = models.CharField(_("adresse"), max_length=200)
    kind = models.CharField(_("genre"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("publication")

    def __str__(self) -> str:
        return self.title


class DocumentType(models.Model):
    code = models.SlugField(_("code"), max_length=50, unique=True)
    subject = models.CharField(_("sujet"), max_length=20, choices=Subject)
    title = models.CharField(_("titre"), max_length=150)
    summary = models.TextField(_("ce que le document contient"))
    important = models.TextField(_("IMPORTANT"), blank=True)
    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name=_("coordonnées"))
    publications = models.ManyToManyField(Publication, blank=True, verbose_name=_("publications"))

    class Meta:
        verbose_name = _("type de document")
        verbose_name_plural = _("types de documents")
        ordering = ["subject", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_official_information(self) -> bool:
        return self.code == OFFICIAL_INFORMATION
