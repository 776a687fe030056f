"""Faults of a list, mended without a new upload: its columns told, its rows typed again."""

import re
from collections import defaultdict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from mutuelles.access import may_upload_list
from mutuelles.choices import MemberListStatus
from mutuelles.forms import ColumnsForm
from mutuelles.member_list.columns import HEADING_OF
from mutuelles.member_list.faults import Unreadable
from mutuelles.models import MemberList
from mutuelles.services import member_list as lists
from mutuelles.services import member_list_row, mending, reading
from mutuelles.services.mending import Mended, Typed
from mutuelles.views.member_list import visible_list
from portal.http import Request, as_key

PAGE_SIZE = 20
CELL = re.compile(r"([0-9]{1,9})-([a-z_]+)")


@require_safe
def member_list_annotated(request: Request, public_id: UUID) -> HttpResponse:
    """The file given back with its faults in it."""
    member_list = visible_list(request, public_id)
    if member_list.status != MemberListStatus.FAULTY or not member_list.file:
        raise Http404
    try:
        file = reading.annotate(member_list)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("mutuelles:member_list_detail", public_id=public_id)
    disposition = content_disposition_header(True, file.name)
    return HttpResponse(
        file.content, file.content_type, headers={"Content-Disposition": disposition}
    )


def member_list_columns(request: Request, public_id: UUID) -> HttpResponse:
    """Which column of the file is which, where its titles leave a doubt."""
    member_list = _managed(request, public_id)
    if member_list.status != MemberListStatus.FAULTY or not member_list.file:
        return redirect("mutuelles:member_list_detail", public_id=public_id)
    form = ColumnsForm(request.POST or None, member_list=member_list)
    if form.is_valid():
        lists.choose_columns(actor=request.user, member_list=member_list, mapping=form.mapping)
        return redirect("mutuelles:member_list_detail", public_id=public_id)
    context = _context(member_list) | {"form": form}
    return render(request, "mutuelles/member_list_columns.html", context)


def member_list_mend(request: Request, public_id: UUID) -> HttpResponse:
    """Rows with faults, some at a time, each with its faulty cells open."""
    member_list = _managed(request, public_id)
    waiting = _mend(request, member_list) if request.method == "POST" else {}
    left = member_list_row.to_mend(member_list).count()
    if not left:
        return redirect("mutuelles:member_list_detail", public_id=public_id)
    after = as_key(request.GET.get("apres", ""))
    rows = mending.rows_to_mend(member_list, after=after, size=PAGE_SIZE + 1, typed=waiting)
    if not rows:
        return redirect("mutuelles:member_list_mend", public_id=public_id)
    context = _context(member_list) | {
        "rows": rows[:PAGE_SIZE],
        "left": left,
        "newer_url": "?apres=0" if after else "",
        "older_url": f"?apres={rows[PAGE_SIZE - 1].row}" if len(rows) > PAGE_SIZE else "",
    }
    return render(request, "mutuelles/member_list_mend.html", context)


def _mend(request: Request, member_list: MemberList) -> Typed:
    """Do what the button says, for one row or for the page; what was typed elsewhere waits."""
    typed = _typed(request)
    one, dropped = (as_key(request.POST.get(name, "")) for name in ("ligne", "ecarter"))
    if dropped:
        mended = mending.set_aside(actor=request.user, member_list=member_list, numbers=[dropped])
        messages.success(request, gettext("La ligne %(row)s est mise de côté.") % {"row": dropped})
    else:
        saved = {one: typed.get(one, {})} if one else typed
        mended = mending.save(actor=request.user, member_list=member_list, typed=saved)
        _tell(request, mended)
    member_list.refresh_from_db()
    if not (one or dropped):
        return {}
    return {row: cells for row, cells in typed.items() if row not in (one, dropped)}


def _typed(request: Request) -> dict[int, dict[str, str]]:
    """What stands in the fields `12-postal_code`."""
    typed: dict[int, dict[str, str]] = defaultdict(dict)
    for name, value in request.POST.items():
        found = CELL.fullmatch(name)
        if found and found[2] in HEADING_OF:
            typed[int(found[1])][found[2]] = str(value)
    return typed


def _tell(request: Request, mended: Mended) -> None:
    if mended.mended:
        text = ngettext(
            "%(count)s ligne est corrigée.", "%(count)s lignes sont corrigées.", mended.mended
        )
        messages.success(request, text % {"count": mended.mended})
    else:
        messages.warning(request, gettext("Il reste une faute dans chacune de ces lignes."))


def _managed(request: Request, public_id: UUID) -> MemberList:
    member_list = visible_list(request, public_id)
    if not may_upload_list(request.user, member_list.mutuelle):
        raise PermissionDenied
    return member_list


def _context(member_list: MemberList) -> dict[str, object]:
    return {
        "member_list": member_list,
        "mutuelle": member_list.mutuelle,
        "year": member_list.year,
    }
