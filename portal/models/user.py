"""People who sign in: employers' people, managers, staff."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        _("adresse courriel"),
        unique=True,
        error_messages={"unique": _("Cette adresse courriel a déjà un compte.")},
    )
    name = models.CharField(_("nom"), max_length=150)
    is_staff = models.BooleanField(_("membre du personnel"), default=False)
    is_active = models.BooleanField(_("actif"), default=True)
    joined_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    # simulated day, real time: what the header shows; `last_login` follows the real clock
    last_access = models.DateTimeField(_("dernier accès"), null=True, editable=False)
    current_access = models.DateTimeField(_("accès en cours"), null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("personne")
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_lower_case",
                violation_error_message=_("Écrire l’adresse courriel en minuscules."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email
