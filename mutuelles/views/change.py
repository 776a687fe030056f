"""The employers of one kind of change, page by page."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mutuelles.choices import Change, MemberListStatus
from mutuelles.services import change_groups
from mutuelles.views.member_list import visible_list
from portal.http import Request, as_key

PAGE_SIZE = 200


@require_safe
def change_list(request: Request, public_id: UUID, kind: str) -> HttpResponse:
    member_list = visible_list(request, public_id)
    kinds = {change.slug: change for change in Change}
    to_confirm = member_list.status == MemberListStatus.TO_CONFIRM
    if kind not in kinds or not to_confirm or member_list.project is None:
        raise Http404
    number = as_key(request.GET.get("page", "")) or 1
    group = change_groups.page(
        member_list, member_list.project, kinds[kind], number=number, size=PAGE_SIZE
    )
    context = {
        "member_list": member_list,
        "mutuelle": member_list.mutuelle,
        "year": member_list.year,
        "group": group,
        "newer_url": f"?page={number - 1}" if number > 1 else "",
        "older_url": f"?page={number + 1}" if number * PAGE_SIZE < group.count else "",
    }
    return render(request, "mutuelles/change_list.html", context)
