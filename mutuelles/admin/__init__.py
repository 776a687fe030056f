"""The admin of the first floor: firms and mutuelles, their projects, members and Ententes."""

from mutuelles.admin.entente import EntenteAdmin, EntenteEditionAdmin, SignatureAdmin
from mutuelles.admin.firm import FirmAdmin, ManagerMandateAdmin
from mutuelles.admin.key_date import KeyDateAdmin
from mutuelles.admin.member_list import MemberListAdmin, MemberListRowAdmin
from mutuelles.admin.membership import MembershipAdmin
from mutuelles.admin.mutuelle import MutuelleAdmin
from mutuelles.admin.paper import MemberPaperAdmin
from mutuelles.admin.project import ProjectAdmin
from mutuelles.admin.year import (
    ActivityReportAdmin,
    ExclusionAdmin,
    ReintegrationAdmin,
    RevocationAdmin,
)

__all__ = [
    "ActivityReportAdmin",
    "EntenteAdmin",
    "EntenteEditionAdmin",
    "ExclusionAdmin",
    "FirmAdmin",
    "KeyDateAdmin",
    "ManagerMandateAdmin",
    "MemberListAdmin",
    "MemberListRowAdmin",
    "MemberPaperAdmin",
    "MembershipAdmin",
    "MutuelleAdmin",
    "ProjectAdmin",
    "ReintegrationAdmin",
    "RevocationAdmin",
    "SignatureAdmin",
]
