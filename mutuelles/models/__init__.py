from mutuelles.models.entente import Entente, EntenteEdition
from mutuelles.models.firm import Firm, ManagerMandate
from mutuelles.models.member_list import MemberList, MemberListRow
from mutuelles.models.membership import Membership
from mutuelles.models.mutuelle import Mutuelle
from mutuelles.models.paper import MemberPaper
from mutuelles.models.project import CheckOverride, Project, ProjectMember
from mutuelles.models.signature import Signature
from mutuelles.models.year import (
    ActivityReport,
    Exclusion,
    KeyDate,
    Reintegration,
    Reminder,
    Revocation,
)

__all__ = [
    "ActivityReport",
    "CheckOverride",
    "Entente",
    "EntenteEdition",
    "Exclusion",
    "Firm",
    "KeyDate",
    "ManagerMandate",
    "MemberList",
    "MemberListRow",
    "MemberPaper",
    "Membership",
    "Mutuelle",
    "Project",
    "ProjectMember",
    "Reintegration",
    "Reminder",
    "Revocation",
    "Signature",
]
