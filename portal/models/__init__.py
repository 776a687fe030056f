from portal.models.audit import AuditEntry
from portal.models.clock import SimulationClock
from portal.models.employer import Employer, Establishment
from portal.models.invitation import Invitation
from portal.models.mail import OutgoingMail
from portal.models.mandate import Mandate
from portal.models.news import News
from portal.models.user import User

__all__ = [
    "AuditEntry",
    "Employer",
    "Establishment",
    "Invitation",
    "Mandate",
    "News",
    "OutgoingMail",
    "SimulationClock",
    "User",
]
