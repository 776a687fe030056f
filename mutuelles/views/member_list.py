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
from mutuelles.choices import MemberListStatus
from mutuelles.forms import UploadForm
from mutuelles.member_list.columns import COLUMNS
from mutuelles.member_list.model_file import csv_model, xlsx_model
from mutuelles.models import MemberList, Mutuelle
from mutuelles.models.mutuelle import year_in_preparation, years_open
from mutuelles.services import member_list as lists
from mutuelles.services import reading
from portal.http import Request, as_key, as_year
from portal.models.keyset import keyset_page

PREVIEWED = 200
LAST = 10
PAGE_SIZE = 50
MODELS = {
    "csv": (csv_model, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx_model,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def mutuelle_list(request: Request) -> HttpResponse:
    mutuelles = Mutuelle.objects.visible_to(request.user).select_related("firm")
    context = {"mutuelles": mutuelles, "year": year_in_preparation(request.today)}
    return render(request, "mutuelles/mutuelle_list.html", context)


def member_list_upload(request: Request, number: str, year: int) -> HttpResponse:
    mutuelle = _mutuelle(request, number)
    if year not in years_open(request.today):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        member_list = _upload(request, mutuelle, year, form.cleaned_data["file"])
        return redirect("mutuelles:member_list_detail", public_id=member_list.public_id)
    context = {
        "form": form,
        "mutuelle": mutuelle,
        "year": year,
        "limits": gettext("%(size)s Mo et 50 000 lignes au plus, 16 colonnes.")
        % {"size": settings.LIST_MAX_MEGABYTES},
        "columns": COLUMNS,
        "past_lists": _lists(mutuelle, year)[:LAST],
    }
    return render(request, "mutuelles/member_list_upload.html", context)


def _upload(request: Request, mutuelle: Mutuelle, year: int, file: UploadedFile) -> MemberList:
    """One byte over the limit, which is twice as far in UTF-16, tells the reader enough."""
    return lists.upload(
        actor=request.user,
        mutuelle=mutuelle,
        year=year,
        content=file.read(2 * reading.max_bytes() + 1),
        name=str(file.name),
        size=file.size,
    )


def _lists(mutuelle: Mutuelle, year: int) -> QuerySet[MemberList]:
    return mutuelle.member_lists.filter(year=year).select_related("uploaded_by")


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
    member_list = _member_list(request, public_id)
    to_confirm = member_list.status == MemberListStatus.TO_CONFIRM
    context = {
        "member_list": member_list,
        "mutuelle": member_list.mutuelle,
        "year": member_list.year,
        "faults": member_list.faults,
        "rows": member_list.rows.select_related("employer")[:PREVIEWED],
        "previewed": PREVIEWED,
        "may_decide": to_confirm and may_upload_list(request.user, member_list.mutuelle),
    }
    return render(request, "mutuelles/member_list_detail.html", context)


def _member_list(request: Request, public_id: UUID) -> MemberList:
    visible = MemberList.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("mutuelle__firm", "uploaded_by", "decided_by"), public_id=public_id
    )


@require_POST
def member_list_confirm(request: Request, public_id: UUID) -> HttpResponse:
    member_list = _member_list(request, public_id)
    revision = as_key(request.POST.get("revision", ""))
    lists.confirm(actor=request.user, member_list=member_list, revision=revision)
    messages.success(request, gettext("La liste est transmise : le personnel l’étudiera."))
    return redirect("mutuelles:member_list_detail", public_id=public_id)


@require_POST
def member_list_abandon(request: Request, public_id: UUID) -> HttpResponse:
    member_list = _member_list(request, public_id)
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
