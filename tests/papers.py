"""Papers of members as the tests need them: given by the manager, from made files."""

from mutuelles.choices import PaperKind, PaperStatus
from mutuelles.models import MemberPaper, ProjectMember
from mutuelles.services import paper as papers
from portal.identifiers import neq_with_check_digit
from portal.models import Employer
from tests.cast import Cast, employer
from tests.mutuelles.paper_file.files import pdf


def receive(
    cast: Cast,
    member: ProjectMember,
    kind: PaperKind = PaperKind.RESOLUTION,
    *,
    content: bytes = b"",
    name: str = "piece.pdf",
) -> MemberPaper:
    """A paper that Hubert gives; each is another file, unless its bytes are said."""
    content = content or pdf(text=f"{name} {MemberPaper.objects.count()}")
    return papers.receive(actor=cast.hubert, member=member, kind=kind, content=content, name=name)


def status(paper: MemberPaper) -> PaperStatus:
    paper.refresh_from_db()
    return PaperStatus(paper.status)


def of_form(prefix: str, serial: int, name: str) -> Employer:
    """An employer of another legal form: 22, 33 or 88."""
    other = employer(serial, name)
    other.neq = neq_with_check_digit(f"{prefix}99{serial:05d}")
    other.save()
    return other


def without_neq(serial: int, name: str) -> Employer:
    """An employer known by its employer number alone."""
    other = employer(serial, name)
    other.neq, other.number = None, f"ENL{serial:08d}"
    other.save()
    return other
