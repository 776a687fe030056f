"""Documents that were issued, their certificates, and the lines of their history."""

import secrets
import time
import uuid
from functools import reduce
from operator import or_
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from documents.choices import ENDED, SUBJECTS_OF_ACCOUNT, DocumentStatus
from documents.models.document_type import DocumentType
from documents.models.paper import PaperVersion
from documents.models.seal_key import SealKey
from documents.models.sha256_field import Sha256Field
from mutuelles.models import Mutuelle
from portal.choices import AccountKind
from portal.models.employer import Employer, Establishment
from portal.models.mandate import Mandate
from portal.models.user import User


def uuid7() -> uuid.UUID:
    """A UUID of version 7 (RFC 9562): in order of time, so that batches stay together."""
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds << 80) | secrets.randbits(80)
    bits = bits & ~(0xF << 76) & ~(0x3 << 62) | (0x7 << 76) | (0x2 << 62)
    return uuid.UUID(int=bits)


def _in_subjects_of_account() -> Q:
    """What the kind of its employer's account lets be read (seed 000)."""
    kinds = SUBJECTS_OF_ACCOUNT.items()
    readable = (Q(employer__account_kind=kind, type__subject__in=each) for kind, each in kinds)
    return reduce(or_, readable)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> Self:
        """Documents that a person may know of, and no other.

        Staff who may consult: all. Employers' people: those of the employers for whom they hold a
        mandate, in the subjects of the account (seed 000). Managers: what was issued for their
        mutuelles, never a member's other documents.
        """
        if user.is_staff and user.has_perm("documents.view_document"):
            return self
        managed = Q(mutuelle__in=Mutuelle.objects.visible_to(user).values("pk"))
        mandates = Mandate.objects.in_force().filter(user=user)
        acted_for = Q(employer__in=mandates.values("employer"))
        return self.filter(managed | (acted_for & _in_subjects_of_account()))

    def of_employer(self, employer: Employer) -> Self:
        """What this employer reads: its documents, in the subjects of its account."""
        subjects = SUBJECTS_OF_ACCOUNT[AccountKind(employer.account_kind)]
        return self.filter(employer=employer, type__subject__in=subjects)

    def to_consult(self) -> Self:
        return self.filter(status=DocumentStatus.TO_CONSULT)

    def latest_first(self) -> Self:
        return self.order_by("-issued_on", "-id")


class IssuedFile(models.Model):
    """A PDF that was issued: its bytes are made again from the snapshot, and proved by the hash.

    `seal` is the 64 bytes of its signature, r then s; `timestamp` an RFC 3161 token, if one was
    asked for. `is_kept` tells the bytes that WeasyPrint alone laid out: they are in the storage.
    """

    sha256 = Sha256Field(_("empreinte du fichier"))
    size = models.PositiveIntegerField(_("taille en octets"))
    pages = models.PositiveSmallIntegerField(_("pages"))
    seal = models.BinaryField(_("sceau"), max_length=64)
    timestamp = models.BinaryField(_("horodatage"), default=b"")
    is_kept = models.BooleanField(_("fichier conservé"), default=False)

    class Meta:
        abstract = True


