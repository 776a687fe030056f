"""Papers of the members of a project: given by its manager, verified or refused by the staff."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mutuelles import notifications
from mutuelles.access import may_prepare, may_study
from mutuelles.choices import MANDATING, PAPER_MOVES, PaperKind, PaperStatus, ProjectStatus, before
from mutuelles.models import MemberPaper, ProjectMember, Revocation
from mutuelles.models.paper import same_use
from mutuelles.paper_file.legal_form import mandating_kinds
from mutuelles.paper_file.refusal import Refused
from mutuelles.paper_file.sniffing import Sniffed, sniff
from mutuelles.services.project import hold
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import Employer, User, clock
from portal.services import audit

# once accepted, what a project rests on is read and no more
GIVEN = (ProjectStatus.DRAFT, ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY)
CHECKED = (ProjectStatus.SUBMITTED, ProjectStatus.IN_STUDY)


logger = logging.getLogger(__name__)


class Altered(Exception):
    """The storage no longer holds the bytes that were received: an alarm, never served."""


class Identical(BusinessError):
    """The very file that stands there already."""


def receive(
    *, actor: User, member: ProjectMember, kind: PaperKind, content: bytes, name: str
) -> MemberPaper:
    """Keep a paper of a member; it takes the place of the one of the same use, which stays traced.

    Refused in words: who may not, a kind that the legal form excludes, bytes that are no paper
    (`paper_file/sniffing.py`), the same bytes again.
    """
    if not may_prepare(actor, member.project.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle dépose les pièces."))
    _check_kind(member.employer, kind)
    try:
        sniffed = sniff(content)
    except Refused as refused:
        raise BusinessError(str(refused)) from refused
    return _keep(actor, member, kind, content, name, sniffed)


def _check_kind(employer: Employer, kind: PaperKind) -> None:
    expected = mandating_kinds(employer.neq)
    if kind in MANDATING and kind not in expected:
        message = _("%(name)s donne une pièce d’un autre genre : %(kind)s.")
        raise BusinessError(
            message % {"name": employer.name, "kind": str(expected[0].label).lower()}
        )


@transaction.atomic
def _keep(
    actor: User,
    member: ProjectMember,
    kind: PaperKind,
    content: bytes,
    name: str,
    sniffed: Sniffed,
) -> MemberPaper:
    _hold_member(member, *GIVEN)
    replaced = member.papers.standing().filter(kind__in=same_use(kind))
    sha256 = hashlib.sha256(content).hexdigest()
    _check_new(replaced, sha256)
    outdated = _set_aside(replaced) + _renew_mandate(member, kind)
    paper = MemberPaper(
        member=member,
        kind=kind,
        file_name="".join(c for c in name if c.isprintable())[-255:],
        content_type=sniffed.content_type,
        size=len(content),
        sha256=sha256,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    # a process that dies here leaves a file without a row, under a name that nobody knows
    paper.file.save("", ContentFile(content), save=False)
    paper.save(force_insert=True)
    audit.record(actor=actor, verb="receive", subject=paper, sha256=sha256, replaces=outdated)
    return paper


def _hold_member(member: ProjectMember, *statuses: ProjectStatus) -> None:
    """Nobody moves the project nor takes the member out until the end of the transaction."""
    project = hold(member.project, *statuses)
    if not project.members.filter(pk=member.pk).exists():
        raise Conflict(_("Cet employeur vient d’être retiré du projet."))


def _check_new(replaced: QuerySet[MemberPaper], sha256: str) -> None:
    same = replaced.filter(sha256=sha256).first()
    if same and same.status == PaperStatus.REFUSED:
        raise BusinessError(
            _("C’est le fichier qui a été refusé : %(reason)s") % {"reason": same.reason}
        )
    if same:
        raise Identical(_("Ce fichier est déjà reçu : rien n’a changé."))


def _set_aside(papers: QuerySet[MemberPaper]) -> list[int]:
    outdated = list(papers.values_list("pk", flat=True))
    MemberPaper.objects.filter(pk__in=outdated).update(status=PaperStatus.REPLACED)
    return outdated


def _renew_mandate(member: ProjectMember, kind: PaperKind) -> list[int]:
    """An annulment comes « accompagnée d'une nouvelle résolution ou procuration » (seed 001): what
    was given before the révocation no longer names who signs.
    """
    if kind != PaperKind.ANNULMENT:
        return []
    project = member.project
    revocation = Revocation.objects.filter(
        membership__employer=member.employer_id,
        membership__mutuelle=project.mutuelle_id,
        membership__year=project.year - 1,
    ).first()
    if revocation is None:
        return []
    older = member.papers.standing().filter(kind__in=MANDATING)
    return _set_aside(older.filter(uploaded_at__lt=revocation.notified_at))


@transaction.atomic
def verify(*, actor: User, paper: MemberPaper) -> None:
    """Staff have read the paper, and it is what it must be."""
    _claim(actor, paper, PaperStatus.VERIFIED)
    audit.record(actor=actor, verb="verify", subject=paper)


@transaction.atomic
def refuse(*, actor: User, paper: MemberPaper, reason: str) -> None:
    """The correspondent of the project learns why, and gives another."""
    if not reason.strip():
        raise BusinessError(_("Dire pourquoi la pièce est refusée."))
    _claim(actor, paper, PaperStatus.REFUSED, reason=reason.strip())
    audit.record(actor=actor, verb="refuse", subject=paper, reason=paper.reason)
    notifications.paper_refused(paper=paper)


def read(paper: MemberPaper) -> bytes:
    """The bytes that were received, proved by their hash; otherwise `Altered`."""
    try:
        with paper.file.open() as file:
            content: bytes = file.read()
    except OSError as error:
        logger.critical("paper %s: its file cannot be read", paper.pk, exc_info=error)
        raise Altered from error
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        logger.critical("paper %s: its file is not what was received", paper.pk)
        raise Altered
    return content


def may_become(paper: MemberPaper, status: PaperStatus) -> bool:
    """Whether the staff may now say so of a paper."""
    after = PAPER_MOVES[PaperStatus(paper.status)]
    return paper.member.project.status in CHECKED and status in after


def _claim(actor: User, paper: MemberPaper, status: PaperStatus, reason: str = "") -> None:
    """One conditional UPDATE: of two people at once, one is told what the other did."""
    if not may_study(actor):
        raise NotAllowed(_("Seul le personnel vérifie les pièces."))
    if paper.uploaded_by_id == actor.pk:
        raise NotAllowed(_("Une autre personne que celle qui l’a déposée vérifie une pièce."))
    hold(paper.member.project, *CHECKED)
    stamp = {"status": status, "reason": reason, "checked_by": actor, "checked_at": clock.now()}
    if not MemberPaper.objects.filter(pk=paper.pk, status__in=before(status, PAPER_MOVES)).update(
        **stamp
    ):
        raise Conflict(_what_happened(paper.pk))
    for field, value in stamp.items():
        setattr(paper, field, value)


def _what_happened(pk: int) -> str:
    paper = MemberPaper.objects.select_related("checked_by").get(pk=pk)
    match paper.status:
        case PaperStatus.VERIFIED:
            return _("Cette pièce a déjà été vérifiée par %(by)s.") % {"by": paper.checked_by}
        case PaperStatus.REFUSED:
            return _("Cette pièce a déjà été refusée par %(by)s.") % {"by": paper.checked_by}
    return _("Le gestionnaire a remplacé cette pièce par une autre.")
