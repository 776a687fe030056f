"""What the facets of a member are to people: the same words on the page and in the file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.choices import DocumentStatus
from documents.services.cockpit import LEAVING, TO_SIGN, UNISSUED, Papers
from mutuelles.choices import Decision, MembershipStatus, RevocationStatus, SignatureMeans

STATUSES: dict[str, Any] = {
    **{status: status.label for status in (*MembershipStatus, *Decision)},
    LEAVING: RevocationStatus.NOTIFIED.label,
}
PAPERS: dict[Papers, Any] = {
    Papers.MISSING: _("Pièce manquante"),
    Papers.REFUSED: _("Pièce refusée"),
    Papers.RECEIVED: _("Reçues, à vérifier"),
    Papers.VERIFIED: _("Vérifiées"),
}
SIGNATURES: dict[str, Any] = {
    TO_SIGN: _("À signer"),
    **{means: means.label for means in SignatureMeans},
}
READINGS: dict[str, Any] = {
    UNISSUED: _("À émettre"),
    **{status: status.label for status in DocumentStatus},
}
