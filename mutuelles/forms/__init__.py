"""What managers, members and staff type about mutuelles: one file per noun."""

from mutuelles.forms.key_date import KeyDateForm
from mutuelles.forms.member_list import ColumnsForm, ConfirmForm, UploadForm
from mutuelles.forms.mutuelle import FoundForm
from mutuelles.forms.paper import PaperForm, PaperRefusalForm, PapersForm
from mutuelles.forms.project import LateForm, ProjectForm, WithdrawForm
from mutuelles.forms.signature import RecordForm, SignForm
from mutuelles.forms.study import AcceptProjectForm, DecideForm, OverrideForm, RefuseForm
from mutuelles.forms.year import ActivityReportForm, GroundsForm, ReintegrationForm, RevocationForm

__all__ = [
    "AcceptProjectForm",
    "ActivityReportForm",
    "ColumnsForm",
    "ConfirmForm",
    "DecideForm",
    "FoundForm",
    "GroundsForm",
    "KeyDateForm",
    "LateForm",
    "OverrideForm",
    "PaperForm",
    "PaperRefusalForm",
    "PapersForm",
    "ProjectForm",
    "RecordForm",
    "RefuseForm",
    "ReintegrationForm",
    "RevocationForm",
    "SignForm",
    "UploadForm",
    "WithdrawForm",
]
