from documents.models.campaign import Campaign, CampaignItem
from documents.models.document import Certificate, Document, IssuedFile, StatusChange
from documents.models.document_type import Contact, DocumentType, Publication
from documents.models.paper import PaperBlob, PaperPart, PaperVersion
from documents.models.seal_key import SealKey
from documents.models.signed_copy import SignedCopy
from documents.models.verification import Verification

__all__ = [
    "Campaign",
    "CampaignItem",
    "Certificate",
    "Contact",
    "Document",
    "DocumentType",
    "IssuedFile",
    "PaperBlob",
    "PaperPart",
    "PaperVersion",
    "Publication",
    "SealKey",
    "SignedCopy",
    "StatusChange",
    "Verification",
]