class Document(IssuedFile):
    """One issued document: it says what was true that day, and keeps the hash of its bytes.

    `status`, `status_on` and `status_at` follow the last line of history; a trigger sets them and
    refuses any other writer.
    """

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    employer = models.ForeignKey(
        Employer,
        models.PROTECT,
        related_name="documents",
        verbose_name=_("employeur"),
        db_index=False,
    )
    mutuelle = models.ForeignKey(
        Mutuelle, models.PROTECT, null=True, verbose_name=_("mutuelle"), db_index=False
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True)
    type = models.ForeignKey(DocumentType, models.PROTECT, verbose_name=_("type"), db_index=False)
    number = models.CharField(_("numéro"), max_length=40, unique=True)
    title = models.CharField(_("titre"), max_length=200)
    certificate_count = models.PositiveSmallIntegerField(_("nombre de certificats"), default=0)
    issued_on = models.DateField(_("date d’émission"))
    status = models.CharField(
        _("état"), max_length=10, choices=DocumentStatus, default=DocumentStatus.TO_CONSULT
    )
    status_on = models.DateField(_("date de l’état"))
    status_at = models.DateTimeField(_("instant de l’état"))
    snapshot = models.JSONField(_("ce que dit le document"))
    paper = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", verbose_name=_("papier"), db_index=False
    )
    key = models.ForeignKey(
        SealKey, models.PROTECT, related_name="+", verbose_name=_("clé du sceau"), db_index=False
    )
    linker = models.PositiveSmallIntegerField(_("version de l’éditeur de liens"))
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="replaced_by",
        verbose_name=_("remplace"),
    )
    # « 2022:1187:information-officielle »: what a campaign makes, it makes once
    idempotency_key = models.CharField(max_length=100, null=True, unique=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        permissions = [
            ("withdraw_document", _("Peut retirer un document")),
            ("replace_document", _("Peut remplacer un document")),
        ]
        indexes = [
            models.Index(fields=["employer", "-issued_on", "-id"], name="document_list"),
            models.Index(
                fields=["employer", "-issued_on", "-id"],
                name="document_to_consult",
                condition=Q(status=DocumentStatus.TO_CONSULT),
            ),
            models.Index(
                fields=["mutuelle", "year", "type"],
                include=["status"],
                name="document_of_mutuelle",
                condition=Q(mutuelle__isnull=False),
            ),
            models.Index(fields=["type", "-issued_on", "-id"], name="document_type_date"),
            models.Index(fields=["-issued_on", "-id"], name="document_date"),
            models.Index(fields=["sha256"], name="document_file"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def detail(self) -> str:
        """« Certificat 2022 (2 établissements), Entente »; nothing for a letter."""
        if not self.certificate_count:
            return ""
        text = ngettext(
            "Certificat %(year)s (%(count)s établissement), Entente",
            "Certificat %(year)s (%(count)s établissements), Entente",
            self.certificate_count,
        )
        return text % {"year": self.year, "count": self.certificate_count}

    @property
    def has_ended(self) -> bool:
        """Whether it was withdrawn or replaced: it can still be read, and no longer counts."""
        return self.status in ENDED


class Certificate(IssuedFile):
    """« Certificat d'appartenance »: one per establishment, a file of its own beside the document.

    Paper, key and linker are those of its document.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="certificates")
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="+", verbose_name=_("établissement")
    )
    number = models.CharField(_("numéro"), max_length=40, unique=True)
    code = models.CharField(_("code"), max_length=14, unique=True)

    class Meta:
        verbose_name = _("certificat")
        ordering = ["number"]
        indexes = [models.Index(fields=["sha256"], name="certificate_file")]

    def __str__(self) -> str:
        return self.number


class StatusChange(models.Model):
    """A line of the Historique: never changed, never deleted (triggers).

    `at` is the simulated day with the real time of day, `recorded_at` the real instant.
    `opening` tells one opening from another: the same one, reloaded, adds no line.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="history", db_index=False)
    status = models.CharField(_("état"), max_length=10, choices=DocumentStatus)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("utilisateur")
    )
    on = models.DateField(_("date de l’état"))
    at = models.DateTimeField(_("instant simulé"))
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now)
    opening = models.UUIDField(null=True, editable=False)
    reason = models.TextField(_("motif"), blank=True)

    class Meta:
        verbose_name = _("ligne d’historique")
        verbose_name_plural = _("historique")
        ordering = ["id"]
        indexes = [models.Index(fields=["document", "id"], name="status_change_document")]
        constraints = [
            models.UniqueConstraint(fields=["document", "opening"], name="opening_counts_once"),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(ENDED)) | ~Q(reason=""),
                name="end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=DocumentStatus.values), name="status_change_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=DocumentStatus.TO_CONSULT) | Q(user__isnull=False),
                name="status_change_has_a_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.on}"
