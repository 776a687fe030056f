"""Exclude a member: staff read the letter before it goes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from documents.forms import ExcludeForm
from documents.services import exclusion
from mutuelles.access import may_exclude
from mutuelles.choices import MembershipStatus
from mutuelles.models import Membership
from portal.http import Request, as_year


def member_exclude(request: Request, number: str, year: int, employer: str) -> HttpResponse:
    member = _membership(request, number, year, employer)
    form = ExcludeForm(request.POST or None)
    if form.is_valid() and "exclure" in request.POST:
        letter = exclusion.exclude(
            actor=request.user, membership=member, reason=form.cleaned_data["reason"]
        )
        messages.success(request, gettext("Le membre est exclu ; la lettre est émise."))
        return redirect("documents:detail", public_id=letter.public_id)
    context = {
        "membership": member,
        "form": form,
        "letter": exclusion.paragraphs(member, form.cleaned_data["reason"])
        if form.is_bound and form.is_valid()
        else [],
        "is_active": member.status == MembershipStatus.ACTIVE,
    }
    return render(request, "documents/member_exclude.html", context)


def _membership(request: Request, number: str, year: int, employer: str) -> Membership:
    rows = Membership.objects.visible_to(request.user).with_year()
    rows = rows.filter(mutuelle__number=number, year=as_year(year))
    found = get_object_or_404(rows.of_employer_named(employer))
    if not may_exclude(request.user):
        raise PermissionDenied
    return found
