"""Lists of members: uploaded, confirmed or abandoned by the manager of the mutuelle."""

import hashlib
from collections.abc import Collection, Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mutuelles.access import may_upload_list
from mutuelles.choices import MEMBER_LIST_MOVES, Change, MemberListStatus, ProjectStatus, before
from mutuelles.models import MemberList, Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from mutuelles.services import changes, reading, register
from mutuelles.services import project as projects
from mutuelles.services.changes import ASIDE_BY_DEFAULT
from portal.errors import BusinessError, Conflict, NotAllowed
from portal.models import User, clock
from portal.services import audit


class AlreadySent(BusinessError):
    """The same bytes were sent before: `member_list` is what became of them."""

    def __init__(self, member_list: MemberList) -> None:
        super().__init__(_("Ce fichier a déjà été déposé : voici sa lecture."))
        self.member_list = member_list


@transaction.atomic
def upload(
    *,
    actor: User,
    mutuelle: Mutuelle,
    year: int,
    content: bytes,
    name: str,
    size: int | None = None,
) -> MemberList:
    """Read a file into the draft project of the year, opened if need be; nothing is a member yet.

    `size` is the file's own, in bytes, where only the beginning of one over the limit was read.
    """
    if not may_upload_list(actor, mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle dépose sa liste."))
    if year not in years_open(clock.today()):
        raise BusinessError(_("Aucune liste ne se dépose pour cette année."))
    project = projects.draft_of(actor=actor, mutuelle=mutuelle, year=year)
    sha256 = hashlib.sha256(content).hexdigest()
    _refuse_sent_before(project, sha256)
    member_list = MemberList(
        mutuelle=mutuelle,
        project=project,
        year=year,
        file_name=name[:255],
        size=size or len(content),
        sha256=sha256,
        uploaded_by=actor,
        uploaded_at=clock.now(),
    )
    reading.take_in(member_list, content, mapping=None)
    if member_list.titles:  # without any, nothing can be said of its columns or its rows
        member_list.file.save(name, ContentFile(content))
    audit.record(actor=actor, verb="upload", subject=member_list, faults=member_list.faults_count)
    return member_list


def _refuse_sent_before(project: Project, sha256: str) -> None:
    """Unless another list took its place: its manager may come back to the first."""
    lists = project.member_lists.exclude(status=MemberListStatus.ABANDONED)
    before = lists.filter(sha256=sha256).first()
    if before and not (before.decided_at and _replaced(project, before)):
        raise AlreadySent(before)


def _replaced(project: Project, member_list: MemberList) -> bool:
    confirmed = project.member_lists.filter(status=MemberListStatus.CONFIRMED)
    return confirmed.filter(decided_at__gt=member_list.decided_at).exists()


@transaction.atomic
def choose_columns(
    *, actor: User, member_list: MemberList, mapping: Mapping[str, int]
) -> MemberList:
    """Read the kept file again, its manager saying which column is which (index by key)."""
    held = hold_faulty(actor, member_list)
    if not held.file:
        raise BusinessError(_("Ce fichier n’a pas été gardé : déposez-le de nouveau."))
    with held.file.open() as file:
        content = file.read()
    held.rows.all().delete()
    reading.take_in(held, content, mapping)
    audit.record(actor=actor, verb="choose_columns", subject=held, faults=held.faults_count)
    return held


@transaction.atomic
def confirm(
    *,
    actor: User,
    member_list: MemberList,
    revision: int,
    aside: Collection[Change] = ASIDE_BY_DEFAULT,
) -> None:
    """Bring the draft of the project to what the list says, but for the groups set `aside`.

    `revision`: that of the project when the changes were shown; another list confirmed since
    makes them out of date. Employers unknown to the register enter it *à vérifier*.
    """
    _check_manages(actor, member_list)
    project = projects.hold(_project(member_list), ProjectStatus.DRAFT)
    # first: of two clicks of one person, the second reads that the list is there already
    _close(actor, member_list, MemberListStatus.CONFIRMED)
    if project.revision != revision:
        raise Conflict(
            _("Une autre liste vient d’être versée au projet : relisez ce que celle-ci change.")
        )
    if Change.UNKNOWN in aside:
        register.link_unknown(member_list)
    else:
        register.enter_unknown(member_list)
    written = changes.write(member_list, project, aside)
    Project.objects.filter(pk=project.pk).update(revision=F("revision") + 1)
    audit.record(
        actor=actor,
        verb="confirm",
        subject=member_list,
        members=written.members,
        removed=written.removed,
        aside=sorted(aside),
    )


def _project(member_list: MemberList) -> Project:
    if member_list.project is None:
        raise BusinessError(_("Cette liste n’est celle d’aucun projet : déposez-la de nouveau."))
    return member_list.project


@transaction.atomic
def abandon(*, actor: User, member_list: MemberList) -> None:
    """Give up a list that was not confirmed; its rows and its file go, its trace stays."""
    _check_manages(actor, member_list)
    _close(actor, member_list, MemberListStatus.ABANDONED)
    member_list.rows.all().delete()
    audit.record(actor=actor, verb="abandon", subject=member_list)


def _close(actor: User, member_list: MemberList, status: MemberListStatus) -> None:
    """The last move of a list: who and when, and nothing more of its bytes or of its faults."""
    claim(member_list, status)
    reading.forget_file(member_list)
    member_list.decided_by, member_list.decided_at = actor, clock.now()
    member_list.save(update_fields=["file", "decided_by", "decided_at"])


def hold_faulty(actor: User, member_list: MemberList) -> MemberList:
    """The row as it is, locked until the end of the transaction, with faults to mend."""
    _check_manages(actor, member_list)
    held = MemberList.objects.select_for_update(no_key=True).get(pk=member_list.pk)
    if held.status != MemberListStatus.FAULTY:
        raise Conflict(what_happened(held))
    return held


def _check_manages(actor: User, member_list: MemberList) -> None:
    if not may_upload_list(actor, member_list.mutuelle):
        raise NotAllowed(_("Seul le gestionnaire de la mutuelle décide de sa liste."))


def claim(member_list: MemberList, status: MemberListStatus) -> None:
    """Move a list to a status that may follow its own, in one conditional UPDATE: of two people at
    once, one is told what the other did.
    """
    moving = MemberList.objects.filter(
        pk=member_list.pk, status__in=before(status, MEMBER_LIST_MOVES)
    )
    if not moving.update(status=status, faults=[], faults_count=0):
        raise Conflict(what_happened(MemberList.objects.get(pk=member_list.pk)))
    member_list.status = status


def what_happened(member_list: MemberList) -> str:
    """The state of a list as a sentence: for whoever wanted another."""
    match member_list.status:
        case MemberListStatus.CONFIRMED:
            return _("Cette liste a déjà été versée au projet.")
        case MemberListStatus.ABANDONED:
            return _("Cette liste a été abandonnée.")
        case MemberListStatus.FAULTY:
            return _("Cette liste a encore des fautes à corriger.")
        case MemberListStatus.TO_CONFIRM:
            return _("Cette liste n’a plus de faute : il reste à la confirmer.")
    return _("Cette liste a déjà été traitée : rechargez la page.")
