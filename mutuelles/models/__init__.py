from mutuelles.models.entente import Entente, EntenteEdition
from mutuelles.models.firm import Firm, ManagerMandate
from mutuelles.models.member_list import MemberList, MemberListRow
from mutuelles.models.membership import Membership
from mutuelles.models.mutuelle import Mutuelle

__all__ = [
    "Entente",
    "EntenteEdition",
    "Firm",
    "ManagerMandate",
    "MemberList",
    "MemberListRow",
    "Membership",
    "Mutuelle",
]
