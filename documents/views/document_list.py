"""*Gestion des documents*: the list (seed 000). A hot page: nothing is done per row but text."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from documents.choices import DocumentStatus
from documents.filters.document import DEFAULT_SORT, SORTS, DocumentFilter
from documents.models import Document
from documents.views.opening import MARK, new_mark
from documents.views.side import side_links
from documents.views.sorting import sort_links
from portal.http import Request, here
from portal.models.keyset import KeysetPage, keyset_page

PAGE_SIZE = 20
COLUMNS = (
    *("id", "public_id", "title", "year", "certificate_count"),
    *("issued_on", "status_on", "status"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list, ready to print."""

    url: str
    title: str
    detail: str
    issued_on: str
    status_on: str
    status: str
    status_label: str
    unread: bool


@never_cache
def document_list(request: Request) -> HttpResponse:
    employer = request.acting.employer
    if employer is None:
        return redirect("documents:start")
    visible = Document.objects.visible_to(request.user).of_employer(employer).only(*COLUMNS)
    filter = DocumentFilter(request.GET, visible, employer, request.today)
    page = _page(filter, request)
    rows = _rows(page.rows)
    context = {
        "filter": filter,
        "criteria": filter.criteria(),
        "heading": _heading(filter),
        "rows": rows,
        "unread_on_page": sum(row.unread for row in rows),
        "sort_links": sort_links(request, SORTS, DEFAULT_SORT),
        "side_links": side_links(request),
    }
    return render(request, "documents/document_list.html", context | _links(request, filter, page))


def _page(filter: DocumentFilter, request: Request) -> KeysetPage:
    rows = filter.rows
    return keyset_page(
        rows,
        order=filter.order,
        size=PAGE_SIZE,
        before=_anchor(rows, request.GET.get("avant")),
        after=_anchor(rows, request.GET.get("apres")),
    )


def _anchor(rows: QuerySet[Document], public_id: str | None) -> Document | None:
    """The document beyond which the page begins; an address that names none gives the first."""
    try:
        return rows.filter(public_id=UUID(public_id)).first() if public_id else None
    except ValueError:
        return None


def _rows(documents: list[Document]) -> list[Row]:
    base, mark = reverse("documents:list"), new_mark()
    labels = _status_labels(get_language())
    return [
        Row(
            url=f"{base}{document.public_id}/?{MARK}={mark}",
            title=document.title,
            detail=document.detail,
            issued_on=document.issued_on.isoformat(),
            status_on=document.status_on.isoformat(),
            status=document.status,
            status_label=labels[document.status],
            unread=document.status == DocumentStatus.TO_CONSULT,
        )
        for document in documents
    ]


@lru_cache
def _status_labels(language: str | None) -> dict[str, str]:
    return {status.value: str(status.label) for status in DocumentStatus}


def _heading(filter: DocumentFilter) -> str:
    if not filter.subject_label:
        return gettext("Liste des documents")
    title = gettext("Liste des documents de type « %(subject)s »")
    return title % {"subject": filter.subject_label}


def _links(request: Request, filter: DocumentFilter, page: KeysetPage) -> dict[str, str | None]:
    start = request.today.replace(year=request.today.year - 2, day=1).isoformat()
    return {
        "newer_url": here(request, avant=page.rows[0].public_id) if page.has_before else None,
        "older_url": here(request, apres=page.rows[-1].public_id) if page.has_after else None,
        "reset_url": here(request, debut=None, fin=None, document=None, tri=None),
        "empty_url": here(request, debut=start, fin=None),
    }
