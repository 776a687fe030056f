"""Addresses of a list: the one that is shown, with other criteria, another sort or another page."""

from collections.abc import Iterable

from portal.http import Request

PAGE = ("avant", "apres")


def changed(request: Request, **changes: object) -> str:
    """This address with other values; any change but a page's begins at the first page."""
    query = request.GET.copy()
    for name in (*PAGE, *changes):
        query.pop(name, None)
    query.update({name: str(value) for name, value in changes.items() if value is not None})
    return f"?{query.urlencode()}"


def sort_links(request: Request, sorts: Iterable[str], default: str) -> dict[str, tuple[str, str]]:
    """Per column: where a click on its heading leads, and its `aria-sort` now."""
    asked = request.GET.get("tri", default)
    links = {}
    for name in sorts:
        now = {name: "ascending", f"-{name}": "descending"}.get(asked, "none")
        tri = f"-{name}" if now == "ascending" else name
        links[name.replace("-", "_")] = (changed(request, tri=tri), now)
    return links
