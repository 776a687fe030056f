"""The admin of the top floor: documents with their history, types, campaigns."""

from documents.admin.campaign import CampaignAdmin, CampaignItemAdmin
from documents.admin.document import CertificateAdmin, DocumentAdmin, StatusChangeAdmin
from documents.admin.document_type import ContactAdmin, DocumentTypeAdmin, PublicationAdmin
from documents.admin.paper import PaperVersionAdmin
from documents.admin.seal_key import SealKeyAdmin
from documents.admin.verification import VerificationAdmin

__all__ = [
    "CampaignAdmin",
    "CampaignItemAdmin",
    "CertificateAdmin",
    "ContactAdmin",
    "DocumentAdmin",
    "DocumentTypeAdmin",
    "PaperVersionAdmin",
    "PublicationAdmin",
    "SealKeyAdmin",
    "StatusChangeAdmin",
    "VerificationAdmin",
]
