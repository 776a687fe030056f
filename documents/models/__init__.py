from documents.models.campaign import Campaign, CampaignItem
from documents.models.document import Certificate, Document, StatusChange
from documents.models.document_type import Contact, DocumentType, Publication

__all__ = [
    "Campaign",
    "CampaignItem",
    "Certificate",
    "Contact",
    "Document",
    "DocumentType",
    "Publication",
    "StatusChange",
]
