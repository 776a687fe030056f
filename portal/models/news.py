"""« Quoi de neuf »: dated items of the home page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class News(models.Model):
    published_on = models.DateField(_("date"))
    title = models.CharField(_("titre"), max_length=150)
    body = models.TextField(_("texte"), blank=True)

    class Meta:
        verbose_name = _("nouvelle")
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title
