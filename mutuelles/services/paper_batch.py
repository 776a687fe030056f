"""Many papers at once, in files named by the number of the employer (`paper_file/naming.py`)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext as _

from mutuelles.access import may_prepare
from mutuelles.choices import MANDATING, PaperKind
from mutuelles.models import MemberListRow, MemberPaper, Project, ProjectMember
from mutuelles.models.paper import same_use
from mutuelles.paper_file.legal_form import mandating_kinds
from mutuelles.paper_file.naming import read_name
from mutuelles.paper_file.refusal import Refused
from mutuelles.paper_file.sniffing import MAX_BYTES
from mutuelles.services import paper as papers
from portal.errors import BusinessError, NotAllowed
from portal.models import User

Sent = UploadedFile


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the paper that it gave, or why it gave none."""

    name: str
    paper: MemberPaper | None = None
    fault: str = ""
    is_known: bool = False  # the very file was there already


@dataclass(frozen=True, slots=True)
class Addressed:
    """A file whose name says for whom it is, and which paper."""

    file: Sent
    member: ProjectMember
    kind: PaperKind

    @property
    def name(self) -> str:
        return str(self.file.name)

    @property
    def use(self) -> tuple[int, PaperKind]:
        return self.member.pk, min(same_use(self.kind))


@dataclass(frozen=True, slots=True)
class Directory:
    """Members by NEQ and by employer number; by employer, the paper that their list announces."""

    members: dict[str, ProjectMember]
    announced: dict[int, str]


def receive_all(*, actor: User, project: Project, files: Sequence[Sent]) -> list[Outcome]:
    """Keep what is right, and say of each other file why not; faults first.

    Each file is kept in a transaction of its own, and read only when its turn comes: however many
    they are, one at a time is in memory.
    """
    if not may_prepare(actor, project.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle dépose les pièces."))
    addressed, outcomes = _address(project, files)
    uses = Counter(each.use for each in addressed)
    for each in addressed:
        outcomes.append(_receive(actor, each) if uses[each.use] == 1 else _twin(each))
    return sorted(outcomes, key=lambda outcome: (bool(outcome.paper), outcome.is_known))


def _address(project: Project, files: Sequence[Sent]) -> tuple[list[Addressed], list[Outcome]]:
    addressed, faults = [], []
    directory = _directory(project, set(_numbers(files)))
    for file in files:
        try:
            addressed.append(_addressed(file, directory))
        except Refused as refused:
            faults.append(Outcome(str(file.name), fault=str(refused)))
    return addressed, faults


def _numbers(files: Iterable[Sent]) -> Iterator[str]:
    for file in files:
        with suppress(Refused):
            yield read_name(str(file.name)).number


def _directory(project: Project, numbers: set[str]) -> Directory:
    found = project.members.filter(
        Q(employer__neq__in=numbers) | Q(employer__number__in=numbers)
    ).select_related("employer", "project__mutuelle")
    members = {
        number: member
        for member in found
        for number in (member.employer.neq, member.employer.number)
        if number
    }
    rows = MemberListRow.objects.filter(
        member_list__in={member.member_list_id for member in found},
        employer__in=[member.employer_id for member in found],
    )
    return Directory(members, dict(rows.values_list("employer", "paper")))


def _addressed(file: Sent, directory: Directory) -> Addressed:
    named = read_name(str(file.name))
    member = directory.members.get(named.number)
    if member is None:
        raise Refused(_("%(number)s n’est pas dans ce projet.") % {"number": named.number})
    return Addressed(file, member, named.kind or _expected(member, directory))


def _expected(member: ProjectMember, directory: Directory) -> PaperKind:
    """The kind of a file whose name says none: by legal form, else as the list announces it."""
    kinds = mandating_kinds(member.employer.neq)
    if len(kinds) == 1:
        return kinds[0]
    announced = directory.announced.get(member.employer_id)
    if announced in MANDATING:
        return PaperKind(announced)
    raise Refused(_("Dire dans le nom du fichier si c’est une résolution ou une procuration."))


def _receive(actor: User, each: Addressed) -> Outcome:
    try:
        paper = papers.receive(
            actor=actor,
            member=each.member,
            kind=each.kind,
            content=each.file.read(MAX_BYTES + 1),
            name=each.name,
        )
    except BusinessError as error:
        is_known = isinstance(error, papers.Identical)
        return Outcome(each.name, fault=str(error), is_known=is_known)
    return Outcome(each.name, paper=paper)


def _twin(each: Addressed) -> Outcome:
    """Of two files for one use, nobody but their sender knows the right one."""
    message = _("Plusieurs fichiers pour la même pièce de %(name)s : ne déposer que le bon.")
    return Outcome(each.name, fault=message % {"name": each.member.employer.name})
