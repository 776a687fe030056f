"""Employers of the register and their establishments."""

import unicodedata
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower, Replace
from django.utils.translation import gettext_lazy as _

from portal import identifiers
from portal.choices import AccountKind, RatingMode, Standing


def _accent_table() -> tuple[str, str]:
    pairs = [(chr(c), unicodedata.normalize("NFD", chr(c))[0]) for c in range(0xC0, 0x17F)]
    pairs = [(letter, base) for letter, base in pairs if letter != base and base.isascii()]
    return "".join(letter for letter, _ in pairs), "".join(base for _, base in pairs)


ACCENTED, PLAIN = _accent_table()


def sort_key(text: str) -> str:
    """The key that PostgreSQL keeps for a name: lower case, without accents or ligatures."""
    plain = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return plain.translate(str.maketrans(ACCENTED, PLAIN)).lower()


def sort_key_expression(field: str) -> Lower:
    """The same in SQL: immutable, so that the database itself keeps it (the server has no ICU)."""
    expression: F | Replace = F(field)
    for ligature, letters in (("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("Æ", "AE")):
        expression = Replace(expression, Value(ligature), Value(letters))
    return Lower(Func(expression, Value(ACCENTED), Value(PLAIN), function="translate"))


def validate_neq(value: str) -> None:
    if not identifiers.is_neq(value):
        raise ValidationError(_("Ce NEQ n’existe pas : vérifier les dix chiffres."))


def one_line(street: str, city: str, province: str, postal_code: str) -> str:
    """As printed: « 214, rue des Érables, Lévis (Québec) G0X 1A9 »."""
    nbsp = "\N{NO-BREAK SPACE}"
    code = postal_code.replace(" ", nbsp)
    return f"{street}, {city}{nbsp}({province}){nbsp}{code}"


class Address(models.Model):
    street = models.CharField(_("numéro et rue"), max_length=200)
    city = models.CharField(_("ville"), max_length=100)
    province = models.CharField(_("province"), max_length=50, default="Québec")
    postal_code = models.CharField(
        _("code postal"),
        max_length=7,
        validators=[
            RegexValidator(r"^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]\Z", _("Écrire comme G1K 7E2."))
        ],
    )

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return one_line(self.street, self.city, self.province, self.postal_code)


class EmployerQuerySet(models.QuerySet["Employer"]):
    def named_by(self, number: str) -> Self:
        """The employer of a NEQ or of an employer number."""
        return self.filter(Q(neq=number) | Q(number=number))

    def search(self, text: str) -> Self:
        """Employers whose NEQ or number begins with the text, or whose name holds it."""
        text = text.strip()
        return self.filter(
            Q(neq__startswith=text)
            | Q(number__startswith=text.upper())
            | Q(name_key__contains=sort_key(text))
        )


class Employer(Address):
    neq = models.CharField(
        _("NEQ"), max_length=10, unique=True, null=True, blank=True, validators=[validate_neq]
    )
    number = models.CharField(
        _("numéro d’employeur"),
        max_length=11,
        unique=True,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^ENL[0-9]{8}\Z", _("ENL et huit chiffres."))],
    )
    name = models.CharField(_("nom"), max_length=200)
    name_key = models.GeneratedField(
        expression=sort_key_expression("name"),
        output_field=models.CharField(max_length=400),
        db_persist=True,
    )
    rating_mode = models.CharField(
        _("mode de tarification"), max_length=20, choices=RatingMode, default=RatingMode.UNIT
    )
    standing = models.CharField(
        _("situation"), max_length=12, choices=Standing, default=Standing.GOOD
    )
    account_kind = models.CharField(
        _("genre de compte"), max_length=10, choices=AccountKind, default=AccountKind.FULL
    )

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("employeur")
        indexes = [models.Index(fields=["name_key"], name="employer_name_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(neq__isnull=False) | Q(number__isnull=False),
                name="employer_has_a_number",
                violation_error_message=_("Un employeur porte un NEQ ou un numéro d’employeur."),
            ),
            models.CheckConstraint(
                condition=Q(neq=None) | Q(neq__regex=r"^(11|22|33|88)[0-9]{8}$"),
                name="employer_neq_form",
                violation_error_message=_(
                    "Un NEQ a dix chiffres et commence par 11, 22, 33 ou 88."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def legal_form(self) -> str:
        return identifiers.legal_form(self.neq or "")

    @property
    def designation(self) -> str:
        """« NEQ 1199404477 », or the employer number where there is no NEQ."""
        return f"NEQ\N{NO-BREAK SPACE}{self.neq}" if self.neq else str(self.number)


class Establishment(Address):
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="establishments", verbose_name=_("employeur")
    )
    number = models.CharField(
        _("numéro"),
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^ETA[0-9]{9}\Z", _("ETA et neuf chiffres."))],
    )
    name = models.CharField(_("nom"), max_length=200)

    class Meta:
        verbose_name = _("établissement")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
