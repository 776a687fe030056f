"""The study of member lists, for staff."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from mutuelles.access import may_study_lists
from mutuelles.choices import MemberListStatus
from mutuelles.forms import AcceptForm, RefuseForm
from mutuelles.models import MemberList
from mutuelles.services import list_study, listed
from mutuelles.services.listed import ListedMember
from portal.http import Request

RECENT = 20


def study_list(request: Request) -> HttpResponse:
    _check(request)
    lists = MemberList.objects.visible_to(request.user).select_related("mutuelle", "uploaded_by")
    decided = [MemberListStatus.ACCEPTED, MemberListStatus.REFUSED]
    context = {
        "to_study": lists.to_study(),
        "decided": lists.filter(status__in=decided).order_by("-decided_at")[:RECENT],
    }
    return render(request, "mutuelles/member_list_study_list.html", context)


def study_detail(request: Request, public_id: UUID) -> HttpResponse:
    _check(request)
    visible = MemberList.objects.visible_to(request.user).select_related("mutuelle__firm")
    member_list = get_object_or_404(visible, public_id=public_id)
    members = listed.members(member_list)
    accept_form = AcceptForm(
        _sent(request, "accepter"), employers=[member.employer.pk for member in members]
    )
    refuse_form = RefuseForm(_sent(request, "refuser"))
    if accept_form.is_valid():
        return _accept(request, member_list, accept_form)
    if refuse_form.is_valid():
        return _refuse(request, member_list, refuse_form.cleaned_data["reason"])
    if accept_form.errors:
        messages.error(request, gettext("Rien n’est fait : une case cochée n’est pas de la liste."))
    return _page(request, member_list, members, refuse_form)


def _sent(request: Request, button: str) -> QueryDict | None:
    """What was typed, where this button sent it."""
    return request.POST if button in request.POST else None


def _page(
    request: Request, member_list: MemberList, members: list[ListedMember], refuse_form: RefuseForm
) -> HttpResponse:
    context = {
        "member_list": member_list,
        "members": members,
        "unverified": sum(member.unverified for member in members),
        "refuse_form": refuse_form,
        "may_decide": member_list.status == MemberListStatus.SUBMITTED,
    }
    return render(request, "mutuelles/member_list_study.html", context)


def _check(request: Request) -> None:
    if not may_study_lists(request.user):
        raise PermissionDenied


def _accept(request: Request, member_list: MemberList, form: AcceptForm) -> HttpResponse:
    count = list_study.accept(
        actor=request.user,
        member_list=member_list,
        recognized=form.cleaned_data["reconnu"],
        admitted=form.cleaned_data["acces"],
    )
    text = ngettext(
        "La liste est acceptée : %(count)s membre.",
        "La liste est acceptée : %(count)s membres.",
        count,
    )
    messages.success(request, text % {"count": count})
    return redirect("mutuelles:study", public_id=member_list.public_id)


def _refuse(request: Request, member_list: MemberList, reason: str) -> HttpResponse:
    list_study.refuse(actor=request.user, member_list=member_list, reason=reason)
    messages.success(request, gettext("La liste est refusée ; le motif est transmis."))
    return redirect("mutuelles:study_list")
