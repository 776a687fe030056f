"""Papers of the members of the sample projects: one specimen file, a row for each member."""

import hashlib
import io
import random
from functools import cache

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mutuelles.choices import PaperKind, PaperStatus
from mutuelles.models import MemberListRow, MemberPaper, Project
from portal.models import User, clock

PLACE = "pieces/specimen.pdf"


def receive(project: Project, manager: User, rng: random.Random, awaited: float) -> None:
    """The paper that each member’s list announces; a share of them is still awaited."""
    kinds = dict(
        MemberListRow.objects.filter(member_list__project=project).values_list("employer", "paper")
    )
    content = specimen()
    if not default_storage.exists(PLACE):
        default_storage.save(PLACE, ContentFile(content))
    MemberPaper.objects.bulk_create(
        MemberPaper(
            member=member,
            kind=kinds.get(member.employer_id) or PaperKind.RESOLUTION,
            file=PLACE,
            file_name=f"{member.employer.neq or member.employer.number}.pdf",
            content_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_by=manager,
            uploaded_at=clock.now(),
        )
        for member in project.members.select_related("employer").order_by("pk")
        if rng.random() >= awaited
    )


def verify(project: Project, staff: User) -> None:
    papers = MemberPaper.objects.filter(member__project=project, status=PaperStatus.RECEIVED)
    papers.update(status=PaperStatus.VERIFIED, checked_by=staff, checked_at=clock.now())


@cache
def specimen() -> bytes:
    """A page that says what it stands for, always the same bytes."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    words = b"BT /F1 18 Tf 72 700 Td (SPECIMEN - piece fictive d'un membre) Tj ET"
    page = pdf.add_blank_page(page_size=(612, 792))
    page.Contents = pdf.make_stream(words)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    content = io.BytesIO()
    pdf.save(content, deterministic_id=True)
    return content.getvalue()
