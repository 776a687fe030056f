"""The members of a project for whoever manages it: what was decided of each, and why."""

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mutuelles.filters import ProjectMemberFilter
from mutuelles.models import Mutuelle, Project, ProjectMember
from portal.http import Request, as_key, as_year, here
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 50


@require_safe
def project_member_list(request: Request, number: str, year: int) -> HttpResponse:
    visible = Mutuelle.objects.visible_to(request.user).select_related("firm")
    mutuelle = get_object_or_404(visible, number=number)
    project = _project(mutuelle, as_year(year))
    members = project.members.with_elsewhere(year).annotate(name_key=F("employer__name_key"))
    filter = ProjectMemberFilter(request.GET, members)
    page = _page(request, filter.rows)
    context = {
        "project": project,
        "mutuelle": mutuelle,
        "year": year,
        "filter": filter,
        "criteria": filter.criteria(),
        "rows": page.rows,
        "newer_url": here(request, avant=page.rows[0].pk) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].pk) if page.has_after else None,
    }
    return render(request, "mutuelles/project_member_list.html", context)


def _project(mutuelle: Mutuelle, year: int) -> Project:
    """The living one, or the last."""
    project = mutuelle.projects.filter(year=year).order_by("-id").first()
    if project is None:
        raise Http404
    return project


def _page(request: Request, members: QuerySet[ProjectMember]) -> KeysetPage:
    def anchor(side: str) -> ProjectMember | None:
        return members.filter(pk=as_key(request.GET.get(side, ""))).first()

    return keyset_page(
        members.select_related("employer"),
        order="name_key",
        size=PAGE_SIZE,
        before=anchor("avant"),
        after=anchor("apres"),
    )
