"""Lists of members, for managers: upload, result, confirmation, and the model to fill."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mutuelles.access import may_upload_list
from mutuelles.choices import MemberListStatus, ProjectStatus
from mutuelles.forms import ConfirmForm, UploadForm
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.model_file import csv_model, xlsx_model
from mutuelles.models import MemberList, Mutuelle, Project
from mutuelles.models.mutuelle import years_open
from mutuelles.services import change_groups, changes, member_list_row, reading
from mutuelles.services import member_list as lists
from mutuelles.services import project as projects
from mutuelles.services.member_list import AlreadySent
from portal.http import Request, as_key, as_year
from portal.models.keyset import keyset_page

SHOWN = 20  # rows of a list
FAULTS_SHOWN = 100  # on a page
LAST = 10
PAGE_SIZE = 50
MODELS = {
    "csv": (csv_model, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_model,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def member_list_upload(request: Request, number: str, year: int) -> HttpResponse:
    mutuelle = _mutuelle(request, number)
    if year not in years_open(request.today):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        member_list = _upload(request, mutuelle, year, form.cleaned_data["file"])
        return redirect("mutuelles:member_list_detail", public_id=member_list.public_id)
    project = Project.objects.alive().filter(mutuelle=mutuelle, year=year).first()
    closed = project is not None and project.status != ProjectStatus.DRAFT
    context = {
        "form": form,
        "mutuelle": mutuelle,
        "year": year,
        "closed": projects.what_happened(project) if project and closed else "",
        "megabytes": settings.LIST_MAX_MEGABYTES,
        "columns": COLUMNS,
        "past_lists": _lists(mutuelle, year)[:LAST],
    }
    return render(request, "mutuelles/member_list_upload.html", context)


def _upload(request: Request, mutuelle: Mutuelle, year: int, file: UploadedFile) -> MemberList:
    """One byte over the limit, which is twice as far in UTF-16, tells the reader enough."""
    try:
        return lists.upload(
            actor=request.user,
            mutuelle=mutuelle,
            year=year,
            content=file.read(2 * reading.max_bytes() + 1),
            name=str(file.name),
            size=file.size,
        )
    except AlreadySent as refusal:
        messages.info(request, str(refusal))
        return refusal.member_list


def _lists(mutuelle: Mutuelle, year: int) -> QuerySet[MemberList]:
    lists = mutuelle.member_lists.filter(year=year).select_related("uploaded_by")
    return lists.defer("faults", "titles", "mapping")


@require_safe
def member_list_index(request: Request, number: str, year: int) -> HttpResponse:
    """Every list of a year, whatever became of it."""
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    mutuelle = get_object_or_404(visible, number=number)
    past = _lists(mutuelle, as_year(year))
    page = keyset_page(
        past,
        order="-uploaded_at",
        size=PAGE_SIZE,
        before=past.filter(pk=as_key(request.GET.get("avant", ""))).first(),
        after=past.filter(pk=as_key(request.GET.get("apres", ""))).first(),
    )
    context = {"mutuelle": mutuelle, "year": year, "past_lists": page.rows} | page.links()
    return render(request, "mutuelles/member_list_index.html", context)


def _mutuelle(request: Request, number: str) -> Mutuelle:
    """A mutuelle whose lists this person uploads; 404 for one that they may not know of."""
    mutuelles = Mutuelle.objects.visible_to(request.user).select_related("firm")
    mutuelle = get_object_or_404(mutuelles, number=number)
    if not may_upload_list(request.user, mutuelle):
        raise PermissionDenied
    return mutuelle


@require_safe
def member_list_detail(request: Request, public_id: UUID) -> HttpResponse:
    """What the list says: its faults, or what it changes, or what became of it."""
    member_list = visible_list(request, public_id)
    manages = may_upload_list(request.user, member_list.mutuelle)
    context = {
        "member_list": member_list,
        "mutuelle": member_list.mutuelle,
        "year": member_list.year,
        "may_decide": manages,
    }
    if member_list.status == MemberListStatus.FAULTY:
        context |= _faults(request, member_list)
        return render(request, "mutuelles/member_list_faults.html", context)
    context |= _rows(member_list)
    if member_list.status == MemberListStatus.TO_CONFIRM and member_list.project:
        context |= _changes(member_list, member_list.project)
        return render(request, "mutuelles/member_list_changes.html", context)
    return render(request, "mutuelles/member_list_detail.html", context)


def _faults(request: Request, member_list: MemberList) -> dict[str, object]:
    faults, number = reading.faults_of(member_list), as_key(request.GET.get("page", "")) or 1
    shown = faults[(number - 1) * FAULTS_SHOWN : number * FAULTS_SHOWN]
    return {
        "faults": shown,
        "kinds": reading.kinds(faults),
        "in_doubt": reading.in_doubt(member_list),
        "to_mend": member_list_row.to_mend(member_list).count(),
        "sound": member_list_row.sound(member_list).count(),
        "newer_url": f"?page={number - 1}" if number > 1 else "",
        "older_url": f"?page={number + 1}" if number * FAULTS_SHOWN < len(faults) else "",
    }


def _changes(member_list: MemberList, project: Project) -> dict[str, object]:
    return {
        "project": project,
        "groups": change_groups.groups(member_list, project),
        "elsewhere": change_groups.declared_elsewhere(member_list, project),
        "papers": changes.papers_of_absent(member_list, project).count(),
        "closed": "" if project.status == ProjectStatus.DRAFT else projects.what_happened(project),
    }


def _rows(member_list: MemberList) -> dict[str, object]:
    dropped = member_list.rows.filter(raw__isnull=False).order_by("row")
    return {
        "rows": member_list_row.sound(member_list)[:SHOWN],
        "shown": SHOWN,
        "dropped": list(dropped.values_list("row", flat=True)),
    }


@require_POST
def member_list_confirm(request: Request, public_id: UUID) -> HttpResponse:
    member_list = visible_list(request, public_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return redirect("mutuelles:member_list_detail", public_id=public_id)
    lists.confirm(
        actor=request.user,
        member_list=member_list,
        revision=form.cleaned_data["revision"],
        aside=form.aside,
    )
    messages.success(request, gettext("La liste est versée au projet."))
    return redirect("mutuelles:project", member_list.mutuelle.number, member_list.year)


@require_POST
def member_list_abandon(request: Request, public_id: UUID) -> HttpResponse:
    member_list = visible_list(request, public_id)
    lists.abandon(actor=request.user, member_list=member_list)
    messages.success(request, gettext("La liste est abandonnée : rien n’en est gardé."))
    return redirect("mutuelles:member_list_detail", public_id=public_id)


@require_safe
def member_list_model(request: Request, format: str) -> HttpResponse:
    if format not in MODELS:
        raise Http404
    make, content_type = MODELS[format]
    name = f'attachment; filename="liste-des-membres.{format}"'
    return HttpResponse(make(), content_type, headers={"Content-Disposition": name})


def visible_list(request: Request, public_id: UUID) -> MemberList:
    visible = MemberList.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("mutuelle__firm", "project", "uploaded_by", "decided_by"),
        public_id=public_id,
    )
