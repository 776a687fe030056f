"""Exclude a member: the letter, the papers that no longer hold, and the words that tell it."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from documents.choices import ENDED, DocumentStatus
from documents.models import Document, DocumentType
from documents.models.document_type import EXCLUSION_LETTER, OFFICIAL_INFORMATION
from documents.services import document as documents
from documents.services import snapshot, status
from mutuelles import notifications
from mutuelles.models import Membership
from mutuelles.services import exclusion as exclusions
from portal.models import User, clock


@transaction.atomic
def exclude(*, actor: User, membership: Membership, reason: str) -> Document:
    """Exclude a member and issue the letter that says why; the letter.

    Its *Information officielle* of the year is withdrawn: the certificates are revoked at once for
    whoever verifies them. All or nothing.
    """
    exclusion = exclusions.exclude(actor=actor, membership=membership, reason=reason)
    letter = documents.issue(_order(membership, exclusion.reason))
    with translation.override("fr"):  # kept, and read by others
        words = _("L’employeur est exclu de sa mutuelle.")
    for document in _certified(membership):
        status.add(document=document, status=DocumentStatus.WITHDRAWN, user=actor, reason=words)
    notifications.member_excluded(exclusion=exclusion)
    return letter


def paragraphs(membership: Membership, reason: str) -> list[str]:
    """The words of the letter, in French, for its preview too."""
    facts = {
        "mutuelle": membership.mutuelle.name,
        "year": membership.year,
        "next": membership.year + 1,
        "reason": reason.strip().rstrip("."),
    }
    with translation.override("fr"):
        return [
            _(
                "Nous vous informons que votre entreprise est exclue de la mutuelle "
                "« %(mutuelle)s » pour l’année %(year)s. Motif : %(reason)s."
            )
            % facts,
            _(
                "Les certificats d’appartenance émis pour cette année ne valent plus : retirez-les "
                "de vos établissements."
            ),
            _(
                "Vous pouvez demander votre réintégration avant le 1er mai %(year)s. Sans "
                "réintégration accordée, l’exclusion vaut aussi pour l’année %(next)s. Pour faire "
                "partie d’une mutuelle en %(next)s, votre entreprise doit aussi figurer dans la "
                "liste d’une mutuelle pour cette année."
            )
            % facts,
        ]


def _order(membership: Membership, reason: str) -> documents.Order:
    type = DocumentType.objects.select_related("contact").get(code=EXCLUSION_LETTER)
    said = snapshot.letter(
        employer=membership.employer,
        type=type,
        issued_on=clock.today(),
        paragraphs=paragraphs(membership, reason),
    )
    return documents.Order(
        type=type,
        employer=membership.employer,
        snapshot=said,
        mutuelle=membership.mutuelle,
        idempotency_key=f"exclusion:{membership.pk}",
    )


def _certified(membership: Membership) -> list[Document]:
    """What certifies this membership today, in one order for whoever else locks them."""
    rows = Document.objects.filter(
        employer=membership.employer,
        mutuelle=membership.mutuelle,
        year=membership.year,
        type__code=OFFICIAL_INFORMATION,
    )
    return list(rows.exclude(status__in=ENDED).order_by("pk"))
